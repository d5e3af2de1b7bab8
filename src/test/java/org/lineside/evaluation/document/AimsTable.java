package org.lineside.evaluation.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.lineside.evaluation.Estimate;
import org.lineside.evaluation.Magnitude.Group;
import org.lineside.evaluation.runs.Railway;
import org.lineside.evaluation.runs.RunFigures.Fault;

/**
 * What is measured beside what is aimed at: means over railways, which share nothing but the presets, with Student's
 * intervals; where the railways kept aside were judged, they stand beside those the program was developed with.
 */
final class AimsTable {
    private record Measure(String name, boolean share, String aim, ToDoubleFunction<Railway> of) {
        String mean(List<Railway> railways) {
            Estimate mean = Estimate.over(railways.stream().mapToDouble(of).toArray());
            return share ? Markdown.meanShare(mean) : Markdown.mean(mean);
        }
    }

    private static final List<Measure> FAULTY = List.of(
            faults("plain faults: an incident", "≥ 0.95", Group.PLAIN, Fault::found),
            faults("plain faults: an incident within 10 passes", "≥ 0.95", Group.PLAIN, Fault::foundEarly),
            faults("plain faults: cause and entity right", "≥ 0.9", Group.PLAIN, Fault::right),
            faults("plain faults: cause and entity right within 10 passes", "≥ 0.9", Group.PLAIN, Fault::rightEarly),
            new Measure(
                    "plain faults: incidents per fault found", false, "≤ 1.3", r -> r.incidentsPerFault(Group.PLAIN)),
            faults("mild faults: an incident within 10 passes", "", Group.MILD, Fault::foundEarly),
            faults("mild faults: cause and entity right within 10 passes", "", Group.MILD, Fault::rightEarly),
            faults("other faults: an incident within 10 passes", "", Group.OTHER, Fault::foundEarly),
            faults("other faults: cause and entity right within 10 passes", "", Group.OTHER, Fault::rightEarly),
            mean("calls: average precision", true, "≥ 0.97", "average_precision"),
            mean("calls: precision", true, "", "precision"),
            mean("calls: recall", true, "", "recall"),
            mean("clean calls flagged", true, "≤ 0.01", "false_flag_rate"),
            mean("sound calls under a hard negative flagged", true, "", "hard_negative_flag_rate"),
            mean("seconds: precision", true, "≥ 0.8", "seconds_precision"),
            mean("seconds: recall", true, "≥ 0.8", "seconds_recall"),
            mean("false incidents per day", false, "", "false_incidents_per_day"),
            mean("hard negatives raised, per run", false, "0", "hard_negatives_raised"));

    private static final List<Measure> CLEAN = List.of(
            clean("normal calls flagged", true, "≤ 0.01", "false_flag_rate"),
            clean("false incidents per day", false, "≤ 0.2", "false_incidents_per_day"),
            clean("calls without verdict, per run", false, "", "without_verdict"));

    private AimsTable() {}

    /** Days with faults; the column of the railways kept aside is there where they are. */
    static String faulty(List<Railway> development, List<Railway> keptAside) {
        return table(FAULTY, development, keptAside);
    }

    /** Clean days; {@code sliced} holds railways whose clean days came in slices. */
    static String clean(List<Railway> development, List<Railway> keptAside, List<Railway> sliced) {
        StringBuilder table = new StringBuilder(table(CLEAN, development, keptAside));
        if (!sliced.isEmpty()) {
            List<String> names = sliced.stream().map(Railway::name).toList();
            List<Railway> atOnce =
                    development.stream().filter(r -> names.contains(r.name())).toList();
            for (Measure m : CLEAN) {
                table.append(row(m, "in quarters of an hour: ", sliced, keptAside.isEmpty()));
                table.append(row(m, "the same railways at once: ", atOnce, keptAside.isEmpty()));
            }
        }
        return table.toString();
    }

    private static String row(Measure m, String which, List<Railway> railways, boolean alone) {
        List<String> cells = new ArrayList<>(List.of(which + m.name(), m.mean(railways)));
        if (!alone) {
            cells.add("");
        }
        cells.add(m.aim());
        return Markdown.row(cells);
    }

    private static String table(List<Measure> measures, List<Railway> development, List<Railway> keptAside) {
        List<String> columns = new ArrayList<>(List.of("measure", "development presets"));
        if (!keptAside.isEmpty()) {
            columns.add("presets kept aside");
        }
        columns.add("aim");
        StringBuilder table = new StringBuilder(Markdown.header(columns));
        for (Measure m : measures) {
            List<String> cells = new ArrayList<>(List.of(m.name(), m.mean(development)));
            if (!keptAside.isEmpty()) {
                cells.add(m.mean(keptAside));
            }
            cells.add(m.aim());
            table.append(Markdown.row(cells));
        }
        return table.toString();
    }

    private static Measure faults(String name, String aim, Group group, Predicate<Fault> that) {
        return new Measure(name, true, aim, r -> r.share(group, that));
    }

    private static Measure mean(String name, boolean share, String aim, String key) {
        return new Measure(name, share, aim, r -> r.mean(key));
    }

    private static Measure clean(String name, boolean share, String aim, String key) {
        return new Measure(name, share, aim, r -> r.clean().figureOrLength(key));
    }
}
