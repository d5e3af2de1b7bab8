package org.lineside.simulation.traffic;

import java.util.List;
import org.lineside.simulation.railway.Route;

/**
 * One run of a train.
 *
 * @param number train number
 * @param day days since the first day of the simulation
 * @param route the way it takes
 * @param startMs when its movement begins, epoch milliseconds
 * @param trajectory its movement
 * @param vehicles one, or two in double traction
 * @param calls its calls by start
 * @param seed of what its calls share
 */
public record Train(
        String number,
        int day,
        Route route,
        long startMs,
        Trajectory trajectory,
        List<Vehicle> vehicles,
        List<CallPlan> calls,
        long seed) {
    /** Copies the lists. */
    public Train {
        vehicles = List.copyOf(vehicles);
        calls = List.copyOf(calls);
    }

    /** Distance in m from the start of the route at a time. */
    public double distanceM(long timeMs) {
        return trajectory.distanceM((timeMs - startMs) / 1000.0);
    }

    /** When the movement ends, epoch milliseconds. */
    public long endMs() {
        return startMs + 1000L * trajectory.seconds();
    }
}
