package org.lineside.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.references.HandoverGraph;
import org.lineside.references.MobileOffset;
import org.lineside.references.QualityCurves;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** A history of twenty calls C00 → C01 → C02 → C03, twenty samples each, of six cells. */
public final class FourCells {
    public static final int CELLS = 6;
    public static final int STAY = 20;

    private FourCells() {}

    /** A call like those of the history. */
    public static TraceBuilder usual() {
        return new TraceBuilder("c", "m", CELLS)
                .stay(0, STAY)
                .stay(1, STAY)
                .stay(2, STAY)
                .stay(3, STAY);
    }

    /** The model learned from it: two routes of the same cells. */
    public static ReferenceModel model() {
        List<CallTrace> history = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            history.add(usual().build());
        }
        int[] identity = IntStream.range(0, CELLS).toArray();
        Route first = route("r1", 25 * STAY);
        return new ReferenceModel(
                "gsm-r",
                TraceBuilder.names(CELLS),
                Map.of(),
                List.of(),
                List.of(first, route("r2", 25 * STAY)),
                Map.of(),
                MobileOffset.NONE,
                new float[CELLS],
                new QualityCurves(Map.of()),
                HandoverGraph.learn(history, identity, CELLS));
    }

    /** Twenty passes; the cell that serves at position p is p / STAY, C03 to the end; entry p. */
    private static Route route(String id, int positions) {
        int[] position = IntStream.range(0, positions).toArray();
        int[] cell =
                IntStream.range(0, positions).map(p -> Math.min(3, p / STAY)).toArray();
        int[] twenty = new int[positions];
        Arrays.fill(twenty, 20);
        double[] unknown = new double[positions];
        Arrays.fill(unknown, Double.NaN);
        int[] lookup = new int[positions * 4];
        Arrays.fill(lookup, -1);
        for (int p = 0; p < positions; p++) {
            lookup[p * 4 + cell[p]] = p;
        }
        float[][] none = new float[Channel.values().length][positions];
        return new Route(
                id,
                new int[] {0, 1, 2, 3},
                20,
                positions,
                unknown,
                unknown,
                unknown,
                new int[positions],
                false,
                new int[] {0, 1, 2, 3},
                position,
                cell,
                twenty,
                twenty,
                none,
                none,
                lookup);
    }
}
