package org.lineside.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * Weather comes faster than the calls before can tell. Looking back, the calls around a call tell it: what most of
 * them share is the network's, not an entity's. And it does not come alike everywhere: leaves grow where there are
 * trees, wet snow lies on some masts. Where the network has changed, so far as it has, a place that usually shows the
 * same is no obstacle.
 */
final class Surroundings {
    private static final long SURROUNDING_MS = 3 * 3_600_000L;
    private static final int MIN_SURROUNDING_CALLS = 5;

    /** Below this the network is as it was, in dB. */
    private static final double LEAST_SHIFT_DB = 1;

    /** Calls and places below which nothing is told of how uneven a change is. */
    private static final int LEAST = 5;

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
        Stream.of(Channel.LEVEL_DL, Channel.LEVEL_UL)
                .parallel() // neither looks at the other
                .mapToInt(Channel::ordinal)
                .forEach(c -> subtract(calls, rows, perCall, c));
    }

    private static void subtract(List<CallEvidence> calls, List<Row> rows, List<List<Row>> perCall, int channel) {
        double[] mean = perCall.stream().mapToDouble(own -> mean(own, channel)).toArray();
        double[] shift = new double[calls.size()];
        for (int k = 0; k < shift.length; k++) {
            shift[k] = shared(calls, mean, k);
        }
        rows.forEach(r -> r.left[channel] -= (float) shift[r.call]);
        byPlace(rows, channel, network(calls, channel));
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
     * A place while the network has changed.
     *
     * @param rows its atoms
     * @param share what it usually shows beyond the network, as a share of the network's change: the median
     * @param variance variance of that median
     */
    private record Place(List<Row> rows, double share, double variance) {
        static Place of(List<Row> rows, int channel, double[] network) {
            float[] shares = new float[rows.size()];
            for (int i = 0; i < shares.length; i++) {
                Row row = rows.get(i);
                shares[i] = (float) (row.left[channel] / network[row.call]);
            }
            double median = Robust.median(shares);
            double spread = Robust.spread(shares, median);
            return new Place(rows, median, Math.PI / 2 * spread * spread / shares.length);
        }
    }

    /**
     * Takes off what places usually show beyond the network while it has changed, at most as much as it has. How far a place is
     * believed depends on how much places differ beyond what chance makes of them (empirical Bayes: Efron and Morris, J. Am.
     * Stat. Assoc. 70, 1975): where a change is alike everywhere nothing is taken off.
     */
    private static void byPlace(List<Row> rows, int channel, double[] network) {
        List<Place> places = changed(rows, channel, network).values().stream()
                .filter(own -> own.size() >= LEAST)
                .map(own -> Place.of(own, channel, network))
                .toList();
        double between = between(places);
        if (between == 0) {
            return;
        }
        for (Place place : places) {
            double share = Math.clamp(place.share, -1, 1) * between / (between + place.variance);
            place.rows.forEach(r -> r.left[channel] -= (float) (share * network[r.call]));
        }
    }

    /** The atoms met while the network has changed, by place. */
    private static Map<String, List<Row>> changed(List<Row> rows, int channel, double[] network) {
        Map<String, List<Row>> atoms = new HashMap<>();
        for (Row row : rows) {
            boolean changed = Math.abs(network[row.call]) >= LEAST_SHIFT_DB;
            if (changed && row.atom.zone() >= 0 && !Float.isNaN(row.left[channel])) {
                atoms.computeIfAbsent(PlaceScales.key(row.atom), k -> new ArrayList<>())
                        .add(row);
            }
        }
        return atoms;
    }

    /** Variance of what places show beyond what chance makes of it, robustly: some have a fault. */
    private static double between(List<Place> places) {
        float[] shares = new float[places.size()];
        float[] variances = new float[places.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) places.get(i).share;
            variances[i] = (float) places.get(i).variance;
        }
        double spread = Robust.spread(shares, Robust.median(shares));
        return shares.length < LEAST ? 0 : Math.max(0, spread * spread - Robust.median(variances));
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
