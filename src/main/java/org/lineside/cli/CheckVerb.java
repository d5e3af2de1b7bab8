package org.lineside.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;
import org.lineside.cli.output.OutputFormat;
import org.lineside.cli.view.Words;
import org.lineside.intake.FileReport;
import org.lineside.intake.lines.Reject;
import org.lineside.pipeline.Checking;
import org.lineside.pipeline.Checking.Indicator;
import org.lineside.pipeline.Checking.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code check PATH…}: validates files and compares them with the references in force. */
@Command
final class CheckVerb implements Verb {
    /** Rejected lines shown for each file. */
    private static final int SHOWN = 5;

    private static final Listing<FileReport> FILES = new Listing<>(List.of(
            Column.id("path", f -> f.path().toString()),
            Column.text("kind", f -> f.kind().word()),
            Column.text("state", f -> f.state().word()),
            Column.number("lines", FileReport::lines),
            Column.number("rejected", FileReport::rejected),
            Column.number("duplicates", FileReport::duplicates),
            Column.time("first_time", FileReport::firstMs),
            Column.time("last_time", FileReport::lastMs),
            Column.text("reason", FileReport::reason)));

    private static final Listing<Indicator> INDICATORS = new Listing<>(List.of(
            Column.id("indicator", Indicator::name),
            Column.text("unit", Indicator::unit),
            Column.number("visits", Indicator::visits),
            Column.text("median", i -> Words.plain(i.median())),
            Column.text("usual", i -> Words.plain(i.usualMedian())),
            Column.text("shift", i -> Words.signed(i.shift())),
            Column.text("KS distance", i -> two(i.distance())),
            Column.text("p", i -> Words.probability(i.pValue()))));

    @Mixin
    PathsOption input = new PathsOption();

    @Override
    public void run(Invocation invocation) {
        Report report = Checking.check(invocation.setup(), input.existing());
        if (invocation.format() == OutputFormat.TABLE) {
            print(report, invocation);
        } else {
            invocation.list(FILES, report.files());
        }
    }

    private static void print(Report report, Invocation invocation) {
        PrintStream out = invocation.out();
        for (FileReport f : report.files()) {
            out.print(sentence(f) + "\n");
            report.rejects().stream()
                    .filter(r -> r.file().equals(f.path().toString()))
                    .limit(SHOWN)
                    .forEach(r -> out.print("  " + sentence(r) + "\n"));
            if (!f.unknownColumns().isEmpty()) {
                out.print("  columns that are ignored: " + String.join(", ", f.unknownColumns()) + "\n");
            }
        }
        out.print("\n" + Words.count(report.calls(), "call") + " in "
                + Words.count(report.files().size(), "file") + ".\n");
        if (report.model() == null) {
            out.print(
                    "No references of this kind are in force to compare them with: lineside learn PATH builds them.\n");
        } else {
            out.print("\nAgainst the references in force, model " + report.model()
                    + " (one value a visit; shift: observed minus expected at the same place):\n");
            invocation.list(INDICATORS, report.indicators());
        }
    }

    private static String sentence(FileReport f) {
        String what = f.path() + ": " + f.kind().word() + ", " + Words.count(f.lines(), "line");
        return switch (f.state()) {
            case QUARANTINED -> f.path() + ": would be set aside whole: " + f.reason();
            case DUPLICATE -> what + ", the same content as another file";
            case LOADED ->
                what
                        + (f.rejected() == 0 ? ", all good" : ", " + f.rejected() + " rejected")
                        + (f.duplicates() == 0 ? "" : ", " + f.duplicates() + " repeated");
        };
    }

    private static String sentence(Reject r) {
        return "line " + r.line() + ", field " + r.field() + (r.column().isEmpty() ? "" : " (" + r.column() + ")")
                + ": \"" + r.value() + "\", expected " + r.expected();
    }

    private static String two(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
