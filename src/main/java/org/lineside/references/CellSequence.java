package org.lineside.references;

import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;

/**
 * The cells a call was served by, in order, with ping-pong taken out: a short stay between two in the same cell does not
 * belong to the route. Turning back does: a train that turns stays longer.
 *
 * @param cells cell indices, no two neighbours equal
 */
public record CellSequence(int[] cells) {
    /** Longest stay in seconds between two visits of one cell that still counts as ping-pong. */
    static final double PING_PONG_SECONDS = 15;

    /** The sequence of a call. */
    public static CellSequence of(CallTrace trace) {
        return of(trace, CellVisit.of(trace));
    }

    static CellSequence of(CallTrace trace, List<CellVisit> visits) {
        int[] cells = new int[visits.size()];
        double[] seconds = new double[visits.size()];
        int n = 0;
        for (CellVisit visit : visits) {
            double stay = visit.seconds(trace);
            if (n > 0 && cells[n - 1] == visit.cell()) {
                seconds[n - 1] += stay;
            } else if (n > 1 && cells[n - 2] == visit.cell() && seconds[n - 1] < PING_PONG_SECONDS) {
                n--;
                seconds[n - 1] += stay;
            } else {
                cells[n] = visit.cell();
                seconds[n++] = stay;
            }
        }
        return new CellSequence(Arrays.copyOf(cells, n));
    }

    /** Number of cells. */
    public int length() {
        return cells.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CellSequence that && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }
}
