package org.lineside.attribution;

import java.util.Arrays;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/** Sums up the effects of an entity call by call. */
final class EffectSums {
    private static final int CHANNELS = Channel.values().length;
    private static final int DOWNLINK = Channel.LEVEL_DL.ordinal();
    private static final int UPLINK = Channel.LEVEL_UL.ordinal();

    private final int[] call;
    private final int[] cells;
    private final int[] lastCell;
    private final double[][] sum;
    private final int[][] atoms;
    private final double[][] paired;

    /**
     * @param call the calls that there may be atoms of, by number
     */
    EffectSums(int[] call) {
        this.call = call;
        this.cells = new int[call.length];
        this.lastCell = new int[call.length];
        Arrays.fill(lastCell, -1);
        this.sum = new double[CHANNELS][call.length];
        this.atoms = new int[CHANNELS][call.length];
        this.paired = new double[3][call.length];
    }

    /** Adds atoms, by call. */
    void add(Row[] rows) {
        int at = 0;
        for (Row row : rows) {
            while (call[at] != row.call) {
                at++;
            }
            if (row.cell != lastCell[at]) {
                lastCell[at] = row.cell;
                cells[at]++;
            }
            add(at, row.left);
        }
    }

    private void add(int at, float[] effects) {
        for (int c = 0; c < CHANNELS; c++) {
            if (!Float.isNaN(effects[c])) {
                sum[c][at] += effects[c];
                atoms[c][at]++;
            }
        }
        if (!Float.isNaN(effects[DOWNLINK]) && !Float.isNaN(effects[UPLINK])) {
            paired[0][at] += effects[DOWNLINK];
            paired[1][at] += effects[UPLINK];
            paired[2][at]++;
        }
    }

    /** What the calls say, until more is added. A call without atoms says nothing. */
    EffectSeries series(EffectScales scales) {
        return new EffectSeries(scales, call, cells, sum, atoms, paired);
    }
}
