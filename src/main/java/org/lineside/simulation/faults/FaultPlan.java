package org.lineside.simulation.faults;

import java.util.List;
import org.lineside.simulation.traffic.TrainChange;

/**
 * What goes wrong in a simulation.
 *
 * @param faults faults and hard negatives, by start
 * @param changes days on which a train does not run as usual; each also stands among the faults
 */
public record FaultPlan(List<Fault> faults, List<TrainChange> changes) {
    /** Nothing goes wrong. */
    public static final FaultPlan NONE = new FaultPlan(List.of(), List.of());

    /** Copies the lists. */
    public FaultPlan {
        faults = List.copyOf(faults);
        changes = List.copyOf(changes);
    }
}
