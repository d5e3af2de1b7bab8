package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Finds where on a route's axis each sample of a call was taken. Where the call gives its kilometre the axis is read
 * off; else the most likely path through a hidden Markov model is taken (Viterbi 1967): states are positions, the
 * emission compares the levels of server and neighbours, the timing advance and, where there are any, coordinates with
 * the expectation; steps go forward only. The cost of a sample is capped, and levels that are all too low alike cost no
 * more than one that is wrong by itself: it is their shape that tells the place, and a fault must not pull the path away
 * from where it is; a call whose fit stays bad may take up its position anew elsewhere (turnback, diversion).
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
    /**
     * Cost of going so many positions within one sample. The axis runs at the pace of a fast train, faster here and slower
     * there: trains that crawl or fly past must be able to follow it for a long time, or they take up their position where
     * they aren't.
     */
    private static final float[] STEP_COST = {0.4f, 0f, 0.2f, 0.4f, 0.7f, 1f, 1.3f, 1.6f, 2f};
    /** Half of the sound calls fit with 0.75 to 0.9, one in ten with more than 1.1 to 1.4. */
    private static final double SUSPICIOUS_MISFIT = 1.1;

    private static final double CLEARLY_BETTER = 0.85;
    /** Price of a loss that all cells share: that of one cell that is wrong by itself. */
    private static final float COMMON_LOSS = TERM_CAP;

    private static final int MIN_CELLS_OF_A_SHAPE = 3;
    private static final float[] COMMON_SHIFTS_DB = {-3, -6, -10, -15, 4, 8};
    private static final int MAX_GAP_STEPS = 60;
    private static final float GAP_STEP_COST = 0.02f;
    private static final short RELOCATED = -1;
    private static final double METRES_PER_DEGREE = 111_195;
    /** Stands for a cell that is not expected: so far off that its term is capped. */
    private static final float NOWHERE_DBM = 1e4f;

    private final Route route;
    private final int positions;
    /** Cell after cell, position after position: expected level, half the inverse variance, timing advance, serving. */
    private final float[] level;

    private final float[] weight;
    /** As {@link #weight}, but 0 where the cell is not expected. */
    private final float[] shapeWeight;
    /** What a level costs where its cell is not expected, else 0. */
    private final float[] unexpected;

    private final float[] timing;
    private final float[] notServing;

    /** A localiser for one route; immutable, safe to use from several threads. */
    public Localiser(Route route) {
        this.route = route;
        this.positions = route.positions();
        int size = route.heard().length * positions;
        level = new float[size];
        weight = new float[size];
        shapeWeight = new float[size];
        unexpected = new float[size];
        timing = new float[size];
        notServing = new float[size];
        Arrays.fill(level, NOWHERE_DBM);
        Arrays.fill(weight, 1);
        Arrays.fill(unexpected, TERM_CAP);
        Arrays.fill(timing, Float.NaN);
        Arrays.fill(notServing, NOT_SERVING_HERE);
        for (int e = 0; e < route.entryCell().length; e++) {
            int at = route.entryCell()[e] * positions + route.entryPosition()[e];
            float centre = route.centre(Channel.LEVEL_DL, e);
            float sd = route.spread(Channel.LEVEL_DL, e) + NOISE_DB;
            boolean known = !Float.isNaN(centre);
            level[at] = known ? centre : 0;
            weight[at] = known ? 0.5f / (sd * sd) : 0;
            shapeWeight[at] = weight[at];
            unexpected[at] = 0;
            if (route.served()[e] > 0) {
                notServing[at] = 0;
                timing[at] = route.centre(Channel.TIMING_ADVANCE, e);
            }
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
    public Fix locate(CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        return improved(fit(trace, modelCell, from, to, offsetDb), trace, modelCell, from, to, offsetDb);
    }

    /** A fix with common shifts tried where it is bad; otherwise as it is. Parameters as for {@link #locate}. */
    public Fix improved(Fix fix, CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        if (route.kmKnown() || fix.meanCost() < SUSPICIOUS_MISFIT) {
            return fix;
        }
        Fix best = fix;
        double least = fix.meanCost() * CLEARLY_BETTER;
        for (float shift : COMMON_SHIFTS_DB) {
            Fix shifted = fit(trace, modelCell, from, to, offsetDb + shift);
            if (shifted.meanCost() < least) {
                least = shifted.meanCost();
                best = shifted;
            }
        }
        return best;
    }

    /** Locates a stretch, taking the levels as they are. Parameters as for {@link #locate}. */
    public Fix fit(CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
        Stretch stretch = new Stretch(trace, modelCell, from, to, offsetDb);
        return route.kmKnown() ? stretch.readOff() : stretch.viterbi();
    }

    /** A stretch of one call on its way along the axis. */
    private final class Stretch {
        private final CallTrace trace;
        private final int[] modelCell;
        private final int from;
        private final int to;
        private final float offsetDb;
        private final float[] emission = new float[positions];
        private final float[] levels = new float[positions];
        private final float[] weights = new float[positions];
        private final float[] deviations = new float[positions];
        private final float[] squares = new float[positions];

        Stretch(CallTrace trace, int[] modelCell, int from, int to, float offsetDb) {
            this.trace = trace;
            this.modelCell = modelCell;
            this.from = from;
            this.to = to;
            this.offsetDb = offsetDb;
        }

        private Fix readOff() {
            int[] found = new int[to - from];
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
                if (last >= 0) {
                    emit(i, last, last);
                }
                cost += last < 0 ? SAMPLE_CAP : emission[last];
            }
            return new Fix(found, cost / Math.max(1, to - from));
        }

        private Fix viterbi() {
            int n = to - from;
            float[] cost = new float[positions];
            float[] next = new float[positions];
            short[][] steps = new short[n][];
            int[] lows = new int[n];
            int[] bestBefore = new int[n];
            int low = 0;
            int high = positions - 1;
            emit(from, low, high);
            System.arraycopy(emission, 0, cost, 0, positions);
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
                boolean anywhere = recent > BAD_FIT && i % RELOCALISATION_PERIOD == 0;
                int reach = reach(i);
                int newLow = anywhere ? 0 : low;
                int newHigh = anywhere ? positions - 1 : Math.min(positions - 1, high + reach);
                emit(from + i, newLow, newHigh);
                steps[i] = advance(cost, next, low, high, newLow, newHigh, reach, anywhere, floor);
                low = newLow;
                high = newHigh;
                lows[i] = low;
                float[] swap = cost;
                cost = next;
                next = swap;
                recent = 0.9f * recent + 0.1f * (cost[argMin(cost, low, high)] - floor);
            }
            return traceBack(cost, low, high, steps, lows, bestBefore);
        }

        private short[] advance(
                float[] cost,
                float[] next,
                int low,
                int high,
                int newLow,
                int newHigh,
                int reach,
                boolean anywhere,
                float floor) {
            short[] step = new short[newHigh - newLow + 1];
            for (int p = newLow; p <= newHigh; p++) {
                float bestCost = anywhere ? floor + RELOCALISATION : Float.POSITIVE_INFINITY;
                short bestStep = RELOCATED;
                int furthest = Math.min(reach, p - low);
                for (int a = Math.max(0, p - high); a <= furthest; a++) {
                    float c = cost[p - a] + (reach < STEP_COST.length ? STEP_COST[a] : GAP_STEP_COST * a);
                    if (c < bestCost) {
                        bestCost = c;
                        bestStep = (short) a;
                    }
                }
                next[p] = bestCost < floor + BEAM ? bestCost + emission[p] : Float.POSITIVE_INFINITY;
                step[p - newLow] = bestStep;
            }
            return step;
        }

        private Fix traceBack(float[] cost, int low, int high, short[][] steps, int[] lows, int[] bestBefore) {
            int n = to - from;
            int[] found = new int[n];
            int p = argMin(cost, low, high);
            double total = 0;
            for (int i = n - 1; i >= 0; i--) {
                found[i] = p;
                emit(from + i, p, p);
                total += emission[p];
                if (i > 0) {
                    short a = steps[i][p - lows[i]];
                    p = a == RELOCATED ? bestBefore[i] : p - a;
                }
            }
            return new Fix(found, total / n);
        }

        private int argMin(float[] cost, int low, int high) {
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

        /** Fills the emission costs of a sample at the positions {@code low} to {@code high}, both inclusive. */
        private void emit(int at, int low, int high) {
            Arrays.fill(emission, low, high + 1, 0);
            Arrays.fill(levels, low, high + 1, 0);
            Arrays.fill(weights, low, high + 1, 0);
            Arrays.fill(deviations, low, high + 1, 0);
            Arrays.fill(squares, low, high + 1, 0);
            int cells = 0;
            int server = route.local(modelCell[trace.cell()[at]]);
            if (server < 0) {
                addTo(TERM_CAP + NOT_SERVING_HERE, low, high);
            } else {
                if (trace.has(Channel.LEVEL_DL)) {
                    cells += addLevel(server, trace.channel(Channel.LEVEL_DL)[at], 1, low, high);
                }
                addServing(server, timingAdvance(at), low, high);
            }
            for (int k = trace.neighbourStart()[at]; k < trace.neighbourStart()[at + 1]; k++) {
                int neighbour = route.local(modelCell[trace.neighbourCell()[k]]);
                if (neighbour >= 0) {
                    cells += addLevel(neighbour, trace.neighbourDbm()[k], NEIGHBOUR_WEIGHT, low, high);
                }
            }
            if (cells >= MIN_CELLS_OF_A_SHAPE) {
                preferShape(low, high);
            }
            boolean coordinates = !Double.isNaN(trace.latitude()[at]);
            for (int p = low; p <= high; p++) {
                float radio = CORRELATION_DISCOUNT * (emission[p] + levels[p]);
                emission[p] = Math.min(SAMPLE_CAP, coordinates ? radio + coordinateTerm(at, p) : radio);
            }
        }

        /** Where the levels are too low, but alike, what remains about their common shift counts instead. */
        private void preferShape(int low, int high) {
            for (int p = low; p <= high; p++) {
                float shape = squares[p] - deviations[p] * deviations[p] / Math.max(weights[p], 1e-6f) + COMMON_LOSS;
                levels[p] = deviations[p] < 0 ? Math.min(levels[p], shape) : levels[p];
            }
        }

        private float timingAdvance(int at) {
            return trace.has(Channel.TIMING_ADVANCE) ? trace.channel(Channel.TIMING_ADVANCE)[at] : Float.NaN;
        }

        private void addTo(float constant, int low, int high) {
            for (int p = low; p <= high; p++) {
                emission[p] += constant;
            }
        }

        /** Adds what one cell's level says; 1 if it says anything, else 0. */
        private int addLevel(int cell, float dbm, float share, int low, int high) {
            if (Float.isNaN(dbm)) {
                return 0;
            }
            float observed = dbm - offsetDb;
            int base = cell * positions;
            for (int p = low; p <= high; p++) {
                float d = observed - level[base + p];
                levels[p] += share * Math.min(TERM_CAP, d * d * weight[base + p]);
                float w = share * shapeWeight[base + p];
                weights[p] += w;
                deviations[p] += w * d;
                squares[p] += w * d * d + share * unexpected[base + p];
            }
            return 1;
        }

        private void addServing(int cell, float timingAdvance, int low, int high) {
            int base = cell * positions;
            for (int p = low; p <= high; p++) {
                float d = timingAdvance - timing[base + p];
                emission[p] += notServing[base + p] + (Float.isNaN(d) ? 0 : Math.min(TERM_CAP, 0.5f * d * d));
            }
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
}
