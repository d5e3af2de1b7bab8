package org.lineside.calls;

import java.util.List;

/**
 * The clock of a probe that was set back makes reports of two cells alternate faster than any handover can: the call
 * seems to be in both at once.
 */
public final class ClockStep {
    /** A handover takes 0.3 s and its decision several reports of 0.48 s: no stay is this short, again and again. */
    private static final double IMPOSSIBLE_STAY_SECONDS = 1.2;

    private static final int IMPOSSIBLE_STAYS = 5;

    private ClockStep() {}

    /**
     * The visit that begins the first such stretch.
     *
     * @return index into the visits, −1 when time runs as it should
     */
    public static int find(CallTrace trace, List<CellVisit> visits) {
        return find(trace, visits, 2);
    }

    private static int find(CallTrace trace, List<CellVisit> visits, int from) {
        int run = 0;
        for (int v = from; v < visits.size(); v++) {
            boolean back = visits.get(v).cell() == visits.get(v - 2).cell()
                    && visits.get(v - 1).seconds(trace) < IMPOSSIBLE_STAY_SECONDS;
            run = back ? run + 1 : 0;
            if (run >= IMPOSSIBLE_STAYS) {
                return v - run;
            }
        }
        return -1;
    }

    /**
     * The samples whose time may be wrong: those of all such stretches, which are as long as the clock stepped, and as long again
     * before and after.
     *
     * @return one element per sample, all false when time runs as it should
     */
    public static boolean[] touched(CallTrace trace) {
        List<CellVisit> visits = CellVisit.of(trace);
        boolean[] touched = new boolean[trace.size()];
        int at = find(trace, visits);
        while (at >= 0) {
            int end = at + 1;
            while (end + 1 < visits.size()
                    && visits.get(end + 1).cell() == visits.get(end - 1).cell()) {
                end++;
            }
            long from = trace.endMs()[visits.get(at).to() - 1];
            long to = trace.startMs()[visits.get(end).from()];
            for (int i = 0; i < touched.length; i++) {
                touched[i] |= trace.endMs()[i] >= from - (to - from) && trace.startMs()[i] <= to + (to - from);
            }
            at = find(trace, visits, end + 1);
        }
        return touched;
    }
}
