package org.lineside.references;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest way through stages along the positions of a route, by dynamic programming (Viterbi 1967) within a beam about
 * the cheapest path so far. What each path cost is kept, and the steps are found again on the way back: they are needed
 * along one path only.
 */
final class Trellis {
    /** Price of taking up the position anew elsewhere. */
    private static final float RELOCALISATION = 20f;

    private static final float BEAM = 30f;

    private final Stages stages;
    private final int positions;
    /** Costs lie so far behind the start of their array that each step back from the first position is still in it. */
    private final int margin;

    private final float[][] steps;
    private final float[][] rows;
    private final int[] lows;
    /** Where a path may have been taken up anew: its cost; infinite elsewhere. */
    private final float[] anew;

    Trellis(Stages stages, int positions) {
        this.stages = stages;
        this.positions = positions;
        int n = stages.count();
        this.steps = new float[n][];
        int reach = 0;
        for (int i = 1; i < n; i++) {
            steps[i] = stages.steps(i);
            reach = Math.max(reach, steps[i].length - 1);
        }
        this.margin = reach;
        this.rows = new float[n][];
        this.lows = new int[n];
        this.anew = new float[n];
    }

    /**
     * A path.
     *
     * @param positions position at each stage
     * @param taken where it was taken up anew, by stage
     * @param cost what it costs
     * @param steps the part of it that is for going from position to position
     */
    record Path(int[] positions, boolean[] taken, double cost, double steps) {}

    /** The cheapest path, or null where every path costs at least {@code limit}. */
    @Nullable
    Path cheapest(double limit) {
        float[] cost = new float[margin + positions];
        float[] next = new float[margin + positions];
        Beam beam = new Beam(positions);
        stages.confine(0, beam);
        float floor = begin(cost, beam);
        float recent = 0;
        for (int i = 0; ; i++) {
            beam.narrow(cost, margin, floor + BEAM);
            int after = i + 1;
            boolean jump = after < rows.length && stages.anew(after, recent);
            forget(cost, beam, jump);
            lows[i] = beam.first();
            rows[i] = Arrays.copyOfRange(cost, margin + beam.first(), margin + beam.last() + 1);
            if (floor >= limit) {
                return null;
            }
            if (after == rows.length) {
                return traceBack();
            }
            anew[after] = jump ? floor + RELOCALISATION : Float.POSITIVE_INFINITY;
            if (jump) {
                beam.all();
            } else {
                beam.widen(steps[after].length - 1);
            }
            stages.confine(after, beam);
            float least = advance(cost, next, beam, after);
            float[] swap = cost;
            cost = next;
            next = swap;
            recent = 0.9f * recent + 0.1f * (float) ((least - floor) / stages.weight(after));
            floor = least;
        }
    }

    private float begin(float[] cost, Beam beam) {
        float[] here = stages.costs(0, beam);
        for (int r = 0; r < beam.count(); r++) {
            System.arraycopy(here, beam.low(r), cost, margin + beam.low(r), beam.high(r) - beam.low(r) + 1);
        }
        return least(cost, beam);
    }

    /**
     * Makes every position out of view, from which one in view may be reached, cost infinitely much.
     *
     * @param all not just those near enough for the next stage
     */
    private void forget(float[] cost, Beam beam, boolean all) {
        Arrays.fill(cost, all ? 0 : beam.first(), margin + beam.first(), Float.POSITIVE_INFINITY);
        for (int r = 1; r < beam.count(); r++) {
            Arrays.fill(cost, margin + beam.high(r - 1) + 1, margin + beam.low(r), Float.POSITIVE_INFINITY);
        }
        int end = margin + beam.last() + 1;
        Arrays.fill(cost, end, all ? cost.length : Math.min(cost.length, end + margin), Float.POSITIVE_INFINITY);
    }

    /** Costs at a stage: of the cheapest step to each position in view, and of being there. Gives the least of them. */
    private float advance(float[] cost, float[] next, Beam beam, int stage) {
        float[] here = stages.costs(stage, beam);
        for (int r = 0; r < beam.count(); r++) {
            int low = margin + beam.low(r);
            int high = margin + beam.high(r);
            Arrays.fill(next, low, high + 1, anew[stage]);
            for (int a = 0; a < steps[stage].length; a++) {
                step(cost, next, low, high, a, steps[stage][a]);
            }
            add(next, here, low, high, margin);
        }
        return least(next, beam);
    }

    private static void step(float[] cost, float[] next, int low, int high, int a, float step) {
        for (int q = low; q <= high; q++) {
            next[q] = Math.min(next[q], cost[q - a] + step);
        }
    }

    private static void add(float[] next, float[] here, int low, int high, int margin) {
        for (int q = low; q <= high; q++) {
            next[q] += here[q - margin];
        }
    }

    private float least(float[] cost, Beam beam) {
        float least = Float.POSITIVE_INFINITY;
        for (int r = 0; r < beam.count(); r++) {
            int high = margin + beam.high(r);
            for (int q = margin + beam.low(r); q <= high; q++) {
                least = Math.min(least, cost[q]);
            }
        }
        return least;
    }

    private Path traceBack() {
        int n = rows.length;
        int[] found = new int[n];
        boolean[] taken = new boolean[n];
        int p = cheapest(n - 1);
        double path = rows[n - 1][p - lows[n - 1]];
        double stepped = 0;
        for (int i = n - 1; i >= 0; i--) {
            found[i] = p;
            if (i > 0) {
                int before = before(i, p);
                taken[i] = before < 0;
                stepped += taken[i] ? RELOCALISATION : steps[i][p - before];
                p = taken[i] ? cheapest(i - 1) : before;
            }
        }
        return new Path(found, taken, path, stepped);
    }

    private int cheapest(int i) {
        float[] row = rows[i];
        int best = 0;
        for (int k = 1; k < row.length; k++) {
            best = row[k] < row[best] ? k : best;
        }
        return lows[i] + best;
    }

    /** The position one stage before on the cheapest path to a position; −1 where it was taken up anew. */
    private int before(int i, int p) {
        float[] row = rows[i - 1];
        int low = lows[i - 1];
        float least = anew[i];
        int best = -1;
        for (int a = Math.max(0, p - low - row.length + 1); a <= Math.min(steps[i].length - 1, p - low); a++) {
            float c = row[p - a - low] + steps[i][a];
            if (c < least) {
                least = c;
                best = p - a;
            }
        }
        return best;
    }
}
