package org.lineside.references;

import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * Folds passes into what a route expects. Each pass counts once at each position, however long it stood there: a train
 * held before a signal must not outvote the others.
 */
final class ExpectationBuilder {
    private static final Channel[] CHANNELS = Channel.values();
    /** Weight, in passes, of the route's pooled spread against an entry's own. */
    private static final double SPREAD_PRIOR_PASSES = 8;

    private static final double CLIP = 3;

    private final int positions;
    private final int[] heard;
    private final QualityCurves curves;
    private int[] key = new int[1024];
    private boolean[] serving = new boolean[1024];
    private final float[][] value = new float[CHANNELS.length][1024];
    private int rows;

    private final int[] localOf;
    private final double[][] sum;
    private final int[][] count;
    private final boolean[] served;
    private final int[] touched;
    private int touchedCount;

    private ExpectationBuilder(int positions, int[] heard, int modelCells, QualityCurves curves) {
        this.positions = positions;
        this.heard = heard;
        this.curves = curves;
        this.localOf = new int[modelCells];
        Arrays.fill(localOf, -1);
        for (int i = 0; i < heard.length; i++) {
            localOf[heard[i]] = i;
        }
        this.sum = new double[heard.length][CHANNELS.length];
        this.count = new int[heard.length][CHANNELS.length];
        this.served = new boolean[heard.length];
        this.touched = new int[heard.length];
    }

    /**
     * The route with its expectations learned from these passes; axis, name and kilometres stay as in {@code axis}.
     *
     * @param modelCells number of cells the model knows
     */
    static Route build(Route axis, List<Pass> passes, int modelCells, QualityCurves curves) {
        int[] heard = heardCells(passes, modelCells);
        ExpectationBuilder builder = new ExpectationBuilder(axis.positions(), heard, modelCells, curves);
        for (Pass pass : passes) {
            builder.add(pass);
        }
        return builder.route(axis, passes.size());
    }

    private static int[] heardCells(List<Pass> passes, int modelCells) {
        boolean[] seen = new boolean[modelCells];
        for (Pass pass : passes) {
            for (int c : pass.trace().cell()) {
                mark(seen, pass.modelCell()[c]);
            }
            for (int c : pass.trace().neighbourCell()) {
                mark(seen, pass.modelCell()[c]);
            }
        }
        int[] heard = new int[modelCells];
        int n = 0;
        for (int c = 0; c < modelCells; c++) {
            if (seen[c]) {
                heard[n++] = c;
            }
        }
        return Arrays.copyOf(heard, n);
    }

    private static void mark(boolean[] seen, int cell) {
        if (cell >= 0) {
            seen[cell] = true;
        }
    }

    private void add(Pass pass) {
        CallTrace trace = pass.trace();
        int current = -1;
        for (int i = 0; i < trace.size(); i++) {
            int p = pass.positions()[i];
            if (p != current) {
                flush(current);
                current = p;
            }
            if (p >= 0) {
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
            grow();
            key[rows] = position * heard.length + cell;
            serving[rows] = served[cell];
            served[cell] = false;
            for (int c = 0; c < CHANNELS.length; c++) {
                value[c][rows] = count[cell][c] == 0 ? Float.NaN : (float) (sum[cell][c] / count[cell][c]);
                sum[cell][c] = 0;
                count[cell][c] = 0;
            }
            rows++;
        }
        touchedCount = 0;
    }

    private void grow() {
        if (rows == key.length) {
            int bigger = rows * 2;
            key = Arrays.copyOf(key, bigger);
            serving = Arrays.copyOf(serving, bigger);
            for (int c = 0; c < value.length; c++) {
                value[c] = Arrays.copyOf(value[c], bigger);
            }
        }
    }

    private Route route(Route axis, int calls) {
        int keys = positions * heard.length;
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
        int[] entryPosition = new int[entries];
        int[] entryCell = new int[entries];
        int[] passes = new int[entries];
        int[] servedPasses = new int[entries];
        float[][] centre = new float[CHANNELS.length][entries];
        float[][] spread = new float[CHANNELS.length][entries];
        int e = 0;
        for (int k = 0; k < keys; k++) {
            if (start[k + 1] > start[k]) {
                entryPosition[e] = k / heard.length;
                entryCell[e] = k % heard.length;
                passes[e] = start[k + 1] - start[k];
                for (int r = start[k]; r < start[k + 1]; r++) {
                    servedPasses[e] += serving[order[r]] ? 1 : 0;
                }
                for (int c = 0; c < CHANNELS.length; c++) {
                    float[] sample = new float[passes[e]];
                    for (int r = start[k]; r < start[k + 1]; r++) {
                        sample[r - start[k]] = value[c][order[r]];
                    }
                    centre[c][e] = (float) centreOf(CHANNELS[c], sample);
                    spread[c][e] = (float) Robust.winsorizedSd(sample, CLIP);
                }
                e++;
            }
        }
        int[] lookup = Route.lookup(positions, heard.length, entryPosition, entryCell);
        for (int c = 0; c < CHANNELS.length; c++) {
            smooth(CHANNELS[c], centre[c], entryPosition, entryCell, passes, lookup);
            shrink(CHANNELS[c], spread[c], passes);
        }
        return new Route(
                axis.id(),
                axis.cells(),
                calls,
                positions,
                axis.positionKm(),
                axis.latitude(),
                axis.longitude(),
                axis.line(),
                axis.kmKnown(),
                heard,
                entryPosition,
                entryCell,
                passes,
                servedPasses,
                centre,
                spread,
                lookup);
    }

    /** Most classes of quality are 0: their median says nothing, their mean does. */
    private static double centreOf(Channel channel, float[] sample) {
        if (!channel.isQuality()) {
            return Robust.median(sample);
        }
        double median = Robust.median(sample);
        double bound = CLIP * Math.max(0.5, Robust.spread(sample, median));
        double total = 0;
        int n = 0;
        for (float v : sample) {
            if (!Float.isNaN(v)) {
                total += Math.clamp(v - median, -bound, bound);
                n++;
            }
        }
        return n == 0 ? Double.NaN : median + total / n;
    }

    /** Positions to each side that share what they know: levels have structure at 100 m, the other channels less. */
    private static int reach(Channel channel) {
        return channel.isLevel() ? 1 : 3;
    }

    private void smooth(
            Channel channel, float[] centre, int[] entryPosition, int[] entryCell, int[] passes, int[] lookup) {
        float[] raw = centre.clone();
        int reach = reach(channel);
        for (int e = 0; e < raw.length; e++) {
            double total = 0;
            double weight = 0;
            for (int d = -reach; d <= reach; d++) {
                int p = entryPosition[e] + d;
                int other = p < 0 || p >= positions ? -1 : lookup[p * heard.length + entryCell[e]];
                if (other >= 0 && !Float.isNaN(raw[other])) {
                    double w = passes[other] * (1 - Math.abs(d) / (reach + 1.0));
                    total += w * raw[other];
                    weight += w;
                }
            }
            centre[e] = weight == 0 ? Float.NaN : (float) (total / weight);
        }
    }

    /** Least standard deviation of one pass that is believed, in the channel's unit: what rounding alone gives. */
    static float leastSpread(Channel channel) {
        return switch (channel) {
            case LEVEL_DL, LEVEL_UL, SINR_DL -> 1f;
            case QUALITY_DL, QUALITY_UL -> 0.2f;
            case TIMING_ADVANCE -> 0.3f;
        };
    }

    private static void shrink(Channel channel, float[] spread, int[] passes) {
        double total = 0;
        double weight = 0;
        for (int e = 0; e < spread.length; e++) {
            if (!Float.isNaN(spread[e]) && passes[e] > 1) {
                total += (passes[e] - 1) * (double) spread[e] * spread[e];
                weight += passes[e] - 1;
            }
        }
        double pooled = weight == 0 ? leastSpread(channel) : total / weight;
        for (int e = 0; e < spread.length; e++) {
            double own = Float.isNaN(spread[e]) ? 0 : spread[e] * (double) spread[e] * (passes[e] - 1);
            double n = Float.isNaN(spread[e]) ? 0 : passes[e] - 1;
            double variance = (own + SPREAD_PRIOR_PASSES * pooled) / (n + SPREAD_PRIOR_PASSES);
            spread[e] = Math.max(leastSpread(channel), (float) Math.sqrt(variance));
        }
    }
}
