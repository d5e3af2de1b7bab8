package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.calls.Channel;

/** Makes of passes what a route expects: folds them block by block, then lets neighbouring positions share what they know. */
final class ExpectationBuilder {
    private static final Channel[] CHANNELS = Channel.values();
    /** Weight, in passes, of the route's pooled spread against an entry's own. */
    private static final double SPREAD_PRIOR_PASSES = 8;

    /** Rows folded at one time by each thread: some 20 bytes each. */
    private static final int ROWS_PER_BLOCK = 1 << 18;

    private final int positions;
    private final int[] heard;

    private ExpectationBuilder(int positions, int[] heard) {
        this.positions = positions;
        this.heard = heard;
    }

    /**
     * The route with its expectations learned from these passes; axis, name and kilometres stay as in {@code axis}.
     *
     * @param modelCells number of cells the model knows
     */
    static Route build(Route axis, List<Pass> passes, int modelCells, QualityCurves curves) {
        int[] heard = heardCells(passes, modelCells);
        int[] localOf = new int[modelCells];
        Arrays.fill(localOf, -1);
        for (int i = 0; i < heard.length; i++) {
            localOf[heard[i]] = i;
        }
        int[] mostRows = PassFold.mostRows(passes, axis.positions(), heard.length);
        List<PassFold.Entries> blocks = blocks(mostRows).parallelStream()
                .map(b -> PassFold.fold(passes, b.from, b.to, heard.length, localOf, curves, b.mostRows))
                .toList();
        ExpectationBuilder builder = new ExpectationBuilder(axis.positions(), heard);
        return builder.route(axis, passes.size(), PassFold.Entries.concatenated(blocks));
    }

    /** Positions {@code from} (inclusive) to {@code to} (exclusive) that are folded at one time. */
    private record Block(int from, int to, int mostRows) {}

    private static List<Block> blocks(int[] mostRows) {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        int rows = 0;
        for (int p = 0; p < mostRows.length; p++) {
            if (p > from && rows + mostRows[p] > ROWS_PER_BLOCK) {
                blocks.add(new Block(from, p, rows));
                from = p;
                rows = 0;
            }
            rows += mostRows[p];
        }
        blocks.add(new Block(from, mostRows.length, rows));
        return blocks;
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

    private Route route(Route axis, int calls, PassFold.Entries entries) {
        int[] lookup = Route.lookup(positions, heard.length, entries.position(), entries.cell());
        for (int c = 0; c < CHANNELS.length; c++) {
            smooth(CHANNELS[c], entries.centre()[c], entries.position(), entries.cell(), entries.passes(), lookup);
            shrink(CHANNELS[c], entries.spread()[c], entries.passes());
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
                entries.position(),
                entries.cell(),
                entries.passes(),
                entries.served(),
                entries.centre(),
                entries.spread(),
                lookup);
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
