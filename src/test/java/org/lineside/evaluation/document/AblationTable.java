package org.lineside.evaluation.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.lineside.evaluation.Estimate;
import org.lineside.evaluation.Magnitude.Group;
import org.lineside.evaluation.runs.Run;
import org.lineside.evaluation.runs.RunFigures;
import org.lineside.evaluation.runs.RunFigures.Fault;

/**
 * Every room left out, and every room alone. The combinations judge the same railways, so what a room is worth is the mean
 * of the differences from all rooms, railway by railway, with Student's interval.
 */
final class AblationTable {
    private record Measure(String name, ToDoubleFunction<RunFigures> of) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("average precision", r -> r.figure("average_precision")),
            new Measure("calls: recall", r -> r.figure("recall")),
            new Measure("clean calls flagged", r -> r.figure("false_flag_rate")),
            new Measure("seconds: precision", r -> r.figure("seconds_precision")),
            new Measure("seconds: recall", r -> r.figure("seconds_recall")),
            new Measure("plain faults within 10 passes", r -> r.share(Group.PLAIN, Fault::foundEarly)),
            new Measure("right within 10 passes", r -> r.share(Group.PLAIN, Fault::rightEarly)),
            new Measure("false incidents per day", r -> r.figure("false_incidents_per_day")));

    private AblationTable() {}

    /** From the runs of each combination, {@code all} first, each with the same railways in the same order. */
    static String of(Map<String, List<RunFigures>> byRooms) {
        List<String> columns = new ArrayList<>(List.of("rooms"));
        MEASURES.forEach(m -> columns.add(m.name()));
        StringBuilder table = new StringBuilder(Markdown.header(columns));
        List<RunFigures> all = byRooms.getOrDefault("all", List.of());
        byRooms.forEach((rooms, runs) -> {
            List<String> cells = new ArrayList<>(List.of(rooms.replace('-', ' ')));
            for (Measure m : MEASURES) {
                cells.add("all".equals(rooms) ? Markdown.mean(over(all, m)) : difference(all, runs, m));
            }
            table.append(Markdown.row(cells));
        });
        return table.toString();
    }

    /** The runs of the section by combination of rooms, in the order of the list. */
    static Map<String, List<RunFigures>> byRooms(List<Run> runs) throws IOException {
        Map<String, List<RunFigures>> byRooms = new LinkedHashMap<>();
        for (Run run : runs) {
            byRooms.computeIfAbsent(run.variant(), v -> new ArrayList<>()).add(run.figures());
        }
        return byRooms;
    }

    private static Estimate over(List<RunFigures> runs, Measure m) {
        return Estimate.over(runs.stream().mapToDouble(m.of()).toArray());
    }

    private static String difference(List<RunFigures> all, List<RunFigures> runs, Measure m) {
        return Markdown.difference(
                over(runs, m),
                Estimate.over(IntStream.range(0, Math.min(all.size(), runs.size()))
                        .mapToDouble(i -> m.of().applyAsDouble(runs.get(i)) - m.of().applyAsDouble(all.get(i)))
                        .toArray()));
    }
}
