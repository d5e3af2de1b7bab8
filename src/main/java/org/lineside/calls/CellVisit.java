package org.lineside.calls;

import java.util.ArrayList;
import java.util.List;

/**
 * An unbroken stay of a call in one cell.
 *
 * @param cell index into the trace's cell names
 * @param from first sample, inclusive
 * @param to last sample, exclusive
 */
public record CellVisit(int cell, int from, int to) {
    /** The visits of a call, in order of time. */
    public static List<CellVisit> of(CallTrace trace) {
        List<CellVisit> visits = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= trace.size(); i++) {
            if (i == trace.size() || trace.cell()[i] != trace.cell()[from]) {
                visits.add(new CellVisit(trace.cell()[from], from, i));
                from = i;
            }
        }
        return visits;
    }

    /** Time from the first report of the visit to its last, in seconds. */
    public double seconds(CallTrace trace) {
        return (trace.endMs()[to - 1] - trace.startMs()[from]) / 1000.0;
    }
}
