package org.lineside.simulation.railway;

/**
 * A stretch of track between two nodes of the network, as points every {@link #STEP_M} metres.
 *
 * @param index position in {@link Railway#segments()}
 * @param line railway line whose kilometres count here
 * @param kmStart kilometre of its first point
 * @param x east of the origin in m, one per point
 * @param y north of the origin in m
 * @param limitKmh permitted speed in km/h
 */
public record Segment(int index, String line, double kmStart, double[] x, double[] y, float[] limitKmh) {
    /** Distance between points in m. */
    public static final double STEP_M = 20;

    /** Number of points. */
    public int points() {
        return x.length;
    }

    /** Length in m. */
    public double lengthM() {
        return (x.length - 1) * STEP_M;
    }

    /** Kilometre at this distance from the first point. */
    public double km(double offsetM) {
        return kmStart + offsetM / 1000;
    }

    /** The point nearest to this distance from the first one. */
    public int point(double offsetM) {
        return (int) Math.max(0, Math.min(x.length - 1, Math.round(offsetM / STEP_M)));
    }

    /** Direction of the track at a point, degrees clockwise from north, in the sense of growing kilometres. */
    public double headingDegrees(int point) {
        int a = Math.max(0, point - 5);
        int b = Math.min(x.length - 1, point + 5);
        return Math.toDegrees(Math.atan2(x[b] - x[a], y[b] - y[a]));
    }
}
