package org.lineside.findings;

import java.util.List;

/**
 * A call beside its reference, kept so that it can be drawn after the input is gone. One element per sample of the
 * call; NaN where nothing was measured or expected.
 *
 * @param callId the call
 * @param timeMs epoch milliseconds
 * @param positionKm position on the route's axis in km (true km where the input gave one), NaN when unknown
 * @param cell serving cell by index into {@code cells}
 * @param cells names of the cells
 * @param series one per indicator
 */
public record Curve(
        String callId, long[] timeMs, float[] positionKm, int[] cell, List<String> cells, List<Series> series) {
    /**
     * One indicator along the call.
     *
     * @param indicator the profile's column name
     * @param unit unit of the values
     * @param observed measured
     * @param expected the reference's centre, the mobile's own offset included
     * @param lower lower edge of the 95 % band
     * @param upper upper edge of the 95 % band
     */
    public record Series(
            String indicator, String unit, float[] observed, float[] expected, float[] lower, float[] upper) {}
}
