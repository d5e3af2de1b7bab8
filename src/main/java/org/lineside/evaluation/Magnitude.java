package org.lineside.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a fault was to those who met it: the median, over the calls labelled with it, of the mean effect while it was
 * felt. Of a call that felt several, the truth tells the effect of the one felt longest, so it counts for that one alone.
 *
 * <p>This, and not the severity that was planted, is what a fault of so many decibels means here: a cell that lost 12 dB
 * costs a call less where the neighbour takes over, and the severity of an interferer is no effect at all.
 *
 * @param size in {@code unit}, NaN where no call tells
 * @param unit {@code dB}, {@code class} (of RXQUAL), or what else the kind of fault is measured in
 */
public record Magnitude(double size, String unit) {
    /** Decibels from which a fault of level must be found. */
    public static final double PLAIN_DB = 6;

    /** RXQUAL classes from which a fault of quality must be found. */
    public static final double PLAIN_CLASSES = 4;

    /** What is asked of a fault by its magnitude. */
    public enum Group {
        /** At least {@link #PLAIN_DB} or {@link #PLAIN_CLASSES}. */
        PLAIN,
        /** Less. */
        MILD,
        /** Not measured in decibels or classes: handovers, timing. */
        OTHER
    }

    /** The group a fault belongs to. */
    public Group group() {
        return switch (unit) {
            case "dB" -> size >= PLAIN_DB ? Group.PLAIN : Group.MILD;
            case "class" -> size >= PLAIN_CLASSES ? Group.PLAIN : Group.MILD;
            default -> Group.OTHER;
        };
    }

    /** The magnitude of each fault that a call was labelled with and that some call felt longest, by its identifier. */
    static Map<String, Magnitude> of(Truth truth) {
        Map<String, String> unitOf = new HashMap<>();
        truth.faults().stream().filter(f -> !f.hardNegative()).forEach(f -> unitOf.put(f.id(), f.unit()));
        Map<String, Map<String, Long>> felt = new HashMap<>();
        for (Truth.Segment s : truth.segments()) {
            if (unitOf.containsKey(s.faultId())) {
                felt.computeIfAbsent(s.callId(), id -> new HashMap<>())
                        .merge(s.faultId(), s.endMs() - s.startMs(), Long::sum);
            }
        }
        Map<String, List<Truth.Call>> longest = new HashMap<>();
        for (Truth.Call call : truth.calls()) {
            // Stretches bridge short gaps, so they may name another fault than the seconds felt do: the unit tells.
            felt.getOrDefault(call.id(), Map.of()).entrySet().stream()
                    .filter(e -> call.unit().equals(unitOf.get(e.getKey())))
                    .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .map(Map.Entry::getKey)
                    .filter(call.faults()::contains)
                    .ifPresent(fault -> longest.computeIfAbsent(fault, id -> new ArrayList<>())
                            .add(call));
        }
        Map<String, Magnitude> magnitudes = new HashMap<>();
        longest.forEach((fault, calls) -> magnitudes.put(fault, median(calls)));
        return magnitudes;
    }

    private static Magnitude median(List<Truth.Call> calls) {
        double[] sorted =
                calls.stream().mapToDouble(Truth.Call::meanEffect).sorted().toArray();
        int n = sorted.length;
        double median = Arrays.stream(sorted, (n - 1) / 2, n / 2 + 1).average().orElse(Double.NaN);
        return new Magnitude(median, calls.getFirst().unit());
    }
}
