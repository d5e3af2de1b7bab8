package org.lineside.attribution;

import java.util.List;
import java.util.Map;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.calls.CellInfo;

/** How grave an incident is, from 1 for lost calls to 4. */
final class Severities {
    private static final double DEFAULT_COVERAGE_CLASS_DBM = -95;

    /** Share of reports with RXQUAL of 5 and more. */
    private static final double BAD_SHARE = 0.5;

    /** Share of stretches whose level may be below the one promised. */
    private static final double WEAK_SHARE = 0.05;

    private final Map<String, CellInfo> cells;

    /**
     * @param cells the cells by name: what level they promise
     */
    Severities(Map<String, CellInfo> cells) {
        this.cells = cells;
    }

    /**
     * Of a shift.
     *
     * @param atoms where it shows
     * @param lost whether a call that shows it was lost
     */
    int ofShift(Cause cause, List<Atom> atoms, boolean lost) {
        if (lost && cause != Cause.TIMING) {
            return 1;
        }
        double weak = 0;
        for (Atom a : atoms) {
            if (a.badShare() >= BAD_SHARE && a.places() > 1) {
                return 2;
            }
            CellInfo cell = cells.get(a.cell());
            double promised = cell == null || Double.isNaN(cell.coverageClassDbm())
                    ? DEFAULT_COVERAGE_CLASS_DBM
                    : cell.coverageClassDbm();
            weak += a.levelDbm() < promised ? 1 : 0;
        }
        return weak > WEAK_SHARE * atoms.size() ? 3 : 4;
    }

    /** Of what happens again and again, or does not. */
    static int ofSteps(Cause cause, boolean lost) {
        return switch (cause) {
            case CELL_OUTAGE, HANDOVER_FAILURE -> lost ? 1 : 2;
            case LATE_HANDOVER, PING_PONG -> lost ? 1 : 3;
            default -> 4;
        };
    }
}
