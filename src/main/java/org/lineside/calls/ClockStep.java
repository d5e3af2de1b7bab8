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
        int run = 0;
        for (int v = 2; v < visits.size(); v++) {
            boolean back = visits.get(v).cell() == visits.get(v - 2).cell()
                    && visits.get(v - 1).seconds(trace) < IMPOSSIBLE_STAY_SECONDS;
            run = back ? run + 1 : 0;
            if (run >= IMPOSSIBLE_STAYS) {
                return v - run;
            }
        }
        return -1;
    }
}
