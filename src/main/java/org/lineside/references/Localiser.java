package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Finds where on a route's axis each sample of a call was taken. Where the call gives its kilometre the axis is read
 * off; else the most likely path through a hidden Markov model is taken (Viterbi 1967): states are positions, the
 * emission ({@link Emission}) compares the levels of server and neighbours, the timing advance and, where there are any,
 * coordinates with the expectation; steps go forward only ({@link Trellis}). The cost of a sample is capped, and levels
 * that are all too low alike cost no more than one that is wrong by itself: it is their shape that tells the place, and a
 * fault must not pull the path away from where it is; a call whose fit stays bad may take up its position anew elsewhere
 * (turnback, diversion).
 */
public final class Localiser {
    /** Half of the sound calls fit with 0.75 to 0.9, one in ten with more than 1.1 to 1.4. */
    private static final double SUSPICIOUS_MISFIT = 1.1;

    private static final double CLEARLY_BETTER = 0.85;
    /** So often a path that goes along the wall of its corridor is looked for again, in a corridor about itself. */
    private static final int MOST_CORRECTIONS = 3;

    /**
     * Blocks blur what changes from position to position, so that an overview costs more than the path it shows: so many
     * times as much and, for each sample of a moving train, so much.
     */
    private static final double BLUR_RATIO = 1.5;

    private static final double BLUR = 1;

    /** A loss that a path may hide, taking itself off to where such levels are usual. */
    private static final float HIDDEN_SHIFT_DB = -3;

    /** Shifts that differ by less show the same way. */
    private static final float SHIFT_STEP_DB = 2;

    private final Route route;
    private final EmissionTable table;
    private final EmissionTable blocks;
    private final boolean thorough;

    /** A localiser for one route; immutable, safe to use from several threads. */
    public Localiser(Route route) {
        this(route, false);
    }

    private Localiser(Route route, boolean thorough) {
        this.route = route;
        this.thorough = thorough;
        this.table = EmissionTable.of(route);
        this.blocks = table.inBlocksOf(Overview.UNIT);
    }

    /**
     * A localiser that goes through all positions sample by sample, several times as slow: what a few calls make of a route
     * is too rough for an overview to show the way everywhere.
     */
    static Localiser thorough(Route route) {
        return new Localiser(route, true);
    }

    /**
     * Positions of a stretch of a call.
     *
     * @param positions position per sample of the stretch, −1 where the route has none
     * @param meanCost mean emission cost of a sample of a train that moves, 0 (as expected) to 8 (nothing fits)
     * @param meanPathCost the same with the cost of the steps: what the path is chosen by
     */
    public record Fix(int[] positions, double meanCost, double meanPathCost) {}

    /**
     * Locates the samples {@code from} (inclusive) to {@code to} (exclusive) of a call whose levels may all be shifted by
     * a fault, a new mobile or the weather: where it fits badly as it is, likely shifts are tried, and the best one
     * counts if it fits clearly better. A shift that is not allowed for would be taken for a displacement along the
     * track.
     *
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param offsetDb the mobile's own offset of the downlink level
     */
    public Fix locate(CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        return improved(fit(trace, modelCell, from, to, offsetDb), trace, modelCell, from, to, offsetDb);
    }

    /** A fix with likely shifts tried where it is bad; otherwise as it is. Parameters as for {@link #locate}. */
    public Fix improved(Fix fix, CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        if (route.kmKnown() || fix.meanCost() < SUSPICIOUS_MISFIT) {
            return fix;
        }
        Fix best = fix;
        double least = fix.meanPathCost() * CLEARLY_BETTER;
        for (float shift : likelyShifts(fix, trace, modelCell, from, offsetDb)) {
            Fix shifted = better(trace, modelCell, from, to, offsetDb + shift, least);
            if (shifted != null) {
                least = shifted.meanPathCost();
                best = shifted;
            }
        }
        return best;
    }

    /** By how much the levels may be shifted, as a path tells that fits badly: what they lie off it, by median and lower quartile. */
    private List<Float> likelyShifts(Fix fix, CallTrace trace, int[] modelCell, int from, float offsetDb) {
        float[] off = new float[fix.positions().length];
        int known = 0;
        for (int i = 0; i < off.length && trace.has(Channel.LEVEL_DL); i++) {
            int p = fix.positions()[i];
            int entry = p < 0 ? -1 : route.entry(p, route.local(modelCell[trace.cell()[from + i]]));
            float level = trace.channel(Channel.LEVEL_DL)[from + i];
            if (entry >= 0 && !Float.isNaN(level - route.centre(Channel.LEVEL_DL, entry))) {
                off[known++] = level - offsetDb - route.centre(Channel.LEVEL_DL, entry);
            }
        }
        Arrays.sort(off, 0, known);
        List<Float> likely = new ArrayList<>(List.of(HIDDEN_SHIFT_DB));
        for (float shift : known == 0 ? new float[0] : new float[] {off[known / 2], off[known / 4]}) {
            if (Math.abs(shift) >= SHIFT_STEP_DB
                    && likely.stream().noneMatch(l -> Math.abs(l - shift) < SHIFT_STEP_DB)) {
                likely.add(shift);
            }
        }
        return likely;
    }

    /** Locates a stretch, taking the levels as they are. Parameters as for {@link #locate}. */
    public Fix fit(CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        Fix fix = better(trace, modelCell, from, to, offsetDb, Double.POSITIVE_INFINITY);
        if (fix == null) {
            throw new IllegalStateException("every path costs less than infinity");
        }
        return fix;
    }

    /**
     * Locates a stretch if its path costs less than another one's; costs only grow along a path, so that a hopeless one is
     * given up early. Parameters as for {@link #locate}.
     *
     * @param meanPathCost {@link Fix#meanPathCost} to be undercut
     * @return null where the path costs as much or more
     */
    public @Nullable Fix better(
            CallTrace trace, int[] modelCell, int from, int to, float offsetDb, double meanPathCost) {
        boolean[] still = Standstill.of(trace);
        Emission emission = new Emission(table, trace, still, modelCell, offsetDb);
        if (route.kmKnown()) {
            Fix fix = readOff(trace, emission, from, to);
            return fix.meanPathCost() < meanPathCost ? fix : null;
        }
        double weight = emission.weight(from, to);
        double limit = meanPathCost * weight;
        Pace pace = new Pace(trace, still);
        if (thorough) {
            Trellis.Path path =
                    new Trellis(new Everywhere(emission, pace, from, to), table.positions()).cheapest(limit);
            return path == null ? null : fix(path, 0, weight);
        }
        Emission rough = new Emission(blocks, trace, still, modelCell, offsetDb);
        return closely(emission, rough, pace, from, to, limit, weight);
    }

    private static Fix fix(Trellis.Path path, double offCourse, double weight) {
        return new Fix(path.positions(), (path.cost() - path.steps() - offCourse) / weight, path.cost() / weight);
    }

    /** The cheapest path sample by sample, where an overview shows the way, or null where it costs at least {@code limit}. */
    private @Nullable Fix closely(
            Emission emission, Emission rough, Pace pace, int from, int to, double limit, double weight) {
        Overview overview = new Overview(rough, pace, from, to, blocks.positions());
        Trellis.Path way = new Trellis(overview, blocks.positions()).cheapest(BLUR_RATIO * limit + BLUR * weight);
        if (way == null) {
            return null;
        }
        Corridor corridor = Corridor.about(way, overview, emission, pace, from, table.positions());
        Trellis.Path path = new Trellis(corridor, table.positions()).cheapest(limit);
        for (int k = 0; k < MOST_CORRECTIONS && path != null && corridor.touches(path); k++) {
            corridor = corridor.about(path);
            path = new Trellis(corridor, table.positions()).cheapest(limit);
        }
        return path != null && path.cost() < limit ? fix(path, corridor.offCourse(path), weight) : null;
    }

    private Fix readOff(CallTrace trace, Emission emission, int from, int to) {
        int[] found = new int[to - from];
        int positions = route.positions();
        double first = route.positionKm()[0];
        double sign = route.positionKm()[positions - 1] >= first ? 1 : -1;
        double cost = 0;
        int last = -1;
        for (int i = from; i < to; i++) {
            double km = trace.trackKm()[i];
            if (!Double.isNaN(km)) {
                long p = Math.round(sign * (km - first) / Route.STEP_KM);
                last = p >= 0 && p < positions ? (int) p : -1;
            }
            found[i - from] = last;
            cost += last < 0 ? Emission.SAMPLE_CAP : emission.at(i, last);
        }
        double mean = cost / emission.weight(from, to);
        return new Fix(found, mean, mean);
    }
}
