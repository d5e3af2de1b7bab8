package org.lineside.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/**
 * Weather comes faster than the calls before can tell. Looking back, the calls around a call tell it: what most of
 * them share is the network's, not an entity's. And it does not come alike everywhere: leaves grow where there are trees, wet snow
 * lies on some masts. Where the network has changed, so far as it has, a place that usually shows the same is no obstacle.
 */
final class Surroundings {
    private static final long SURROUNDING_MS = 3 * 3_600_000L;
    private static final int MIN_SURROUNDING_CALLS = 5;

    /** Below this the network is as it was, in dB. */
    private static final double LEAST_SHIFT_DB = 1;

    /**
     * Calls in whose weight a place is taken to change as the network does: the variance of an atom, some (2.2 dB)², over that of
     * what half a season of 2.2 dB makes of it.
     */
    private static final double PRIOR_CALLS = 4;

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
            byPlace(rows, c, network(calls, c));
        }
    }

    /** What the network shows around each call, in dB, before any of it was taken out. */
    private static double[] network(List<CallEvidence> calls, int channel) {
        boolean downlink = channel == Channel.LEVEL_DL.ordinal();
        double[] mean = calls.stream()
                .mapToDouble(c -> downlink ? c.mean().downlinkDb() : c.mean().uplinkDb())
                .toArray();
        return IntStream.range(0, mean.length)
                .mapToDouble(k -> shared(calls, mean, k))
                .toArray();
    }

    /**
     * Takes off what places usually show beyond the network while it has changed, at most as much as it has: the median over
     * the atoms there, as a share of the network's change, shrunk towards none.
     */
    private static void byPlace(List<Row> rows, int channel, double[] network) {
        Map<String, List<Row>> places = new HashMap<>();
        for (Row row : rows) {
            boolean changed = Math.abs(network[row.call]) >= LEAST_SHIFT_DB;
            if (changed && row.atom.zone() >= 0 && !Float.isNaN(row.left[channel])) {
                places.computeIfAbsent(PlaceScales.key(row.atom), k -> new ArrayList<>())
                        .add(row);
            }
        }
        places.values().forEach(own -> {
            double[] shares = own.stream()
                    .mapToDouble(r -> r.left[channel] / network[r.call])
                    .sorted()
                    .toArray();
            double median = Math.clamp(shares[shares.length / 2], -1, 1);
            double share = median * shares.length / (shares.length + PRIOR_CALLS);
            own.forEach(r -> r.left[channel] -= (float) (share * network[r.call]));
        });
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
