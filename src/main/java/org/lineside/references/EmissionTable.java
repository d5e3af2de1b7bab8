package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.Channel;

/**
 * What a route expects, laid out cell after cell and, for each, position after position, so that a sample is compared with
 * many positions in one sweep. The arrays are the table's own.
 *
 * @param level expected downlink level in dBm; far off where the cell is not expected, so that its cost is capped
 * @param weight half the inverse variance of a level, 1/dB²
 * @param expected 1 where the cell is expected, else 0
 * @param timing expected timing advance in symbols where the cell serves and it is known, else 0
 * @param timingWeight half the inverse variance of a timing advance, 0 where it is not known
 * @param notServing what serving costs: 0 where the cell has served
 */
record EmissionTable(
        float[] level, float[] weight, float[] expected, float[] timing, float[] timingWeight, float[] notServing) {
    /** Cost of a server where it has never served. */
    static final float NOT_SERVING_HERE = 1f;

    private static final float NOISE_DB = 1.5f;
    private static final float TIMING_WEIGHT = 0.5f;
    private static final float NOWHERE_DBM = 1e4f;

    EmissionTable(Route route) {
        this(route.heard().length * route.positions());
        Arrays.fill(level, NOWHERE_DBM);
        Arrays.fill(weight, 1);
        Arrays.fill(notServing, NOT_SERVING_HERE);
        for (int e = 0; e < route.entryCell().length; e++) {
            int at = route.entryCell()[e] * route.positions() + route.entryPosition()[e];
            float centre = route.centre(Channel.LEVEL_DL, e);
            float sd = route.spread(Channel.LEVEL_DL, e) + NOISE_DB;
            boolean known = !Float.isNaN(centre);
            level[at] = known ? centre : 0;
            weight[at] = known ? 0.5f / (sd * sd) : 0;
            expected[at] = 1;
            if (route.served()[e] > 0) {
                notServing[at] = 0;
                float symbols = route.centre(Channel.TIMING_ADVANCE, e);
                timing[at] = Float.isNaN(symbols) ? 0 : symbols;
                timingWeight[at] = Float.isNaN(symbols) ? 0 : TIMING_WEIGHT;
            }
        }
    }

    private EmissionTable(int size) {
        this(new float[size], new float[size], new float[size], new float[size], new float[size], new float[size]);
    }
}
