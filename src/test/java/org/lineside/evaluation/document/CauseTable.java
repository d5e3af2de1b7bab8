package org.lineside.evaluation.document;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.lineside.evaluation.runs.RunFigures.Fault;

/** How the faults of each cause fared, over all runs; the faults of a cause are few, so they are counted, not averaged. */
final class CauseTable {
    private static final List<String> COLUMNS = List.of(
            "cause",
            "found",
            "cause right",
            "entity right",
            "incidents per fault",
            "delay, calls",
            "delay, hours",
            "named instead");

    private CauseTable() {}

    static String of(List<Fault> faults) {
        Map<String, List<Fault>> byCause =
                faults.stream().collect(Collectors.groupingBy(Fault::cause, TreeMap::new, Collectors.toList()));
        StringBuilder table = new StringBuilder(Markdown.header(COLUMNS));
        byCause.forEach((cause, of) -> table.append(row(cause, of)));
        return table.append(row("all", faults)).toString();
    }

    private static String row(String name, List<Fault> faults) {
        List<Fault> found = faults.stream().filter(Fault::found).toList();
        return Markdown.row(List.of(
                name,
                Markdown.share(found.size(), faults.size()),
                Markdown.share(found.stream().filter(Fault::causeRight).count(), found.size()),
                Markdown.share(found.stream().filter(Fault::entityRight).count(), found.size()),
                Markdown.number(
                        found.stream().mapToInt(Fault::incidents).average().orElse(Double.NaN)),
                Markdown.number(median(faults, f -> f.delayCalls() == 0 ? Double.NaN : f.delayCalls())),
                Markdown.number(median(faults, Fault::delayHours)),
                "all".equals(name) ? "" : instead(found)));
    }

    private static String instead(List<Fault> found) {
        Map<String, Long> counts = found.stream()
                .filter(f -> !f.causeRight())
                .collect(Collectors.groupingBy(Fault::namedCause, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private static double median(List<Fault> faults, ToDoubleFunction<Fault> of) {
        double[] sorted = faults.stream()
                .mapToDouble(of)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        int n = sorted.length;
        return n == 0
                ? Double.NaN
                : Arrays.stream(sorted, (n - 1) / 2, n / 2 + 1).average().orElse(Double.NaN);
    }
}
