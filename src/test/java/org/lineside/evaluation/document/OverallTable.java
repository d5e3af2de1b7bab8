package org.lineside.evaluation.document;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.lineside.evaluation.Estimate;

/** Figures of whole runs: means over runs, which share nothing, with Student's intervals. */
final class OverallTable {
    private record Measure(String name, boolean share, String aim, ToDoubleFunction<RunFigures> of) {
        String row(List<RunFigures> runs) {
            Estimate mean = Estimate.over(runs.stream().mapToDouble(of).toArray());
            return Markdown.row(List.of(name, share ? Markdown.meanShare(mean) : Markdown.mean(mean), aim));
        }
    }

    private static final List<Measure> FAULTY = List.of(
            share("calls: average precision", "≥ 0.97", "average_precision"),
            share("calls: precision", "", "precision"),
            share("calls: recall", "", "recall"),
            share("clean calls flagged", "≤ 0.01", "false_flag_rate"),
            share("sound calls under a hard negative flagged", "", "hard_negative_flag_rate"),
            share("seconds: precision", "≥ 0.8", "seconds_precision"),
            share("seconds: recall", "≥ 0.8", "seconds_recall"),
            share("faults found", "≥ 0.95", "fault_recall"),
            share("of those: cause right", "", "cause_accuracy"),
            share("of those: entity right", "", "entity_accuracy"),
            new Measure("of those: both right", true, "≥ 0.9", RunFigures::rightShare),
            number("incidents per fault found", "≤ 1.3", "incidents_per_fault"),
            number("false incidents per day", "", "false_incidents_per_day"),
            number("hard negatives raised, per run", "0", "hard_negatives_raised"));

    private static final List<Measure> CLEAN = List.of(
            share("normal calls flagged", "≤ 0.01", "false_flag_rate"),
            number("false incidents per day", "≤ 0.2", "false_incidents_per_day"),
            number("calls without verdict, per run", "", "without_verdict"));

    private static final List<String> COLUMNS = List.of("measure", "mean over runs [95 %]", "aim");

    private OverallTable() {}

    static String faulty(List<RunFigures> runs) {
        return table(FAULTY, runs);
    }

    static String clean(List<RunFigures> runs) {
        return table(CLEAN, runs);
    }

    private static String table(List<Measure> measures, List<RunFigures> runs) {
        StringBuilder table = new StringBuilder(Markdown.header(COLUMNS));
        measures.forEach(m -> table.append(m.row(runs)));
        return table.toString();
    }

    private static Measure share(String name, String aim, String key) {
        return new Measure(name, true, aim, r -> r.figure(key));
    }

    private static Measure number(String name, String aim, String key) {
        return new Measure(
                name,
                false,
                aim,
                r -> r.root().path(key).isArray() ? r.list(key).size() : r.figure(key));
    }
}
