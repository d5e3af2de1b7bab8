package org.lineside.drives;

import java.util.ArrayList;
import java.util.List;

/**
 * The way a drive took, as points in metres on a plane. Points closer than {@value #STEP_M} m to the one before are left
 * out, so that standing still has no weight. Positions come every 8 s or so, at 100 m in town: two drives along one road
 * have no points in common, but the lines through them lie on each other, so distance is that to the line.
 *
 * @param points in order of time
 */
record Way(List<Point> points) {
    private static final double STEP_M = 20;
    private static final double NEAR_M = 50;
    /** Beyond it the line between two points says nothing of the road. */
    private static final double GAP_M = 400;

    /** Share of the shorter way from which on two ways count as one. */
    static final double SHARED = 0.8;

    /** Metres per degree of latitude, and of longitude at the equator: a sphere is good enough for 50 m. */
    private static final double LATITUDE_M = 110_540;

    private static final double LONGITUDE_M = 111_320;

    /** A point in metres east and north. */
    record Point(double east, double north) {
        static Point of(double latitude, double longitude, double planeLatitude) {
            return new Point(longitude * LONGITUDE_M * Math.cos(Math.toRadians(planeLatitude)), latitude * LATITUDE_M);
        }

        double distance(Point other) {
            return Math.hypot(east - other.east, north - other.north);
        }

        /** Distance to the straight line from one point to another. */
        double distance(Point a, Point b) {
            double de = b.east - a.east;
            double dn = b.north - a.north;
            double t = ((east - a.east) * de + (north - a.north) * dn) / (de * de + dn * dn);
            double on = Math.clamp(t, 0, 1);
            return distance(new Point(a.east + on * de, a.north + on * dn));
        }
    }

    static Way of(List<Point> positions) {
        List<Point> kept = new ArrayList<>();
        for (Point p : positions) {
            if (kept.isEmpty() || p.distance(kept.getLast()) > STEP_M) {
                kept.add(p);
            }
        }
        return new Way(List.copyOf(kept));
    }

    /** Whether at least 80 % of the shorter way lie within 50 m of the other, going the same direction. */
    boolean sharedWith(Way other) {
        return shared(other) >= SHARED;
    }

    /** The share (0 to 1) of the shorter way's points that lie within 50 m of the other, going the same direction. */
    double shared(Way other) {
        return metres() <= other.metres() ? share(other) : other.share(this);
    }

    private double metres() {
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            sum += points.get(i).distance(points.get(i - 1));
        }
        return sum;
    }

    private double share(Way other) {
        int hits = 0;
        for (int i = 0; i < points.size(); i++) {
            hits += meets(i, other) ? 1 : 0;
        }
        return points.isEmpty() ? 0 : hits / (double) points.size();
    }

    private boolean meets(int i, Way other) {
        Point heading = heading(i);
        for (int j = 1; j < other.points.size(); j++) {
            Point a = other.points.get(j - 1);
            Point b = other.points.get(j);
            double along = heading.east * (b.east - a.east) + heading.north * (b.north - a.north);
            if (along > 0 && a.distance(b) <= GAP_M && points.get(i).distance(a, b) <= NEAR_M) {
                return true;
            }
        }
        return false;
    }

    private Point heading(int i) {
        Point before = points.get(Math.max(i - 1, 0));
        Point after = points.get(Math.min(i + 1, points.size() - 1));
        return new Point(after.east - before.east, after.north - before.north);
    }
}
