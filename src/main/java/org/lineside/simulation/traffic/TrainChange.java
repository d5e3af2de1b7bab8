package org.lineside.simulation.traffic;

/**
 * A day on which a train does not run as usual.
 *
 * @param day days since the first day of the simulation
 * @param slot the train's place in the timetable
 * @param kind what differs
 */
public record TrainChange(int day, int slot, Kind kind) {
    /** What differs. */
    public enum Kind {
        /** Leaves most of an hour late and is held on the way. */
        LATE,
        /** Runs over known track in an order no timetable has. */
        DIVERTED,
        /** Runs with a vehicle never seen before. */
        NEW_VEHICLE,
        /** Runs with two vehicles, both on the radio. */
        DOUBLE_TRACTION
    }
}
