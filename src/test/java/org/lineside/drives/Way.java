package org.lineside.drives;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way a drive took, as points in metres on a plane. Points closer than {@value #STEP_M} m to the one before are left
 * out, so that standing still has no weight.
 *
 * @param points in order of time
 */
record Way(List<Point> points) {
    private static final double STEP_M = 20;
    private static final double NEAR_M = 50;
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
    }

    private record Tile(long east, long north) {
        static Tile of(Point p) {
            return new Tile(Math.floorDiv((long) p.east, (long) NEAR_M), Math.floorDiv((long) p.north, (long) NEAR_M));
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
        return points.size() <= other.points.size() ? share(other) : other.share(this);
    }

    private double share(Way other) {
        Map<Tile, List<Integer>> tiles = new HashMap<>();
        for (int i = 0; i < other.points.size(); i++) {
            tiles.computeIfAbsent(Tile.of(other.points.get(i)), t -> new ArrayList<>())
                    .add(i);
        }
        int hits = 0;
        for (int i = 0; i < points.size(); i++) {
            hits += meets(i, other, tiles) ? 1 : 0;
        }
        return points.isEmpty() ? 0 : hits / (double) points.size();
    }

    private boolean meets(int i, Way other, Map<Tile, List<Integer>> tiles) {
        Tile tile = Tile.of(points.get(i));
        for (long east = tile.east - 1; east <= tile.east + 1; east++) {
            for (long north = tile.north - 1; north <= tile.north + 1; north++) {
                for (int j : tiles.getOrDefault(new Tile(east, north), List.of())) {
                    if (points.get(i).distance(other.points.get(j)) <= NEAR_M && sameDirection(i, other, j)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean sameDirection(int i, Way other, int j) {
        Point a = heading(i);
        Point b = other.heading(j);
        return a.east * b.east + a.north * b.north > 0;
    }

    private Point heading(int i) {
        Point before = points.get(Math.max(i - 1, 0));
        Point after = points.get(Math.min(i + 1, points.size() - 1));
        return new Point(after.east - before.east, after.north - before.north);
    }
}
