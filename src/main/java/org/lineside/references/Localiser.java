package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Finds where on a route's axis each sample of a call was taken. Where the call gives its kilometre the axis is read
 * off; else the most likely path through a hidden Markov model is taken (Viterbi 1967): states are positions, the
 * emission compares the levels of server and neighbours, the timing advance and, where there are any, coordinates with
 * the expectation; steps go forward only. The cost of a sample is capped, so that a fault does not pull the path away
 * from the track; a call whose fit stays bad may take up its position anew elsewhere (turnback, diversion).
 */
public final class Localiser {
    private static final float TERM_CAP = 4.5f;
    private static final float SAMPLE_CAP = 8f;
    private static final float NOISE_DB = 1.5f;
    private static final float NEIGHBOUR_WEIGHT = 0.7f;
    private static final float CORRELATION_DISCOUNT = 0.5f;
    private static final float NOT_SERVING_HERE = 1f;
    private static final double COORDINATE_SIGMA_METRES = 40;
    private static final float BEAM = 30f;
    private static final float RELOCALISATION = 20f;
    private static final int RELOCALISATION_PERIOD = 8;
    private static final float BAD_FIT = 3.5f;
    private static final float[] STEP_COST = {0.7f, 0f, 0.2f, 0.6f, 1.2f, 2f, 3f};
    /** Half of the sound calls fit with 0.8, one in ten with more than 1.2. */
    private static final double SUSPICIOUS_MISFIT = 1.3;

    private static final double CLEARLY_BETTER = 0.85;
    private static final float[] COMMON_SHIFTS_DB = {-3, -6, -10, -15, 4, 8};
    private static final int MAX_GAP_STEPS = 60;
    private static final float GAP_STEP_COST = 0.02f;
    private static final short RELOCATED = -1;
    private static final double METRES_PER_DEGREE = 111_195;

    private final Route route;
    private final CallTrace trace;
    private final int from;
    private final int to;
    private final float offsetDb;
    private final int[] server;
    private final int[] neighbour;

    private Localiser(Route route, CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        this.route = route;
        this.trace = trace;
        this.from = from;
        this.to = to;
        this.offsetDb = offsetDb;
        this.server = new int[to - from];
        for (int i = from; i < to; i++) {
            server[i - from] = route.local(modelCell[trace.cell()[i]]);
        }
        int first = trace.neighbourStart()[from];
        this.neighbour = new int[trace.neighbourStart()[to] - first];
        for (int k = 0; k < neighbour.length; k++) {
            neighbour[k] = route.local(modelCell[trace.neighbourCell()[first + k]]);
        }
    }

    /**
     * Positions of a stretch of a call.
     *
     * @param positions position per sample of the stretch, −1 where the route has none
     * @param meanCost mean emission cost of a sample, 0 (as expected) to 8 (nothing fits)
     */
    public record Fix(int[] positions, double meanCost) {}

    /**
     * Locates the samples {@code from} (inclusive) to {@code to} (exclusive) of a call whose levels may all be shifted by
     * a fault, a new mobile or the weather: where it fits badly as it is, common shifts are tried, and the best one
     * counts if it fits clearly better. A shift that is not allowed for would be taken for a displacement along the
     * track.
     *
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param offsetDb the mobile's own offset of the downlink level
     */
    public static Fix locate(Route route, CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        Fix best = fit(route, trace, modelCell, from, to, offsetDb);
        if (route.kmKnown() || best.meanCost() < SUSPICIOUS_MISFIT) {
            return best;
        }
        double least = best.meanCost() * CLEARLY_BETTER;
        for (float shift : COMMON_SHIFTS_DB) {
            Fix shifted = fit(route, trace, modelCell, from, to, offsetDb + shift);
            if (shifted.meanCost() < least) {
                least = shifted.meanCost();
                best = shifted;
            }
        }
        return best;
    }

    /**
     * Locates the samples {@code from} (inclusive) to {@code to} (exclusive), taking the levels as they are.
     *
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param offsetDb the mobile's own offset of the downlink level
     */
    static Fix fit(Route route, CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        Localiser localiser = new Localiser(route, trace, modelCell, from, to, offsetDb);
        return route.kmKnown() ? localiser.readOff() : localiser.viterbi();
    }

    private Fix readOff() {
        int[] positions = new int[to - from];
        double sign = route.positionKm()[route.positions() - 1] >= route.positionKm()[0] ? 1 : -1;
        double first = route.positionKm()[0];
        double cost = 0;
        int last = -1;
        for (int i = from; i < to; i++) {
            double km = trace.trackKm()[i];
            if (!Double.isNaN(km)) {
                long p = Math.round(sign * (km - first) / Route.STEP_KM);
                last = p >= 0 && p < route.positions() ? (int) p : -1;
            }
            positions[i - from] = last;
            cost += last < 0 ? SAMPLE_CAP : emission(i - from, last);
        }
        return new Fix(positions, cost / Math.max(1, to - from));
    }

    private Fix viterbi() {
        int n = to - from;
        int size = route.positions();
        float[] cost = new float[size];
        float[] next = new float[size];
        Arrays.fill(cost, Float.POSITIVE_INFINITY);
        short[][] steps = new short[n][];
        int[] lows = new int[n];
        int[] bestBefore = new int[n];
        int low = 0;
        int high = size - 1;
        for (int p = 0; p < size; p++) {
            cost[p] = emission(0, p);
        }
        steps[0] = new short[0];
        float recent = 0;
        for (int i = 1; i < n; i++) {
            int best = argMin(cost, low, high);
            bestBefore[i] = best;
            float floor = cost[best];
            while (cost[low] > floor + BEAM) {
                low++;
            }
            while (cost[high] > floor + BEAM) {
                high--;
            }
            int reach = reach(i);
            boolean anywhere = recent > BAD_FIT && i % RELOCALISATION_PERIOD == 0;
            int newLow = anywhere ? 0 : low;
            int newHigh = anywhere ? size - 1 : Math.min(size - 1, high + reach);
            short[] step = new short[newHigh - newLow + 1];
            for (int p = newLow; p <= newHigh; p++) {
                float bestCost = anywhere ? floor + RELOCALISATION : Float.POSITIVE_INFINITY;
                short bestStep = RELOCATED;
                int reachable = Math.min(reach, p - low);
                for (int a = Math.max(0, p - high); a <= reachable; a++) {
                    float c = cost[p - a] + stepCost(a, reach);
                    if (c < bestCost) {
                        bestCost = c;
                        bestStep = (short) a;
                    }
                }
                next[p] = bestCost < floor + BEAM ? bestCost + emission(i, p) : Float.POSITIVE_INFINITY;
                step[p - newLow] = bestStep;
            }
            low = newLow;
            high = newHigh;
            steps[i] = step;
            lows[i] = low;
            float[] swap = cost;
            cost = next;
            next = swap;
            recent = 0.9f * recent + 0.1f * (cost[argMin(cost, low, high)] - floor);
        }
        return traceBack(cost, low, high, steps, lows, bestBefore);
    }

    private Fix traceBack(float[] cost, int low, int high, short[][] steps, int[] lows, int[] bestBefore) {
        int n = to - from;
        int[] positions = new int[n];
        int p = argMin(cost, low, high);
        double total = 0;
        for (int i = n - 1; i >= 0; i--) {
            positions[i] = p;
            total += emission(i, p);
            if (i > 0) {
                short a = steps[i][p - lows[i]];
                p = a == RELOCATED ? bestBefore[i] : p - a;
            }
        }
        return new Fix(positions, total / n);
    }

    private static int argMin(float[] cost, int low, int high) {
        int best = low;
        for (int p = low + 1; p <= high; p++) {
            if (cost[p] < cost[best]) {
                best = p;
            }
        }
        return best;
    }

    /** How many positions may lie between two samples: more where reports are missing. */
    private int reach(int i) {
        long gapMs = trace.startMs()[from + i] - trace.endMs()[from + i - 1];
        int usual = STEP_COST.length - 1;
        return gapMs <= CallTrace.SAMPLE_MS
                ? usual
                : (int) Math.min(MAX_GAP_STEPS, usual * (1 + gapMs / CallTrace.SAMPLE_MS));
    }

    private static float stepCost(int step, int reach) {
        return reach < STEP_COST.length ? STEP_COST[step] : GAP_STEP_COST * step;
    }

    private float emission(int i, int p) {
        int at = from + i;
        float sum = 0;
        int entry = route.entry(p, server[i]);
        float dl = trace.has(Channel.LEVEL_DL) ? trace.channel(Channel.LEVEL_DL)[at] : Float.NaN;
        sum += entry < 0 ? TERM_CAP : levelTerm(entry, dl);
        if (entry < 0 || route.served()[entry] == 0) {
            sum += NOT_SERVING_HERE;
        } else if (trace.has(Channel.TIMING_ADVANCE)) {
            float d = trace.channel(Channel.TIMING_ADVANCE)[at] - route.centre(Channel.TIMING_ADVANCE, entry);
            sum += Float.isNaN(d) ? 0 : Math.min(TERM_CAP, 0.5f * d * d);
        }
        int first = trace.neighbourStart()[from];
        for (int k = trace.neighbourStart()[at]; k < trace.neighbourStart()[at + 1]; k++) {
            int e = route.entry(p, neighbour[k - first]);
            if (neighbour[k - first] >= 0) {
                sum += NEIGHBOUR_WEIGHT * (e < 0 ? TERM_CAP : levelTerm(e, trace.neighbourDbm()[k]));
            }
        }
        return Math.min(SAMPLE_CAP, CORRELATION_DISCOUNT * sum + coordinateTerm(at, p));
    }

    private float levelTerm(int entry, float dbm) {
        float d = dbm - offsetDb - route.centre(Channel.LEVEL_DL, entry);
        float sd = route.spread(Channel.LEVEL_DL, entry) + NOISE_DB;
        return Float.isNaN(d) ? 0 : Math.min(TERM_CAP, 0.5f * d * d / (sd * sd));
    }

    private float coordinateTerm(int at, int p) {
        double north = (trace.latitude()[at] - route.latitude()[p]) * METRES_PER_DEGREE;
        double east = (trace.longitude()[at] - route.longitude()[p])
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians(route.latitude()[p]));
        double squared = (north * north + east * east) / (COORDINATE_SIGMA_METRES * COORDINATE_SIGMA_METRES);
        return Double.isNaN(squared) ? 0 : (float) Math.min(SAMPLE_CAP, 0.5 * squared);
    }
}
