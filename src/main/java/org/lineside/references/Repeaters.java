package org.lineside.references;

import org.lineside.calls.Channel;

/**
 * Where a repeater or a radiating cable serves, read off the references: its signal takes a detour, through fibre and cable, so
 * that the timing advance there is larger than any way through the air allows. On the direct way it changes from one place to
 * another by no more than the track between them (triangle inequality), at 553.5 m a symbol (3GPP TS 45.010 §5.6).
 */
public final class Repeaters {
    private static final double KM_PER_SYMBOL = 0.5535;

    /** Half a kilometre of fibre and the way back to the mast, clear of rounding to whole symbols and of misplaced passes. */
    private static final double DETOUR_SYMBOLS = 1.5;

    private static final int PASSES = 3;

    private final boolean[][] serves;

    private Repeaters(boolean[][] serves) {
        this.serves = serves;
    }

    /** The repeaters along a model's routes; none where timing advance or kilometres are unknown. */
    public static Repeaters of(ReferenceModel model) {
        return new Repeaters(model.routes().stream().map(Repeaters::along).toArray(boolean[][]::new));
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
        double[] symbols = new double[route.positions()];
        for (int c = 0; c < route.heard().length; c++) {
            for (int p = 0; p < symbols.length; p++) {
                int e = route.entry(p, c);
                boolean known = e >= 0 && route.served()[e] >= PASSES;
                symbols[p] = known ? route.centre(Channel.TIMING_ADVANCE, e) : Double.NaN;
            }
            mark(route.positionKm(), symbols, repeated);
        }
        return repeated;
    }

    /** Marks the positions whose timing advance lies above what some other position of the same cell allows. */
    private static void mark(double[] km, double[] symbols, boolean[] repeated) {
        for (int p = 0; p < symbols.length; p++) {
            double detour = 0;
            for (int q = 0; q < symbols.length; q++) {
                double most = symbols[q] + Math.abs(km[p] - km[q]) / KM_PER_SYMBOL;
                // False where one of them is unknown.
                if (symbols[p] - most > detour) {
                    detour = symbols[p] - most;
                }
            }
            repeated[p] |= detour >= DETOUR_SYMBOLS;
        }
    }
}
