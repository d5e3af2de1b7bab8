package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.Channel;

/**
 * What a route expects, laid out cell after cell and, for each, position after position, so that a sample is compared with
 * many positions in one sweep. The arrays are the table's own.
 *
 * @param positions how many there are
 * @param latitude latitude of each position in degrees, NaN where unknown
 * @param longitude longitude of each position in degrees, NaN where unknown
 * @param localOf for model cells, up to the last that is heard here, their index among the cells heard, −1 for none
 * @param first for each cell heard, the first position where it is expected
 * @param last the last, inclusive
 * @param level expected downlink level in dBm; far off where the cell is not expected, so that its cost is capped
 * @param weight half the inverse variance of a level, 1/dB²
 * @param expectedWeight the same where the cell is expected, else 0
 * @param expected 1 where the cell is expected, else 0
 * @param timing expected timing advance in symbols where the cell serves and it is known, else 0
 * @param timingWeight half the inverse variance of a timing advance, 0 where it is not known
 * @param notServing what serving costs: 0 where the cell has served
 */
record EmissionTable(
        int positions,
        double[] latitude,
        double[] longitude,
        int[] localOf,
        int[] first,
        int[] last,
        float[] level,
        float[] weight,
        float[] expectedWeight,
        float[] expected,
        float[] timing,
        float[] timingWeight,
        float[] notServing) {
    /** Cost of a server where it has never served. */
    static final float NOT_SERVING_HERE = 1f;

    private static final float NOISE_DB = 1.5f;
    private static final float TIMING_WEIGHT = 0.5f;
    private static final float NOWHERE_DBM = 1e4f;
    /** Variance in dB² of a level that nothing is known of: so large that it costs nothing. */
    private static final float UNKNOWN_VARIANCE = 1e6f;

    /** What the route expects at each of its positions. */
    static EmissionTable of(Route route) {
        EmissionTable table = empty(
                route.positions(), route.latitude(), route.longitude(), localOf(route.heard()), route.heard().length);
        for (int e = 0; e < route.entryCell().length; e++) {
            int at = route.entryCell()[e] * route.positions() + route.entryPosition()[e];
            float centre = route.centre(Channel.LEVEL_DL, e);
            float sd = route.spread(Channel.LEVEL_DL, e) + NOISE_DB;
            boolean known = !Float.isNaN(centre);
            table.expect(
                    route.entryCell()[e], route.entryPosition()[e], known ? centre : 0, known ? 0.5f / (sd * sd) : 0);
            if (route.served()[e] > 0) {
                float symbols = route.centre(Channel.TIMING_ADVANCE, e);
                boolean timed = !Float.isNaN(symbols);
                table.serve(at, timed ? symbols : 0, timed ? TIMING_WEIGHT : 0);
            }
        }
        return table;
    }

    /**
     * The same for blocks of positions: where a cell is expected at some of a block's positions, the mean of their levels is,
     * with what they differ by as a part of the variance.
     *
     * @param unit positions of a block; the last may have fewer
     */
    EmissionTable inBlocksOf(int unit) {
        int blocks = (positions + unit - 1) / unit;
        int cells = level.length / positions;
        double[] blockLatitude = new double[blocks];
        double[] blockLongitude = new double[blocks];
        for (int b = 0; b < blocks; b++) {
            int middle = Math.min(positions - 1, b * unit + unit / 2);
            blockLatitude[b] = latitude[middle];
            blockLongitude[b] = longitude[middle];
        }
        EmissionTable table = empty(blocks, blockLatitude, blockLongitude, localOf, cells);
        for (int c = 0; c < cells; c++) {
            for (int b = 0; b < blocks; b++) {
                int from = c * positions + b * unit;
                join(from, Math.min(from + unit, (c + 1) * positions), table, c, b);
            }
        }
        return table;
    }

    private void join(int from, int to, EmissionTable table, int cell, int block) {
        int n = 0;
        int served = 0;
        int timed = 0;
        float levels = 0;
        float squares = 0;
        float variances = 0;
        float timings = 0;
        for (int p = from; p < to; p++) {
            if (expected[p] > 0) {
                n++;
                levels += level[p];
                squares += level[p] * level[p];
                variances += weight[p] > 0 ? 0.5f / weight[p] : UNKNOWN_VARIANCE;
            }
            served += notServing[p] == 0 ? 1 : 0;
            if (timingWeight[p] > 0) {
                timed++;
                timings += timing[p];
            }
        }
        if (n > 0) {
            float mean = levels / n;
            float between = Math.max(0, squares / n - mean * mean);
            table.expect(cell, block, mean, 0.5f / (variances / n + between));
        }
        if (served > 0) {
            table.serve(cell * table.positions + block, timed > 0 ? timings / timed : 0, timed > 0 ? TIMING_WEIGHT : 0);
        }
    }

    private static EmissionTable empty(int positions, double[] latitude, double[] longitude, int[] localOf, int cells) {
        int size = positions * cells;
        int[] first = new int[cells];
        Arrays.fill(first, positions);
        float[] level = filled(size, NOWHERE_DBM);
        float[] weight = filled(size, 1);
        float[] notServing = filled(size, NOT_SERVING_HERE);
        return new EmissionTable(
                positions,
                latitude,
                longitude,
                localOf,
                first,
                new int[cells],
                level,
                weight,
                new float[size],
                new float[size],
                new float[size],
                new float[size],
                notServing);
    }

    private static float[] filled(int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return values;
    }

    private void expect(int cell, int position, float dbm, float inverse) {
        int at = cell * positions + position;
        first[cell] = Math.min(first[cell], position);
        last[cell] = Math.max(last[cell], position);
        level[at] = dbm;
        weight[at] = inverse;
        expectedWeight[at] = inverse;
        expected[at] = 1;
    }

    private void serve(int at, float symbols, float inverse) {
        notServing[at] = 0;
        timing[at] = symbols;
        timingWeight[at] = inverse;
    }

    private static int[] localOf(int[] heard) {
        int[] localOf = new int[heard.length == 0 ? 0 : heard[heard.length - 1] + 1];
        Arrays.fill(localOf, -1);
        for (int c = 0; c < heard.length; c++) {
            localOf[heard[c]] = c;
        }
        return localOf;
    }

    /** Index of a model cell among those heard on the route, −1 when it is never heard here: {@link Route#local} at once. */
    int local(int modelCell) {
        return modelCell < 0 || modelCell >= localOf.length ? -1 : localOf[modelCell];
    }
}
