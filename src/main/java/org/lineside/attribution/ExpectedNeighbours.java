package org.lineside.attribution;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.comparison.ComparedCall;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * Which cells a report should name as neighbours: those that nearly every pass hears at the place, strongly enough that
 * neither a weak mobile nor six others hide them. What is not reported where it always was is silent.
 */
final class ExpectedNeighbours {
    /** Share of passes that must hear a cell at a place. */
    private static final double HEARD_SHARE = 0.95;

    private static final int MIN_PASSES = 8;
    /** A cell that strong is reported even when it loses 15 dB: only a silent one is not. */
    private static final double STRONG_DBM = -80;

    /** A report names six neighbours: those that are sixth are sometimes seventh. */
    private static final int SURELY_NAMED = 4;

    private static final int[] NONE = {};

    private final List<Route> routes;
    private final int[][][] expected;

    ExpectedNeighbours(ReferenceModel model) {
        this.routes = model.routes();
        this.expected = routes.stream().map(ExpectedNeighbours::along).toArray(int[][][]::new);
    }

    private static int[][] along(Route route) {
        int[][] expected = new int[route.positions()][];
        Arrays.setAll(expected, p -> at(route, p));
        return expected;
    }

    /** Indices into {@link Route#heard}. */
    private static int[] at(Route route, int position) {
        int passes = 0;
        int[] entries = new int[route.heard().length];
        for (int c = 0; c < entries.length; c++) {
            entries[c] = route.entry(position, c);
            passes += entries[c] < 0 ? 0 : route.served()[entries[c]];
        }
        int all = passes;
        if (all < MIN_PASSES) {
            return NONE;
        }
        return IntStream.range(0, entries.length)
                .filter(c -> entries[c] >= 0
                        && route.passes()[entries[c]] >= HEARD_SHARE * all
                        && route.centre(Channel.LEVEL_DL, entries[c]) >= STRONG_DBM)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -route.centre(Channel.LEVEL_DL, entries[c])))
                .limit(SURELY_NAMED + 1L)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Model indices of the cells that nearly every pass hears strongly where a sample lies, the serving one among them. */
    int[] alwaysHeard(ComparedCall call, int sample) {
        if (call.route()[sample] < 0 || call.position()[sample] < 0) {
            return NONE;
        }
        int[] heard = routes.get(call.route()[sample]).heard();
        return Arrays.stream(expected[call.route()[sample]][call.position()[sample]])
                .map(c -> heard[c])
                .toArray();
    }

    /** Model indices of the cells that a sample should name; none where its report was lost, or came after a handover. */
    int[] expected(ComparedCall call, int sample) {
        CallTrace trace = call.trace();
        boolean reports = trace.neighboursDelivered()
                && trace.downlinkReports()[sample] > 0
                && trace.afterHandover()[sample] == 0
                && trace.has(Channel.LEVEL_DL);
        if (!reports || call.route()[sample] < 0 || call.position()[sample] < 0) {
            return NONE;
        }
        Route route = routes.get(call.route()[sample]);
        float own = call.residual(Channel.LEVEL_DL)[sample];
        double weaker = Float.isNaN(own) ? 0 : Math.min(0, own);
        int position = call.position()[sample];
        int[] here = expected[call.route()[sample]][position];
        int[] named = new int[here.length];
        int n = 0;
        for (int c : here) {
            double dbm = route.centre(Channel.LEVEL_DL, route.entry(position, c))
                    + call.offset().downlinkDb()
                    + call.networkDb()
                    + weaker;
            int cell = route.heard()[c];
            if (dbm >= STRONG_DBM && cell != call.servingCell(sample)) {
                named[n++] = cell;
            }
        }
        return Arrays.copyOf(named, n);
    }
}
