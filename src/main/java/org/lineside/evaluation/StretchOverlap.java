package org.lineside.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Time in findings against time in which labelled faults were felt, call by call, each instant counted once. */
final class StretchOverlap {
    private StretchOverlap() {}

    /** Precision and recall of seconds; NaN where there is nothing to divide by. */
    static double[] of(Truth truth, Results results) {
        Set<String> known = new HashSet<>();
        truth.calls().forEach(c -> known.add(c.id()));
        Set<String> labelled = new HashSet<>();
        truth.faults().stream().filter(f -> !f.hardNegative()).forEach(f -> labelled.add(f.id()));
        Map<String, List<long[]>> felt = new HashMap<>();
        for (Truth.Segment s : truth.segments()) {
            if (labelled.contains(s.faultId()) && known.contains(s.callId())) {
                felt.computeIfAbsent(s.callId(), id -> new ArrayList<>()).add(new long[] {s.startMs(), s.endMs()});
            }
        }
        Map<String, List<long[]>> found = new HashMap<>();
        for (Results.Finding f : results.findings()) {
            if (known.contains(f.callId())) {
                found.computeIfAbsent(f.callId(), id -> new ArrayList<>()).add(new long[] {f.startMs(), f.endMs()});
            }
        }
        long common = 0;
        for (Map.Entry<String, List<long[]>> entry : found.entrySet()) {
            common += common(union(entry.getValue()), union(felt.getOrDefault(entry.getKey(), List.of())));
        }
        double foundMs = total(found);
        double feltMs = total(felt);
        return new double[] {foundMs == 0 ? Double.NaN : common / foundMs, feltMs == 0 ? Double.NaN : common / feltMs};
    }

    private static double total(Map<String, List<long[]>> stretches) {
        long sum = 0;
        for (List<long[]> list : stretches.values()) {
            for (long[] s : union(list)) {
                sum += s[1] - s[0];
            }
        }
        return sum;
    }

    private static List<long[]> union(List<long[]> stretches) {
        List<long[]> sorted = new ArrayList<>(stretches);
        sorted.sort(Comparator.comparingLong(s -> s[0]));
        List<long[]> merged = new ArrayList<>();
        for (long[] s : sorted) {
            if (!merged.isEmpty() && s[0] <= merged.getLast()[1]) {
                merged.getLast()[1] = Math.max(merged.getLast()[1], s[1]);
            } else {
                merged.add(s.clone());
            }
        }
        return merged;
    }

    private static long common(List<long[]> a, List<long[]> b) {
        long sum = 0;
        for (long[] x : a) {
            for (long[] y : b) {
                sum += Math.max(0, Math.min(x[1], y[1]) - Math.max(x[0], y[0]));
            }
        }
        return sum;
    }
}
