package org.lineside.simulation.traffic;

import java.util.Arrays;
import java.util.List;
import org.lineside.simulation.railway.Route;
import org.lineside.simulation.railway.Segment;

/** Where a train is, second by second. */
public final class Trajectory {
    private static final double ACCELERATION = 0.4;
    private static final double BRAKING = 0.5;
    private static final int LONGEST_SECONDS = 6 * 3600;

    private final float[] distance;

    private Trajectory(float[] distance) {
        this.distance = distance;
    }

    /**
     * A stop on the way.
     *
     * @param distanceM from the start of the route
     * @param seconds how long the train stands
     */
    public record Stop(double distanceM, int seconds) {}

    /**
     * Moves a train along a route: within the speed limits, accelerating and braking evenly, standing at its stops.
     *
     * @param stops by distance
     * @param speedFactor share of the permitted speed that the train uses
     */
    public static Trajectory run(Route route, List<Stop> stops, double speedFactor) {
        double[] limit = limits(route, stops, speedFactor);
        float[] at = new float[LONGEST_SECONDS];
        double length = route.lengthM();
        double speed = 0;
        double position = 0;
        int stop = 0;
        int standing = 0;
        int t = 0;
        while (t < LONGEST_SECONDS && position < length) {
            at[t++] = (float) position;
            if (standing > 0) {
                standing--;
                continue;
            }
            int point = (int) Math.min(limit.length - 1, position / Segment.STEP_M);
            speed = Math.max(1, Math.min(speed + ACCELERATION, limit[point]));
            position += speed;
            if (stop < stops.size() && position >= stops.get(stop).distanceM()) {
                position = stops.get(stop).distanceM();
                standing = stops.get(stop++).seconds();
                speed = 0;
            }
        }
        return new Trajectory(Arrays.copyOf(at, t));
    }

    /** Permitted speed in m/s at each point, lowered where braking for a stop or a lower limit has begun. */
    private static double[] limits(Route route, List<Stop> stops, double speedFactor) {
        int n = (int) (route.lengthM() / Segment.STEP_M) + 1;
        double[] limit = new double[n];
        for (int i = 0; i < n; i++) {
            double distance = i * Segment.STEP_M;
            int leg = route.legAt(distance);
            Segment segment = route.legs().get(leg).segment();
            limit[i] = segment.limitKmh()[segment.point(route.offsetM(leg, distance))] / 3.6 * speedFactor;
        }
        for (Stop stop : stops) {
            limit[(int) Math.min(n - 1, stop.distanceM() / Segment.STEP_M)] = 1;
        }
        for (int i = n - 2; i >= 0; i--) {
            limit[i] = Math.min(limit[i], Math.sqrt(limit[i + 1] * limit[i + 1] + 2 * BRAKING * Segment.STEP_M));
        }
        return limit;
    }

    /** Distance in m from the start of the route, this many seconds after it. */
    public double distanceM(double seconds) {
        if (seconds <= 0) {
            return distance[0];
        }
        int i = (int) seconds;
        if (i >= distance.length - 1) {
            return distance[distance.length - 1];
        }
        double part = seconds - i;
        return distance[i] * (1 - part) + distance[i + 1] * part;
    }

    /** Duration in s. */
    public int seconds() {
        return distance.length;
    }

    /** Seconds after the start at which a distance is reached. */
    public int secondsTo(double distanceM) {
        int found = Arrays.binarySearch(distance, (float) distanceM);
        return Math.min(distance.length - 1, found >= 0 ? found : -found - 1);
    }
}
