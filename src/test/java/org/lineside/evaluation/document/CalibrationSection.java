package org.lineside.evaluation.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lineside.evaluation.Estimate;
import org.lineside.evaluation.calibration.NullCalls;
import org.lineside.evaluation.runs.Run;
import org.lineside.numeric.Uniformity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether p-values are what they claim: of the history, as {@code learn} says, and of clean days that nothing was learned
 * from.
 */
final class CalibrationSection {
    private static final double[] LEVELS = {0.5, 0.1, 0.01, 0.001};

    /** What {@code CalibrationCheck} says of a history. */
    private static final Pattern CHECK = Pattern.compile("of (\\d+) held-out calls of (\\d+) train runs .*D = ([0-9.]+)"
            + " \\(Kolmogorov-Smirnov, p = ([^)]+)\\); ([0-9.]+) of");

    private CalibrationSection() {}

    /**
     * One railway.
     *
     * @param name seed and preset
     * @param history calls, D, p and share of p ≤ 0.01 of the history, as text
     * @param calls the calls of the clean days
     */
    record One(String name, List<String> history, NullCalls calls) {}

    /** Reads the clean runs of a section. */
    static List<One> read(List<Run> runs) throws IOException {
        List<One> railways = new ArrayList<>();
        for (Run run : runs) {
            if ("clean".equals(run.kind())) {
                Matcher check = check(run.folder().resolve("models.json"));
                railways.add(new One(
                        run.railway(),
                        List.of(check.group(1), check.group(3), check.group(4), check.group(5)),
                        NullCalls.read(run.folder().resolve("calls.tsv"), Integer.parseInt(check.group(2)))));
            }
        }
        return List.copyOf(railways);
    }

    private static Matcher check(Path models) throws IOException {
        String text = JsonMapper.shared()
                .readTree(Files.readString(models))
                .path(0)
                .path("validation")
                .asString("");
        Matcher matcher = CHECK.matcher(text);
        if (!matcher.find()) {
            throw new IOException(models + ": the model doesn't say what its p-values are worth: " + text);
        }
        return matcher;
    }

    /** What stands in the text, from all railways. */
    static String text(List<One> railways) {
        List<NullCalls> each = railways.stream().map(One::calls).toList();
        NullCalls all = NullCalls.together(each);
        Uniformity uniformity = all.uniformity();
        return String.format(
                        Locale.ROOT,
                        "%d calls of %d train runs, judged by %d train runs of history, worth %.0f independent ones: D = %.3f,"
                                + " p = %.2g. So their p-values are %s.%n%n",
                        uniformity.count(),
                        all.trainRuns(),
                        all.judges(),
                        all.independent(),
                        uniformity.distance(),
                        uniformity.pValue(),
                        uniformity.pValue() < 0.05 ? "**not uniform**" : "uniform as far as these calls can tell")
                + levels(each, all)
                + "\n"
                + table(railways);
    }

    private static String levels(List<NullCalls> each, NullCalls all) {
        StringBuilder table = new StringBuilder(
                Markdown.header(List.of("p-value at most", "calls", "share, mean over railways [95 %]")));
        for (double level : LEVELS) {
            Estimate mean =
                    Estimate.over(each.stream().mapToDouble(c -> c.share(level)).toArray());
            table.append(Markdown.row(List.of(
                    Double.toString(level),
                    Long.toString(Math.round(all.share(level) * all.pValues().length)),
                    Markdown.fine(mean))));
        }
        return table.toString();
    }

    private static String table(List<One> railways) {
        StringBuilder table = new StringBuilder(Markdown.header(List.of(
                "railway",
                "history: calls",
                "D",
                "p",
                "share of p ≤ 0.01",
                "clean days: calls",
                "D",
                "p",
                "share of p ≤ 0.01")));
        for (One one : railways) {
            List<String> cells = new ArrayList<>(List.of(one.name()));
            cells.addAll(one.history());
            Uniformity u = one.calls().uniformity();
            cells.add(Integer.toString(u.count()));
            cells.add(String.format(Locale.ROOT, "%.3f", u.distance()));
            cells.add(String.format(Locale.ROOT, "%.2g", u.pValue()));
            cells.add(String.format(Locale.ROOT, "%.3f", one.calls().share(0.01)));
            table.append(Markdown.row(cells));
        }
        return table.toString();
    }
}
