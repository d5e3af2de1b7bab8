package org.lineside.comparison;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.references.ReferenceModel;

/** Compares calls with references: lays each along their routes and holds it against what is expected there. */
public final class Comparator {
    private final Placer placer;
    private final Residuals residuals;

    /**
     * @param model the references
     * @param minCalls passes below which a route is provisional
     */
    public Comparator(ReferenceModel model, int minCalls) {
        this.placer = new Placer(model);
        this.residuals = new Residuals(model, minCalls);
    }

    /**
     * Compares a call.
     *
     * @param modelCell model index of each of the trace's cell names, from {@link ReferenceModel#indexOf}
     * @param events what the events file says of the call
     */
    public ComparedCall compare(CallTrace trace, int[] modelCell, List<RadioEvent> events) {
        return residuals.of(trace, modelCell, placer.place(trace, modelCell), events);
    }
}
