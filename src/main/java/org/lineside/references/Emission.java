package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * What it costs a sample of one call to have been taken at each position of a route: minus the log-likelihood, robustly. No
 * term and no sample costs more than its cap. For one call and one thread: it has arrays of its own to work in.
 */
final class Emission {
    /** Most that one sample costs. */
    static final float SAMPLE_CAP = 8f;

    private static final float TERM_CAP = 4.5f;
    private static final float NEIGHBOUR_WEIGHT = 0.7f;
    /** Levels at one place err together, and so do samples one after the other: they tell half of what they seem to. */
    private static final float CORRELATION_DISCOUNT = 0.5f;

    /** What a sample of a train that has not moved tells beyond the one before. */
    private static final float STILL_WEIGHT = 0.1f;

    private static final double COORDINATE_SIGMA_METRES = 40;
    private static final double METRES_PER_DEGREE = 111_195;
    /** Price of a loss that all cells share: that of one cell that is wrong by itself. */
    private static final float COMMON_LOSS = TERM_CAP;

    private static final int MIN_CELLS_OF_A_SHAPE = 3;
    private static final int MOST_CELLS = 16;

    private final Route route;
    private final EmissionTable table;
    private final CallTrace trace;
    private final int[] modelCell;
    private final boolean[] still;
    private final float offsetDb;
    private final int positions;
    private final float[] cost;
    private final float[] weights;
    private final float[] deviations;
    private final float[] squares;
    private final int[] cells = new int[MOST_CELLS];
    private final float[] observed = new float[MOST_CELLS];
    private final float[] share = new float[MOST_CELLS];

    /**
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param still where the train stood, by sample
     * @param offsetDb what is taken off the downlink levels
     */
    Emission(Route route, EmissionTable table, CallTrace trace, boolean[] still, int[] modelCell, float offsetDb) {
        this.route = route;
        this.table = table;
        this.trace = trace;
        this.still = still;
        this.modelCell = modelCell;
        this.offsetDb = offsetDb;
        this.positions = route.positions();
        this.cost = new float[positions];
        this.weights = new float[positions];
        this.deviations = new float[positions];
        this.squares = new float[positions];
    }

    /** Cost of a sample at one position, 0 to {@link #SAMPLE_CAP}. */
    float at(int sample, int position) {
        return over(sample, position, position)[position];
    }

    /**
     * Costs of a sample at the positions {@code low} to {@code high}, both inclusive.
     *
     * @return costs by position; valid in that range until the next call
     */
    float[] over(int sample, int low, int high) {
        Arrays.fill(cost, low, high + 1, 0);
        int server = route.local(modelCell[trace.cell()[sample]]);
        int n = heard(sample, server);
        for (int k = 0; k < n; k++) {
            addLevel(cells[k] * positions, observed[k], share[k], low, high);
        }
        if (n >= MIN_CELLS_OF_A_SHAPE && least(low, high) > COMMON_LOSS) {
            preferShape(n, low, high);
        }
        if (server < 0) {
            addTo(TERM_CAP + EmissionTable.NOT_SERVING_HERE, low, high);
        } else {
            addServing(server * positions, sample, low, high);
        }
        boolean coordinates = !Double.isNaN(trace.latitude()[sample]);
        float weight = weight(sample);
        for (int p = low; p <= high; p++) {
            cost[p] = weight * Math.min(SAMPLE_CAP, CORRELATION_DISCOUNT * cost[p]);
        }
        if (coordinates) {
            for (int p = low; p <= high; p++) {
                cost[p] = Math.min(SAMPLE_CAP, cost[p] + coordinateTerm(sample, p));
            }
        }
        return cost;
    }

    private float weight(int sample) {
        return still[sample] ? STILL_WEIGHT : 1;
    }

    /** For how many samples a stretch counts: one where the train stood tells little that the one before has not told. */
    double weight(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += weight(i);
        }
        return Math.max(sum, STILL_WEIGHT);
    }

    /** Notes the levels of server and neighbours that the route knows; gives their number. */
    private int heard(int sample, int server) {
        int n = 0;
        if (server >= 0 && trace.has(Channel.LEVEL_DL)) {
            n = note(n, server, trace.channel(Channel.LEVEL_DL)[sample], 1);
        }
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            n = note(n, route.local(modelCell[trace.neighbourCell()[k]]), trace.neighbourDbm()[k], NEIGHBOUR_WEIGHT);
        }
        return n;
    }

    private int note(int n, int cell, float dbm, float weight) {
        if (cell < 0 || Float.isNaN(dbm) || n == MOST_CELLS) {
            return n;
        }
        cells[n] = cell;
        observed[n] = dbm - offsetDb;
        share[n] = weight;
        return n + 1;
    }

    private void addLevel(int base, float dbm, float weight, int low, int high) {
        float[] level = table.level();
        float[] precision = table.weight();
        for (int p = low; p <= high; p++) {
            float d = dbm - level[base + p];
            cost[p] += weight * Math.min(TERM_CAP, d * d * precision[base + p]);
        }
    }

    private float least(int low, int high) {
        float least = Float.POSITIVE_INFINITY;
        for (int p = low; p <= high; p++) {
            least = Math.min(least, cost[p]);
        }
        return least;
    }

    /**
     * Where no place explains the levels as they are: where they are too low, but alike, what remains about their common
     * shift counts instead.
     */
    private void preferShape(int n, int low, int high) {
        Arrays.fill(weights, low, high + 1, 1e-6f);
        Arrays.fill(deviations, low, high + 1, 0);
        Arrays.fill(squares, low, high + 1, 0);
        for (int k = 0; k < n; k++) {
            int base = cells[k] * positions;
            for (int p = low; p <= high; p++) {
                float expected = table.expected()[base + p];
                float w = share[k] * expected * table.weight()[base + p];
                float d = observed[k] - table.level()[base + p];
                weights[p] += w;
                deviations[p] += w * d;
                squares[p] += w * d * d + share[k] * TERM_CAP * (1 - expected);
            }
        }
        for (int p = low; p <= high; p++) {
            float shape = squares[p] - deviations[p] * deviations[p] / weights[p] + COMMON_LOSS;
            cost[p] = deviations[p] < 0 ? Math.min(cost[p], shape) : cost[p];
        }
    }

    private void addTo(float constant, int low, int high) {
        for (int p = low; p <= high; p++) {
            cost[p] += constant;
        }
    }

    private void addServing(int base, int sample, int low, int high) {
        float[] notServing = table.notServing();
        float symbols = trace.has(Channel.TIMING_ADVANCE) ? trace.channel(Channel.TIMING_ADVANCE)[sample] : Float.NaN;
        if (Float.isNaN(symbols)) {
            for (int p = low; p <= high; p++) {
                cost[p] += notServing[base + p];
            }
            return;
        }
        float[] timing = table.timing();
        float[] timingWeight = table.timingWeight();
        for (int p = low; p <= high; p++) {
            float d = symbols - timing[base + p];
            cost[p] += notServing[base + p] + Math.min(TERM_CAP, timingWeight[base + p] * d * d);
        }
    }

    private float coordinateTerm(int sample, int p) {
        double north = (trace.latitude()[sample] - route.latitude()[p]) * METRES_PER_DEGREE;
        double east = (trace.longitude()[sample] - route.longitude()[p])
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians(route.latitude()[p]));
        double squared = (north * north + east * east) / (COORDINATE_SIGMA_METRES * COORDINATE_SIGMA_METRES);
        return Double.isNaN(squared) ? 0 : (float) Math.min(SAMPLE_CAP, 0.5 * squared);
    }
}
