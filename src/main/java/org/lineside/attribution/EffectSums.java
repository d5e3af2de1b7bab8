package org.lineside.attribution;

import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/** Sums up the effects of an entity call by call. */
final class EffectSums {
    private static final int CHANNELS = Channel.values().length;
    private static final int DOWNLINK = Channel.LEVEL_DL.ordinal();
    private static final int UPLINK = Channel.LEVEL_UL.ordinal();
    /** So many different cells are told apart: whoever asks whether there are many asks for no more. */
    static final int MOST_CELLS = 4;

    private final int[] call;
    private final int[] cells;
    private final int[] met;
    private final double[][] sum;
    private final int[][] atoms;
    private final double[][] noise;
    private final double[][] paired;

    /**
     * @param call the calls that there may be atoms of, by number
     */
    EffectSums(int[] call) {
        this.call = call;
        this.cells = new int[call.length];
        this.met = new int[call.length * MOST_CELLS];
        this.sum = new double[CHANNELS][call.length];
        this.atoms = new int[CHANNELS][call.length];
        this.noise = new double[CHANNELS][call.length];
        this.paired = new double[6][call.length];
    }

    /** Adds atoms, by call. */
    void add(Row[] rows) {
        int at = 0;
        for (Row row : rows) {
            while (call[at] != row.call) {
                at++;
            }
            meet(at, row.cell);
            add(at, row.left, row.noise);
        }
    }

    /** Back and forth between two cells is no more than two cells. */
    private void meet(int at, int cell) {
        int known = at * MOST_CELLS;
        int k = 0;
        while (k < cells[at] && met[known + k] != cell) {
            k++;
        }
        if (k == cells[at] && k < MOST_CELLS) {
            met[known + k] = cell;
            cells[at]++;
        }
    }

    private void add(int at, float[] effects, float[] multiples) {
        for (int c = 0; c < CHANNELS; c++) {
            if (!Float.isNaN(effects[c])) {
                sum[c][at] += effects[c];
                atoms[c][at]++;
                noise[c][at] += multiples[c];
            }
        }
        if (!Float.isNaN(effects[DOWNLINK]) && !Float.isNaN(effects[UPLINK])) {
            paired[0][at] += effects[DOWNLINK];
            paired[1][at] += effects[UPLINK];
            paired[2][at]++;
            paired[3][at] += multiples[DOWNLINK];
            paired[4][at] += multiples[UPLINK];
            paired[5][at] += multiples[EffectScales.BALANCE];
        }
    }

    /** What the calls say, until more is added. A call without atoms says nothing. */
    EffectSeries series(EffectScales scales) {
        return new EffectSeries(scales, call, cells, sum, atoms, noise, paired);
    }
}
