package org.lineside.references;

import org.lineside.calls.CallTrace;

/**
 * One call along one route.
 *
 * @param trace the call
 * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
 * @param positions position on the route's axis per sample, −1 where it is off the route
 * @param offset the mobile's own offsets, to be taken out
 */
public record Pass(CallTrace trace, int[] modelCell, int[] positions, MobileOffset offset) {
    Pass at(int[] newPositions) {
        return new Pass(trace, modelCell, newPositions, offset);
    }

    Pass with(MobileOffset newOffset) {
        return new Pass(trace, modelCell, positions, newOffset);
    }
}
