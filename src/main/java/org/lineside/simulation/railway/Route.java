package org.lineside.simulation.railway;

import java.util.List;

/**
 * A way through the network.
 *
 * @param id name of the route, the truth's route id
 * @param legs segments in order of travel
 */
public record Route(String id, List<Leg> legs) {
    /** Copies the legs. */
    public Route {
        legs = List.copyOf(legs);
    }

    /**
     * One segment of the way.
     *
     * @param segment the segment
     * @param forward whether it is run in the sense of growing kilometres
     */
    public record Leg(Segment segment, boolean forward) {}

    /** Length in m. */
    public double lengthM() {
        return legs.stream().mapToDouble(l -> l.segment().lengthM()).sum();
    }

    /** Index of the leg at this distance from the start; beyond the end, the last one. */
    public int legAt(double distanceM) {
        double rest = distanceM;
        for (int i = 0; i < legs.size() - 1; i++) {
            rest -= legs.get(i).segment().lengthM();
            if (rest < 0) {
                return i;
            }
        }
        return legs.size() - 1;
    }

    /** Distance in m from the start of the route to the start of a leg. */
    public double legStartM(int leg) {
        double start = 0;
        for (int i = 0; i < leg; i++) {
            start += legs.get(i).segment().lengthM();
        }
        return start;
    }

    /** Offset in m from the first point of the leg's segment. */
    public double offsetM(int leg, double distanceM) {
        double inside = distanceM - legStartM(leg);
        double length = legs.get(leg).segment().lengthM();
        double clamped = Math.max(0, Math.min(length, inside));
        return legs.get(leg).forward() ? clamped : length - clamped;
    }
}
