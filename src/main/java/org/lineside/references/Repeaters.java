package org.lineside.references;

import java.util.stream.IntStream;
import org.lineside.calls.Channel;

/**
 * Where a repeater or a radiating cable serves, read off the references: its signal takes a detour, through fibre and cable, so
 * that the timing advance there is larger than any way through the air allows. On the direct way it changes from one place to
 * another by no more than the track between them (triangle inequality), at 553.5 m a symbol (3GPP TS 45.010 §5.6).
 */
public final class Repeaters {
    private static final double KM_PER_SYMBOL = 0.5535;
    /** The technology whose timing advance is known to come in such symbols; LTE's steps are 78 m (3GPP TS 36.211 §8.1). */
    private static final String IN_SYMBOLS = "gsm-r";

    /** Half a kilometre of fibre and the way back to the mast, clear of rounding to whole symbols and of misplaced passes. */
    private static final double DETOUR_SYMBOLS = 1.5;

    private static final int PASSES = 3;

    private final boolean[][] serves;

    private Repeaters(boolean[][] serves) {
        this.serves = serves;
    }

    /**
     * The repeaters along a model's routes; none where timing advance or kilometres are unknown, or what its steps are long.
     *
     * @param model the references of one radio technology
     */
    public static Repeaters of(ReferenceModel model) {
        boolean inSymbols = IN_SYMBOLS.equals(model.profile());
        return new Repeaters(model.routes().stream()
                .map(route -> inSymbols ? along(route) : new boolean[route.positions()])
                .toArray(boolean[][]::new));
    }

    /**
     * Whether a repeater serves there.
     *
     * @param route index of the route, −1 for none
     * @param position position on it, −1 for none
     */
    public boolean at(int route, int position) {
        return route >= 0 && position >= 0 && serves[route][position];
    }

    private static boolean[] along(Route route) {
        boolean[] repeated = new boolean[route.positions()];
        for (int c = 0; c < route.heard().length; c++) {
            int cell = c;
            int[] known = IntStream.range(0, repeated.length)
                    .filter(p -> timingAdvanceKnown(route, p, cell))
                    .toArray();
            for (int p : known) {
                repeated[p] |= detour(route, p, known, cell) >= DETOUR_SYMBOLS;
            }
        }
        return repeated;
    }

    private static boolean timingAdvanceKnown(Route route, int position, int cell) {
        int e = route.entry(position, cell);
        return e >= 0
                && route.served()[e] >= PASSES
                && !Float.isNaN(symbols(route, position, cell))
                && !Double.isNaN(route.positionKm()[position]);
    }

    private static float symbols(Route route, int position, int cell) {
        return route.centre(Channel.TIMING_ADVANCE, route.entry(position, cell));
    }

    /** By how many symbols the timing advance lies above what the cell's other positions allow. */
    private static double detour(Route route, int position, int[] known, int cell) {
        double least = Double.POSITIVE_INFINITY;
        for (int q : known) {
            double track = Math.abs(route.positionKm()[position] - route.positionKm()[q]);
            least = Math.min(least, symbols(route, q, cell) + track / KM_PER_SYMBOL);
        }
        return symbols(route, position, cell) - least;
    }
}
