package org.lineside.cli.view;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lineside.attribution.Incident;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;
import org.lineside.cli.output.OutputFormat;
import org.lineside.store.Filter;
import org.lineside.store.RunTable.Run;
import org.lineside.store.Store;

/** How the watch itself is. */
public final class StatusView {
    /** The runs, newest first. */
    public static final Listing<Run> RUNS = new Listing<>(List.of(
            Column.number("run_id", Run::runId),
            Column.text("verb", Run::verb),
            Column.time("started_at", Run::startedAtMs),
            Column.time("ended_at", Run::endedAtMs).onlyInFull(),
            Column.text("status", r -> r.status().name().toLowerCase(Locale.ROOT)),
            Column.number("lines_read", r -> r.counters().linesRead()),
            Column.number("lines_rejected", (Run r) -> r.counters().linesRejected())
                    .onlyInFull(),
            Column.number("calls_seen", (Run r) -> r.counters().callsSeen()).onlyInFull(),
            Column.number("calls_judged", r -> r.counters().callsJudged()),
            Column.number("calls_anomalous", r -> r.counters().callsAnomalous()),
            Column.text("version", Run::version).onlyInFull(),
            Column.text("model_id", Run::modelId).onlyInFull(),
            Column.text("error", Run::error)));

    private static final int RUNS_SHOWN = 10;

    private StatusView() {}

    /** Writes it: for people with the state of everything, for programs the runs alone. */
    public static void print(Store store, OutputFormat format, int width, PrintStream out) {
        List<Run> runs = store.runs().latest(RUNS_SHOWN);
        if (format == OutputFormat.TABLE) {
            summary(store, out);
            if (runs.isEmpty()) {
                out.print("Nothing has run yet: lineside learn PATH builds references, lineside detect PATH judges.\n");
                return;
            }
            out.print("\n");
        }
        RUNS.write(runs, format, width, out);
    }

    private static void summary(Store store, PrintStream out) {
        out.print(String.format(Locale.ROOT, "Database    %s, %.1f MB%n", store.path(), store.bytes() / 1e6));
        out.print("References  " + references(store) + "\n");
        Map<String, Long> verdicts = store.calls().countsByVerdict();
        String calls = verdicts.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%,d %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
        out.print("Calls       " + (calls.isEmpty() ? "none judged yet" : calls) + "\n");
        List<Incident> open = store.incidents().list(Filter.CURRENT);
        out.print("Incidents   " + incidents(open) + "\n");
    }

    private static String references(Store store) {
        return store.models()
                .champion()
                .map(m -> "model " + m.modelId() + " of " + Words.minute(m.createdAtMs()) + ", "
                        + Words.count(store.models().references(m.modelId()).size(), "reference") + " from "
                        + Words.count(m.calls(), "call"))
                .orElse("none in force: lineside learn PATH builds them from healthy days");
    }

    private static String incidents(List<Incident> open) {
        if (open.isEmpty()) {
            return "none open";
        }
        Map<Integer, Long> bySeverity =
                open.stream().collect(Collectors.groupingBy(Incident::severity, TreeMap::new, Collectors.counting()));
        return open.size() + " open ("
                + bySeverity.entrySet().stream()
                        .map(e -> e.getValue() + " of severity " + e.getKey())
                        .collect(Collectors.joining(", "))
                + "): lineside incidents";
    }
}
