package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;

/**
 * The ground a call covered: points at least {@value #SPACING_METRES} m apart, so that standing has no weight, and the
 * straight pieces between them. A receiver may give its position every few seconds only: nearness is that to the pieces,
 * not to the points.
 */
final class Track {
    private static final double NEAR_METRES = 50;
    private static final double SPACING_METRES = 20;
    /** A longer piece is a gap, in which the way is not known: 8 s at 180 km/h. */
    private static final double GAP_METRES = 400;
    /** Mean radius of the earth, 6371 km. */
    private static final double METRES_PER_DEGREE = 111_195;

    private final double[] x;
    private final double[] y;
    private final double metres;
    /** Pieces, by the index of their first point, that come near a square or may do so. */
    private final Map<Long, List<Integer>> pieces = new HashMap<>();

    private Track(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double length = Math.hypot(x[i + 1] - x[i], y[i + 1] - y[i]);
            sum += length;
            if (length <= GAP_METRES) {
                index(i);
            }
        }
        this.metres = sum;
    }

    /**
     * The track of a call, on a plane that touches the earth at a point.
     *
     * @param latitude of that point, degrees
     * @param longitude of that point, degrees
     */
    static Track of(CallTrace trace, double latitude, double longitude) {
        double[] x = new double[trace.size()];
        double[] y = new double[trace.size()];
        double perDegree = METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
        int n = 0;
        for (int i = 0; i < trace.size(); i++) {
            double east = (trace.longitude()[i] - longitude) * perDegree;
            double north = (trace.latitude()[i] - latitude) * METRES_PER_DEGREE;
            boolean known = !Double.isNaN(east + north);
            if (known && (n == 0 || Math.hypot(east - x[n - 1], north - y[n - 1]) >= SPACING_METRES)) {
                x[n] = east;
                y[n++] = north;
            }
        }
        return new Track(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    /** Number of points. */
    int points() {
        return x.length;
    }

    /** Length of the way. */
    double metres() {
        return metres;
    }

    /** Whether at least a share (0 to 1) of the points lies within 50 m of the other track, in the same direction. */
    boolean liesOn(Track other, double share) {
        int missesAllowed = (int) Math.floor((1 - share) * x.length + 1e-9);
        for (int i = 0; i < x.length; i++) {
            if (!other.passes(x[i], y[i], east(i), north(i)) && --missesAllowed < 0) {
                return false;
            }
        }
        return x.length > 0;
    }

    private double east(int i) {
        return x[Math.min(i + 1, x.length - 1)] - x[Math.max(i - 1, 0)];
    }

    private double north(int i) {
        return y[Math.min(i + 1, x.length - 1)] - y[Math.max(i - 1, 0)];
    }

    private boolean passes(double px, double py, double east, double north) {
        for (int i : pieces.getOrDefault(key(square(px), square(py)), List.of())) {
            double dx = x[i + 1] - x[i];
            double dy = y[i + 1] - y[i];
            if (east * dx + north * dy > 0) {
                double along = ((px - x[i]) * dx + (py - y[i]) * dy) / (dx * dx + dy * dy);
                double t = Math.clamp(along, 0, 1);
                if (Math.hypot(px - x[i] - t * dx, py - y[i] - t * dy) <= NEAR_METRES) {
                    return true;
                }
            }
        }
        return false;
    }

    private void index(int i) {
        for (long column = square(Math.min(x[i], x[i + 1]) - NEAR_METRES);
                column <= square(Math.max(x[i], x[i + 1]) + NEAR_METRES);
                column++) {
            for (long row = square(Math.min(y[i], y[i + 1]) - NEAR_METRES);
                    row <= square(Math.max(y[i], y[i + 1]) + NEAR_METRES);
                    row++) {
                pieces.computeIfAbsent(key(column, row), k -> new ArrayList<>()).add(i);
            }
        }
    }

    private static long square(double metres) {
        return (long) Math.floor(metres / (2 * NEAR_METRES));
    }

    private static long key(long column, long row) {
        return (column << 32) ^ (row & 0xffffffffL);
    }
}
