package org.lineside.evaluation.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lineside.evaluation.Magnitude;
import org.lineside.evaluation.runs.RunFigures.Fault;

/**
 * Recall against magnitude, cause by cause. A cause whose faults are measured neither in decibels nor in classes is parted
 * by the severity that was planted.
 */
final class MagnitudeTable {
    private static final List<String> COLUMNS = List.of(
            "cause",
            "magnitude",
            "found",
            "found within 10 passes",
            "cause and entity right within 10",
            "incidents per fault found");

    /** Lower ends; the second of each is where the aims begin. */
    private static final double[] DECIBELS = {0, Magnitude.PLAIN_DB, 9, 15};

    private static final double[] CLASSES = {0, Magnitude.PLAIN_CLASSES, 5, 6};

    private MagnitudeTable() {}

    /** A bin; sorts by unit and size. */
    private record Bin(String unit, double low, double high) implements Comparable<Bin> {
        static Bin of(Fault fault) {
            double size = fault.magnitude().size();
            return switch (fault.magnitude().unit()) {
                case "dB" -> of("dB", DECIBELS, size);
                case "class" -> of("classes", CLASSES, size);
                case "" -> new Bin("", 0, 0);
                default -> new Bin("severity", fault.severity(), fault.severity());
            };
        }

        private static Bin of(String unit, double[] lows, double size) {
            int i = lows.length - 1;
            while (i > 0 && size < lows[i]) {
                i--;
            }
            return new Bin(unit, lows[i], i + 1 < lows.length ? lows[i + 1] : Double.POSITIVE_INFINITY);
        }

        String name() {
            return switch (unit) {
                case "" -> "unknown";
                case "severity" -> String.format(Locale.ROOT, "severity %.2f", low);
                default ->
                    low == 0
                            ? String.format(Locale.ROOT, "< %.0f %s", high, unit)
                            : Double.isInfinite(high)
                                    ? String.format(Locale.ROOT, "≥ %.0f %s", low, unit)
                                    : String.format(Locale.ROOT, "%.0f to %.0f %s", low, high, unit);
            };
        }

        @Override
        public int compareTo(Bin other) {
            int byUnit = unit.compareTo(other.unit);
            return byUnit != 0 ? byUnit : Double.compare(low, other.low);
        }
    }

    static String of(List<Fault> faults) {
        Map<String, Map<Bin, List<Fault>>> byCause = faults.stream()
                .collect(Collectors.groupingBy(
                        Fault::cause, TreeMap::new, Collectors.groupingBy(Bin::of, TreeMap::new, Collectors.toList())));
        StringBuilder table = new StringBuilder(Markdown.header(COLUMNS));
        byCause.forEach((cause, bins) -> bins.forEach((bin, of) -> table.append(row(cause, bin.name(), of))));
        return table.toString();
    }

    private static String row(String cause, String bin, List<Fault> faults) {
        return Markdown.row(List.of(
                cause,
                bin,
                Markdown.share(faults.stream().filter(Fault::found).count(), faults.size()),
                Markdown.share(faults.stream().filter(Fault::foundEarly).count(), faults.size()),
                Markdown.share(faults.stream().filter(Fault::rightEarly).count(), faults.size()),
                Markdown.number(faults.stream()
                        .filter(Fault::found)
                        .mapToInt(Fault::incidents)
                        .average()
                        .orElse(Double.NaN))));
    }
}
