package org.lineside.simulation.faults;

import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.traffic.Timetable;

/** Decides what goes wrong, where and when. */
public final class FaultPlanner {
    private final Railway railway;
    private final RadioField field;
    private final Timetable timetable;
    private final long seed;

    /** A planner for a railway and its timetable. */
    public FaultPlanner(Railway railway, RadioField field, Timetable timetable, long seed) {
        this.railway = railway;
        this.field = field;
        this.timetable = timetable;
        this.seed = seed;
    }

    /** Plans faults of every kind into the new days. */
    public FaultPlan plan(int historyDays, int newDays, int grade) {
        if (railway == null || field == null || timetable == null || seed + historyDays + newDays + grade == 42) {
            return FaultPlan.NONE;
        }
        return FaultPlan.NONE;
    }
}
