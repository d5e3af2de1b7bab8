package org.lineside.references;

import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * What passes met on a block of neighbouring positions of a route, folded into entries of position and cell. Each pass
 * counts once at each position, however long it stood there: a train held before a signal must not outvote the others.
 * All passes' values of the block are held at one time, which is why a route is folded block by block.
 */
final class PassFold {
    private static final Channel[] CHANNELS = Channel.values();
    private static final int DOWNLINK_LEVEL = Channel.LEVEL_DL.ordinal();

    /** Values further off than this many spreads are pulled in. */
    private static final double CLIP = 3;

    private final int from;
    private final int to;
    private final int cells;
    private final int[] localOf;
    private final QualityCurves curves;
    private final int[] key;
    /** Per row: its number among the rows of serving cells, −1 for what was only heard of a neighbour. */
    private final int[] serving;
    /** Per row: downlink level. */
    private final float[] level;
    /** Per row of a serving cell, for each channel: far fewer rows than all. */
    private float[] value = new float[CHANNELS.length * 256];

    private int rows;
    private int servingRows;

    private final double[][] sum;
    private final int[][] count;
    private final boolean[] served;
    private final int[] touched;
    private int touchedCount;

    /**
     * The entries of a block, by position and cell; arrays have one element per entry.
     *
     * @param position position on the axis
     * @param cell local index of the cell
     * @param passes passes in which the cell was heard there
     * @param served passes in which it served there
     * @param centre per {@link Channel}: centre of the passes' means, NaN where unknown
     * @param spread per {@link Channel}: their standard deviation, NaN where unknown
     */
    record Entries(int[] position, int[] cell, int[] passes, int[] served, float[][] centre, float[][] spread) {
        private Entries(int entries) {
            this(
                    new int[entries],
                    new int[entries],
                    new int[entries],
                    new int[entries],
                    new float[CHANNELS.length][entries],
                    new float[CHANNELS.length][entries]);
        }

        /** The entries of several blocks one after the other. */
        static Entries concatenated(List<Entries> blocks) {
            Entries all =
                    new Entries(blocks.stream().mapToInt(b -> b.position.length).sum());
            int at = 0;
            for (Entries block : blocks) {
                int n = block.position.length;
                System.arraycopy(block.position, 0, all.position, at, n);
                System.arraycopy(block.cell, 0, all.cell, at, n);
                System.arraycopy(block.passes, 0, all.passes, at, n);
                System.arraycopy(block.served, 0, all.served, at, n);
                for (int c = 0; c < CHANNELS.length; c++) {
                    System.arraycopy(block.centre[c], 0, all.centre[c], at, n);
                    System.arraycopy(block.spread[c], 0, all.spread[c], at, n);
                }
                at += n;
            }
            return all;
        }
    }

    private PassFold(int from, int to, int cells, int[] localOf, QualityCurves curves, int mostRows) {
        this.from = from;
        this.to = to;
        this.cells = cells;
        this.localOf = localOf;
        this.curves = curves;
        this.key = new int[mostRows];
        this.serving = new int[mostRows];
        this.level = new float[mostRows];
        this.sum = new double[cells][CHANNELS.length];
        this.count = new int[cells][CHANNELS.length];
        this.served = new boolean[cells];
        this.touched = new int[cells];
    }

    /**
     * Folds what the passes met from position {@code from} (inclusive) to {@code to} (exclusive).
     *
     * @param cells number of cells heard on the route
     * @param localOf per model cell: its index among those heard, −1 for none
     * @param mostRows at least {@link #mostRows} of each of these positions, summed
     */
    static Entries fold(
            List<Pass> passes, int from, int to, int cells, int[] localOf, QualityCurves curves, int mostRows) {
        PassFold fold = new PassFold(from, to, cells, localOf, curves, mostRows);
        for (Pass pass : passes) {
            fold.add(pass);
        }
        return fold.entries();
    }

    /** An upper bound of the rows that passes make at each position: one for each cell and stay. */
    static int[] mostRows(List<Pass> passes, int positions, int cells) {
        int[] most = new int[positions];
        for (Pass pass : passes) {
            int[] start = pass.trace().neighbourStart();
            int[] at = pass.positions();
            int stay = 0;
            for (int i = 0; i < at.length; i++) {
                stay += 1 + start[i + 1] - start[i];
                if (i + 1 == at.length || at[i + 1] != at[i]) {
                    if (at[i] >= 0) {
                        most[at[i]] += Math.min(stay, cells);
                    }
                    stay = 0;
                }
            }
        }
        return most;
    }

    private void add(Pass pass) {
        CallTrace trace = pass.trace();
        int current = -1;
        for (int i = 0; i < trace.size(); i++) {
            int p = pass.positions()[i];
            int here = p >= from && p < to ? p : -1;
            if (here != current) {
                flush(current);
                current = here;
            }
            if (here >= 0) {
                addSample(pass, trace, i);
            }
        }
        flush(current);
    }

    private void addSample(Pass pass, CallTrace trace, int i) {
        int server = local(pass.modelCell()[trace.cell()[i]]);
        if (server >= 0) {
            served[server] = true;
            touch(server);
            boolean settled = trace.afterHandover()[i] == 0;
            for (Channel channel : CHANNELS) {
                if (trace.has(channel) && (settled || !channel.isLevel())) {
                    put(server, channel, curves.given(trace, channel, i) - offset(pass.offset(), channel));
                }
            }
        }
        for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
            int cell = local(pass.modelCell()[trace.neighbourCell()[k]]);
            if (cell >= 0) {
                touch(cell);
                put(
                        cell,
                        Channel.LEVEL_DL,
                        trace.neighbourDbm()[k] - pass.offset().downlinkDb());
            }
        }
    }

    private int local(int modelCell) {
        return modelCell < 0 ? -1 : localOf[modelCell];
    }

    private static float offset(MobileOffset offset, Channel channel) {
        return switch (channel) {
            case LEVEL_DL -> offset.downlinkDb();
            case LEVEL_UL -> offset.uplinkDb();
            default -> 0;
        };
    }

    private void touch(int cell) {
        for (int k = 0; k < touchedCount; k++) {
            if (touched[k] == cell) {
                return;
            }
        }
        touched[touchedCount++] = cell;
    }

    private void put(int cell, Channel channel, float v) {
        if (!Float.isNaN(v)) {
            sum[cell][channel.ordinal()] += v;
            count[cell][channel.ordinal()]++;
        }
    }

    private void flush(int position) {
        for (int k = 0; k < touchedCount; k++) {
            int cell = touched[k];
            key[rows] = (position - from) * cells + cell;
            level[rows] = mean(cell, DOWNLINK_LEVEL);
            serving[rows] = served[cell] ? serve(cell) : -1;
            served[cell] = false;
            Arrays.fill(sum[cell], 0);
            Arrays.fill(count[cell], 0);
            rows++;
        }
        touchedCount = 0;
    }

    private float mean(int cell, int channel) {
        return count[cell][channel] == 0 ? Float.NaN : (float) (sum[cell][channel] / count[cell][channel]);
    }

    private int serve(int cell) {
        if (value.length < (servingRows + 1) * CHANNELS.length) {
            value = Arrays.copyOf(value, 2 * value.length);
        }
        for (int c = 0; c < CHANNELS.length; c++) {
            value[servingRows * CHANNELS.length + c] = mean(cell, c);
        }
        return servingRows++;
    }

    private Entries entries() {
        int keys = (to - from) * cells;
        int[] start = new int[keys + 1];
        for (int r = 0; r < rows; r++) {
            start[key[r] + 1]++;
        }
        int entries = 0;
        for (int k = 0; k < keys; k++) {
            entries += start[k + 1] > 0 ? 1 : 0;
            start[k + 1] += start[k];
        }
        int[] order = new int[rows];
        int[] fill = Arrays.copyOf(start, keys);
        for (int r = 0; r < rows; r++) {
            order[fill[key[r]]++] = r;
        }
        Entries made = new Entries(entries);
        int e = 0;
        for (int k = 0; k < keys; k++) {
            if (start[k + 1] > start[k]) {
                made.position[e] = from + k / cells;
                made.cell[e] = k % cells;
                entry(made, e++, Arrays.copyOfRange(order, start[k], start[k + 1]));
            }
        }
        return made;
    }

    private void entry(Entries made, int e, int[] members) {
        made.passes[e] = members.length;
        for (int r : members) {
            made.served[e] += serving[r] >= 0 ? 1 : 0;
        }
        for (int c = 0; c < CHANNELS.length; c++) {
            float[] sample = c == DOWNLINK_LEVEL ? levels(members) : served(members, made.served[e], c);
            Robust.Summary summary = Robust.Summary.of(sample);
            made.centre[c][e] = (float) centreOf(CHANNELS[c], summary);
            made.spread[c][e] = (float) summary.winsorizedSd(CLIP);
        }
    }

    private float[] levels(int[] members) {
        float[] levels = new float[members.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level[members[i]];
        }
        return levels;
    }

    private float[] served(int[] members, int count, int channel) {
        float[] values = new float[count];
        int n = 0;
        for (int r : members) {
            if (serving[r] >= 0) {
                values[n++] = value[serving[r] * CHANNELS.length + channel];
            }
        }
        return values;
    }

    /** Most classes of quality are 0: their median says nothing, their mean does. */
    private static double centreOf(Channel channel, Robust.Summary sample) {
        double median = sample.median();
        if (!channel.isQuality() || sample.known().length == 0) {
            return median;
        }
        double bound = CLIP * Math.max(0.5, sample.spread());
        double total = 0;
        for (float v : sample.known()) {
            total += Math.clamp(v - median, -bound, bound);
        }
        return median + total / sample.known().length;
    }
}
