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
    private int server;
    private int heard;
    /** What the levels heard cost where none of their cells is expected. */
    private float mostOfLevels;

    /**
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param still where the train stood, by sample
     * @param offsetDb what is taken off the downlink levels
     */
    Emission(EmissionTable table, CallTrace trace, boolean[] still, int[] modelCell, float offsetDb) {
        this.table = table;
        this.trace = trace;
        this.still = still;
        this.modelCell = modelCell;
        this.offsetDb = offsetDb;
        this.positions = table.positions();
        this.cost = new float[positions];
        this.weights = new float[positions];
        this.deviations = new float[positions];
        this.squares = new float[positions];
    }

    /** Cost of a sample at one position, 0 to {@link #SAMPLE_CAP}. */
    float at(int sample, int position) {
        Beam there = Beam.of(position);
        levels(sample, there);
        return over(sample, there, isTooLow(there))[position];
    }

    /**
     * Begins a sample: what its levels alone cost at the positions in view, which {@link #isTooLow} looks at and {@link #over}
     * goes on from.
     */
    void levels(int sample, Beam beam) {
        take(sample);
        for (int r = 0; r < beam.count(); r++) {
            int low = beam.low(r);
            int high = beam.high(r);
            Arrays.fill(cost, low, high + 1, mostOfLevels);
            for (int k = 0; k < heard; k++) {
                int first = Math.max(low, table.first()[cells[k]]);
                addLevel(cells[k] * positions, observed[k], share[k], first, Math.min(high, table.last()[cells[k]]));
            }
        }
    }

    /** Whether no place in view explains the levels as they are. */
    boolean isTooLow(Beam beam) {
        if (heard < MIN_CELLS_OF_A_SHAPE) {
            return false;
        }
        float least = Float.POSITIVE_INFINITY;
        for (int r = 0; r < beam.count(); r++) {
            least = Math.min(least, least(beam.low(r), beam.high(r)));
        }
        return least > COMMON_LOSS;
    }

    /**
     * Costs of the sample begun at the positions in view.
     *
     * @param shape whether it may be the shape of the levels that counts
     * @return costs by position; valid there until the next sample
     */
    float[] over(int sample, Beam beam, boolean shape) {
        for (int r = 0; r < beam.count(); r++) {
            int low = beam.low(r);
            int high = beam.high(r);
            if (shape) {
                preferShape(low, high);
            }
            addServing(sample, low, high);
            scale(weight(sample), low, high);
            addCoordinates(sample, low, high);
        }
        return cost;
    }

    /** Notes the levels of server and neighbours that the route knows. */
    private void take(int sample) {
        server = table.local(modelCell[trace.cell()[sample]]);
        heard = 0;
        mostOfLevels = 0;
        if (server >= 0 && trace.has(Channel.LEVEL_DL)) {
            note(server, trace.channel(Channel.LEVEL_DL)[sample], 1);
        }
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            note(table.local(modelCell[trace.neighbourCell()[k]]), trace.neighbourDbm()[k], NEIGHBOUR_WEIGHT);
        }
    }

    private void note(int cell, float dbm, float weight) {
        if (cell < 0 || Float.isNaN(dbm) || heard == MOST_CELLS) {
            return;
        }
        cells[heard] = cell;
        mostOfLevels += weight * TERM_CAP;
        observed[heard] = dbm - offsetDb;
        share[heard++] = weight;
    }

    private void scale(float weight, int low, int high) {
        float[] c = cost;
        for (int p = low; p <= high; p++) {
            c[p] = weight * Math.min(SAMPLE_CAP, CORRELATION_DISCOUNT * c[p]);
        }
    }

    /** Whether a sample was taken where the one before it was, and by the same server. */
    boolean isRepeated(int sample) {
        return still[sample];
    }

    /** For how many samples one counts. */
    float weight(int sample) {
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

    private void addLevel(int base, float dbm, float share, int low, int high) {
        float[] c = cost;
        float[] level = table.level();
        float[] precision = table.weight();
        float most = share * TERM_CAP;
        for (int p = low; p <= high; p++) {
            float d = dbm - level[base + p];
            c[p] -= Math.max(0, most - share * d * d * precision[base + p]);
        }
    }

    private float least(int low, int high) {
        float[] c = cost;
        float least = Float.POSITIVE_INFINITY;
        for (int p = low; p <= high; p++) {
            least = Math.min(least, c[p]);
        }
        return least;
    }

    /**
     * Where no place explains the levels as they are: where they are too low, but alike, what remains about their common
     * shift counts instead.
     */
    private void preferShape(int low, int high) {
        Arrays.fill(weights, low, high + 1, 1e-6f);
        Arrays.fill(deviations, low, high + 1, 0);
        Arrays.fill(squares, low, high + 1, mostOfLevels);
        for (int k = 0; k < heard; k++) {
            int first = Math.max(low, table.first()[cells[k]]);
            addShape(cells[k] * positions, observed[k], share[k], first, Math.min(high, table.last()[cells[k]]));
        }
        float[] c = cost;
        for (int p = low; p <= high; p++) {
            float shape = squares[p] - deviations[p] * deviations[p] / weights[p] + COMMON_LOSS;
            c[p] = deviations[p] < 0 ? Math.min(c[p], shape) : c[p];
        }
    }

    private void addShape(int base, float dbm, float share, int low, int high) {
        float[] level = table.level();
        float[] expectedWeight = table.expectedWeight();
        float[] expected = table.expected();
        float most = share * TERM_CAP;
        float[] sumOfWeights = weights;
        float[] sumOfDeviations = deviations;
        float[] sumOfSquares = squares;
        for (int p = low; p <= high; p++) {
            float w = share * expectedWeight[base + p];
            float d = dbm - level[base + p];
            sumOfWeights[p] += w;
            sumOfDeviations[p] += w * d;
            sumOfSquares[p] += w * d * d - most * expected[base + p];
        }
    }

    private void addTo(float constant, int low, int high) {
        float[] c = cost;
        for (int p = low; p <= high; p++) {
            c[p] += constant;
        }
    }

    private void addServing(int sample, int low, int high) {
        if (server < 0) {
            addTo(TERM_CAP + EmissionTable.NOT_SERVING_HERE, low, high);
            return;
        }
        int base = server * positions;
        float[] c = cost;
        float[] notServing = table.notServing();
        float symbols = trace.has(Channel.TIMING_ADVANCE) ? trace.channel(Channel.TIMING_ADVANCE)[sample] : Float.NaN;
        if (Float.isNaN(symbols)) {
            for (int p = low; p <= high; p++) {
                c[p] += notServing[base + p];
            }
            return;
        }
        float[] timing = table.timing();
        float[] timingWeight = table.timingWeight();
        for (int p = low; p <= high; p++) {
            float d = symbols - timing[base + p];
            c[p] += notServing[base + p] + Math.min(TERM_CAP, timingWeight[base + p] * d * d);
        }
    }

    private void addCoordinates(int sample, int low, int high) {
        if (Double.isNaN(trace.latitude()[sample])) {
            return;
        }
        for (int p = low; p <= high; p++) {
            cost[p] = Math.min(SAMPLE_CAP, cost[p] + coordinateTerm(sample, p));
        }
    }

    private float coordinateTerm(int sample, int p) {
        double north = (trace.latitude()[sample] - table.latitude()[p]) * METRES_PER_DEGREE;
        double east = (trace.longitude()[sample] - table.longitude()[p])
                * METRES_PER_DEGREE
                * Math.cos(Math.toRadians(table.latitude()[p]));
        double squared = (north * north + east * east) / (COORDINATE_SIGMA_METRES * COORDINATE_SIGMA_METRES);
        return Double.isNaN(squared) ? 0 : (float) Math.min(SAMPLE_CAP, 0.5 * squared);
    }
}
