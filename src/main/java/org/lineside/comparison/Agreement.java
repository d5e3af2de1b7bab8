package org.lineside.comparison;

import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.references.MobileOffset;
import org.lineside.references.Route;

/** How a sample agrees with where the route would have it. */
enum Agreement {
    /** The cell serves there. */
    SERVES,
    /** The cell is heard there and hardly ever serves: after an outage, or on another route. */
    HEARD,
    /** The cell is not heard there, or never so strongly. */
    ELSEWHERE;

    /** A cell that hardly ever serves there, so much stronger than it is heard there: the train is elsewhere. */
    private static final float TOO_STRONG_DB = 10;

    /** A cell that serves fewer of the passes that hear it does not usually serve there. */
    private static final double SERVING_SHARE = 0.05;

    /** Positions to either side within which an entry stands for a place. */
    private static final int ENTRY_REACH = 3;

    /**
     * How a sample agrees with a position on a route.
     *
     * @param position position on the route's axis, −1 for none
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param offset the mobile's own offsets, to be taken out
     */
    static Agreement of(Route route, int position, CallTrace trace, int[] modelCell, int sample, MobileOffset offset) {
        int entry = position < 0 ? -1 : nearestEntry(route, position, route.local(modelCell[trace.cell()[sample]]));
        if (entry < 0) {
            return ELSEWHERE;
        }
        if (route.kmKnown() || !trace.has(Channel.LEVEL_DL)) {
            return SERVES;
        }
        if (route.served()[entry] > SERVING_SHARE * route.passes()[entry]) {
            return SERVES;
        }
        float rise =
                trace.channel(Channel.LEVEL_DL)[sample] - offset.downlinkDb() - route.centre(Channel.LEVEL_DL, entry);
        return rise > TOO_STRONG_DB ? ELSEWHERE : HEARD;
    }

    /** The entry of a cell, by its local index, at the position or, a little further, before or behind it; −1 for none. */
    static int nearestEntry(Route route, int position, int local) {
        for (int d = 0; d <= ENTRY_REACH && local >= 0; d++) {
            int behind = position - d < 0 ? -1 : route.entry(position - d, local);
            int ahead = position + d >= route.positions() ? -1 : route.entry(position + d, local);
            if (behind >= 0 || ahead >= 0) {
                return Math.max(behind, ahead);
            }
        }
        return -1;
    }
}
