package org.lineside.references;

import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;

/**
 * The cells a call was served by, in order, and how long by each. Nothing is taken out: where cells overlap, a call goes
 * to and fro between them, and which of them another call meets there is chance.
 *
 * @param cells cell indices, no two neighbours equal
 * @param seconds time in each, until the next one served
 */
record CellStays(int[] cells, double[] seconds) {
    /**
     * A stay counts for no more, in seconds: cells along a railway serve for 40 to 120 s, and a train or a car that
     * stands longer gets no further by it.
     */
    static final double COUNTED_SECONDS = 60;

    /** The stays of a call. */
    static CellStays of(CallTrace trace) {
        List<CellVisit> visits = CellVisit.of(trace);
        int[] cells = new int[visits.size()];
        double[] seconds = new double[cells.length];
        for (int v = 0; v < cells.length; v++) {
            CellVisit visit = visits.get(v);
            long end = v + 1 < cells.length ? trace.startMs()[visits.get(v + 1).from()] : trace.endMs()[visit.to() - 1];
            cells[v] = visit.cell();
            seconds[v] =
                    Math.min(COUNTED_SECONDS, Math.max(LEAST_SECONDS, (end - trace.startMs()[visit.from()]) / 1000.0));
        }
        return new CellStays(cells, seconds);
    }

    /** One report. */
    private static final double LEAST_SECONDS = 0.48;

    /** Number of stays. */
    int length() {
        return cells.length;
    }

    /** Seconds of all stays, none counted for more than {@link #COUNTED_SECONDS}. */
    double total() {
        return Arrays.stream(seconds).sum();
    }

    /**
     * The share (0 to 1) of this call's time that can be laid on the other call, in order, so that the same cell serves
     * both: a dynamic time warping (Sakoe and Chiba 1978) in which several stays may lie on one of the other's. Time
     * length · length.
     */
    double shareIn(CellStays other) {
        return matched(cells, seconds, other) / total();
    }

    /** The same for this call in the other direction. */
    double reversedShareIn(CellStays other) {
        int n = cells.length;
        int[] backwards = new int[n];
        double[] stays = new double[n];
        for (int i = 0; i < n; i++) {
            backwards[i] = cells[n - 1 - i];
            stays[i] = seconds[n - 1 - i];
        }
        return matched(backwards, stays, other) / total();
    }

    private static double matched(int[] cells, double[] seconds, CellStays other) {
        double[] best = new double[other.length() + 1];
        long theirs = 0;
        for (int cell : other.cells) {
            theirs |= 1L << cell; // by its last six bits: tells most cells that the other call never met
        }
        for (int i = 0; i < cells.length; i++) {
            if ((theirs & 1L << cells[i]) == 0) {
                continue; // lies nowhere, and what is best rises along the other call as it is
            }
            double before = 0;
            for (int j = 0; j < other.length(); j++) {
                double here = best[j + 1] + (cells[i] == other.cells[j] ? seconds[i] : 0);
                before = Math.max(before, here);
                best[j + 1] = before;
            }
        }
        return best[other.length()];
    }

    /** Whether both have the same cells in the same order, however long they stayed. */
    @Override
    public boolean equals(Object other) {
        return other instanceof CellStays that && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }
}
