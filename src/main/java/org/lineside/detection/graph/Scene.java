package org.lineside.detection.graph;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Places;

/**
 * A call as the looks see it.
 *
 * @param call the call beside its reference
 * @param visits its stays, in order of time
 * @param places the places it passed
 * @param learned whether the room's own graph was learned from this call, among others: its own handovers then don't count
 */
record Scene(ComparedCall call, List<CellVisit> visits, Places places, boolean learned) {
    static Scene of(ComparedCall call, boolean learned) {
        return new Scene(call, CellVisit.of(call.trace()), Places.of(call), learned);
    }

    CallTrace trace() {
        return call.trace();
    }

    /** Model index of the cell of a visit, −1 for a cell the model does not know, or for a visit before the first. */
    int cell(int visit) {
        return visit < 0 ? -1 : call.modelCell()[visits.get(visit).cell()];
    }

    /** Name of the cell of a visit. */
    String name(int visit) {
        return trace().cells().get(visits.get(visit).cell());
    }
}
