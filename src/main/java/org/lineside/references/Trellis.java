package org.lineside.references;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;

/**
 * The cheapest way of a stretch of one call along the positions of a route, by dynamic programming (Viterbi 1967) within a
 * beam about the cheapest path so far. What each path cost is kept, and the steps are found again on the way back: they
 * are needed along one path only.
 */
final class Trellis {
    private static final float BEAM = 30f;
    private static final float RELOCALISATION = 20f;
    private static final int RELOCALISATION_PERIOD = 8;
    private static final float BAD_FIT = 3.5f;
    /**
     * Cost of going so many positions within one sample. The axis runs at the pace of a fast train, faster here and slower
     * there: trains that crawl or fly past must be able to follow it for a long time, or they take up their position where
     * they aren't.
     */
    private static final float[] STEP_COST = {0.4f, 0f, 0.2f, 0.4f, 0.7f, 1f, 1.3f, 1.6f, 2f};

    /** Cost of having moved where the levels say that the train stood. */
    private static final float MOVED = 1f;

    private static final int USUAL_REACH = STEP_COST.length - 1;
    private static final int MAX_GAP_STEPS = 60;
    private static final float GAP_STEP_COST = 0.02f;

    private final CallTrace trace;
    private final Emission emission;
    private final int positions;
    private final int from;
    private final int samples;
    private final float[][] rows;
    private final int[] lows;
    /** Where a path may have been taken up anew: its cost; infinite elsewhere. */
    private final float[] anew;

    private final boolean[] still;

    /**
     * @param still where the train stood, by sample of the trace
     * @param from first sample of the stretch
     * @param to its end, exclusive
     */
    Trellis(CallTrace trace, Emission emission, boolean[] still, int positions, int from, int to) {
        this.trace = trace;
        this.emission = emission;
        this.positions = positions;
        this.from = from;
        this.samples = to - from;
        this.rows = new float[samples][];
        this.lows = new int[samples];
        this.anew = new float[samples];
        this.still = still;
    }

    /** The cheapest path, or null where every path costs at least {@code limit}. */
    Localiser.@Nullable Fix cheapest(double limit) {
        float[] cost = new float[positions];
        float[] next = new float[positions];
        int low = 0;
        int high = positions - 1;
        System.arraycopy(emission.over(from, low, high), 0, cost, 0, positions);
        float floor = least(cost, low, high);
        float recent = 0;
        for (int i = 0; ; i++) {
            while (cost[low] > floor + BEAM) {
                low++;
            }
            while (cost[high] > floor + BEAM) {
                high--;
            }
            lows[i] = low;
            rows[i] = Arrays.copyOfRange(cost, low, high + 1);
            if (floor >= limit) {
                return null;
            }
            if (i == samples - 1) {
                return traceBack();
            }
            boolean anywhere = recent > BAD_FIT && (i + 1) % RELOCALISATION_PERIOD == 0;
            int reach = reach(i + 1);
            int newLow = anywhere ? 0 : low;
            int newHigh = anywhere ? positions - 1 : Math.min(positions - 1, high + reach);
            anew[i + 1] = anywhere ? floor + RELOCALISATION : Float.POSITIVE_INFINITY;
            Arrays.fill(next, newLow, newHigh + 1, anew[i + 1]);
            advance(cost, next, low, high, reach, newHigh, still[from + i + 1]);
            float[] here = emission.over(from + i + 1, newLow, newHigh);
            float least = Float.POSITIVE_INFINITY;
            for (int p = newLow; p <= newHigh; p++) {
                next[p] += here[p];
                least = Math.min(least, next[p]);
            }
            low = newLow;
            high = newHigh;
            float[] swap = cost;
            cost = next;
            next = swap;
            recent = 0.9f * recent + 0.1f * (least - floor);
            floor = least;
        }
    }

    private static void advance(float[] cost, float[] next, int low, int high, int reach, int newHigh, boolean still) {
        for (int a = 0; a <= reach; a++) {
            float step = stepCost(a, reach, still);
            int last = Math.min(newHigh, high + a);
            for (int p = low + a; p <= last; p++) {
                next[p] = Math.min(next[p], cost[p - a] + step);
            }
        }
    }

    private static float stepCost(int step, int reach, boolean still) {
        if (still) {
            return step == 0 ? 0 : MOVED + STEP_COST[step];
        }
        return reach <= USUAL_REACH ? STEP_COST[step] : GAP_STEP_COST * step;
    }

    private static float least(float[] cost, int low, int high) {
        float least = Float.POSITIVE_INFINITY;
        for (int p = low; p <= high; p++) {
            least = Math.min(least, cost[p]);
        }
        return least;
    }

    /** How many positions may lie between two samples: more where reports are missing. */
    private int reach(int i) {
        long gapMs = trace.startMs()[from + i] - trace.endMs()[from + i - 1];
        return gapMs <= CallTrace.SAMPLE_MS
                ? USUAL_REACH
                : (int) Math.min(MAX_GAP_STEPS, USUAL_REACH * (1 + gapMs / CallTrace.SAMPLE_MS));
    }

    private Localiser.Fix traceBack() {
        int[] found = new int[samples];
        int p = cheapest(samples - 1);
        double path = cost(samples - 1, p);
        double steps = 0;
        for (int i = samples - 1; i >= 0; i--) {
            found[i] = p;
            if (i > 0) {
                int before = before(i, p);
                steps += before <= p && p - before <= reach(i)
                        ? stepCost(p - before, reach(i), still[from + i])
                        : RELOCALISATION;
                p = before;
            }
        }
        double weight = emission.weight(from, from + samples);
        return new Localiser.Fix(found, (path - steps) / weight, path / weight);
    }

    private float cost(int i, int p) {
        return rows[i][p - lows[i]];
    }

    private int cheapest(int i) {
        float[] row = rows[i];
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            best = row[k] < row[best] ? k : best;
        }
        return lows[i] + best;
    }

    /** The position one sample before on the cheapest path to a position. */
    private int before(int i, int p) {
        float[] row = rows[i - 1];
        int low = lows[i - 1];
        int reach = reach(i);
        float least = anew[i];
        int best = -1;
        for (int a = Math.max(0, p - low - row.length + 1); a <= Math.min(reach, p - low); a++) {
            float c = row[p - a - low] + stepCost(a, reach, still[from + i]);
            if (c < least) {
                least = c;
                best = p - a;
            }
        }
        return best < 0 ? cheapest(i - 1) : best;
    }
}
