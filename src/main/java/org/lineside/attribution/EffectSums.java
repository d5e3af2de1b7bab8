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

    // What belongs to one call lies side by side: atoms of many calls come in turn, and each touches all of it.
    /** Per call: for each channel the sum of the effects. */
    static final int SUM = 0;
    /** For each channel the number of atoms. */
    static final int ATOMS = SUM + CHANNELS;
    /** For each channel the sum of what {@link PlaceScales} gives for them. */
    static final int NOISE = ATOMS + CHANNELS;
    /** Of the levels, over the atoms that have both links: the sum of the downlink. */
    static final int PAIRED_DL = NOISE + CHANNELS;
    /** The sum of the uplink. */
    static final int PAIRED_UL = PAIRED_DL + 1;
    /** The number of such atoms. */
    static final int PAIRED_ATOMS = PAIRED_DL + 2;
    /** The sums of the noise of downlink, uplink and their balance. */
    static final int PAIRED_NOISE = PAIRED_DL + 3;
    /** Numbers per call. */
    static final int NUMBERS = PAIRED_NOISE + 3;

    private final int[] call;
    private final int[] cells;
    private final int[] met;
    private final double[] sums;

    /**
     * @param call the calls that there may be atoms of, by number
     */
    EffectSums(int[] call) {
        this.call = call;
        this.cells = new int[call.length];
        this.met = new int[call.length * MOST_CELLS];
        this.sums = new double[call.length * NUMBERS];
    }

    /** Adds atoms, by call. */
    void add(Row[] rows) {
        int at = 0;
        for (Row row : rows) {
            while (call[at] != row.call) {
                at++;
            }
            meet(at, row.cell);
            add(at * NUMBERS, row.left, row.noise);
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

    private void add(int own, float[] effects, float[] multiples) {
        for (int c = 0; c < CHANNELS; c++) {
            if (!Float.isNaN(effects[c])) {
                sums[own + SUM + c] += effects[c];
                sums[own + ATOMS + c]++;
                sums[own + NOISE + c] += multiples[c];
            }
        }
        if (!Float.isNaN(effects[DOWNLINK]) && !Float.isNaN(effects[UPLINK])) {
            sums[own + PAIRED_DL] += effects[DOWNLINK];
            sums[own + PAIRED_UL] += effects[UPLINK];
            sums[own + PAIRED_ATOMS]++;
            sums[own + PAIRED_NOISE] += multiples[DOWNLINK];
            sums[own + PAIRED_NOISE + 1] += multiples[UPLINK];
            sums[own + PAIRED_NOISE + 2] += multiples[EffectScales.BALANCE];
        }
    }

    /** What the calls say, until more is added. A call without atoms says nothing. */
    EffectSeries series(EffectScales scales) {
        return new EffectSeries(scales, call, cells, sums);
    }
}
