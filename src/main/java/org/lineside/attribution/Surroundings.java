package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/**
 * Weather comes faster than the calls before can tell. Looking back, the calls around a call tell it: what most of
 * them share is the network's, not an entity's.
 */
final class Surroundings {
    private static final long SURROUNDING_MS = 3 * 3_600_000L;
    private static final int MIN_SURROUNDING_CALLS = 5;

    private Surroundings() {}

    /** Takes off the levels of all atoms what the calls around theirs share. */
    static void subtract(List<CallEvidence> calls, List<Row> rows) {
        List<List<Row>> perCall = new ArrayList<>();
        calls.forEach(c -> perCall.add(new ArrayList<>()));
        for (Row row : rows) {
            if (row.atom.zone() >= 0) {
                perCall.get(row.call).add(row);
            }
        }
        for (int c : new int[] {Channel.LEVEL_DL.ordinal(), Channel.LEVEL_UL.ordinal()}) {
            double[] mean = perCall.stream().mapToDouble(own -> mean(own, c)).toArray();
            double[] shift = new double[calls.size()];
            for (int k = 0; k < shift.length; k++) {
                shift[k] = shared(calls, mean, k);
            }
            rows.forEach(r -> r.left[c] -= (float) shift[r.call]);
        }
    }

    private static double mean(List<Row> rows, int channel) {
        return rows.stream()
                .mapToDouble(r -> r.left[channel])
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    /** Median over the other mobiles' calls around a call, 0 where they are few. */
    private static double shared(List<CallEvidence> calls, double[] mean, int call) {
        CallEvidence own = calls.get(call);
        int from = call;
        while (from > 0 && calls.get(from - 1).startMs() >= own.startMs() - SURROUNDING_MS) {
            from--;
        }
        int to = call + 1;
        while (to < calls.size() && calls.get(to).startMs() <= own.startMs() + SURROUNDING_MS) {
            to++;
        }
        double[] others = IntStream.range(from, to)
                .filter(k -> !calls.get(k).mobileId().equals(own.mobileId()) && !Double.isNaN(mean[k]))
                .mapToDouble(k -> mean[k])
                .sorted()
                .toArray();
        return others.length < MIN_SURROUNDING_CALLS ? 0 : others[others.length / 2];
    }
}
