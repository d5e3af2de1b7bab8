package org.lineside.simulation.railway;

/**
 * A cell of the simulated network.
 *
 * @param index position in {@link Railway#cells()}
 * @param id identifier in the files
 * @param site the mast
 * @param line railway line the mast stands at
 * @param trackKm kilometre of the mast
 * @param x east of the origin in m
 * @param y north of the origin in m
 * @param azimuthDegrees direction of the main lobe, clockwise from north
 * @param bothWays whether the antenna serves the track in both directions
 * @param bcchArfcn carrier of the broadcast channel
 * @param tchArfcn second carrier, on which the cell may reduce its power
 * @param bsic base station identity code 0..63
 * @param eirpDbm radiated power in the main lobe
 * @param balanceDb uplink level minus downlink level at full powers, in dB
 */
public record Cell(
        int index,
        String id,
        String site,
        String line,
        double trackKm,
        double x,
        double y,
        double azimuthDegrees,
        boolean bothWays,
        int bcchArfcn,
        int tchArfcn,
        int bsic,
        double eirpDbm,
        double balanceDb) {
    private static final double BEAM_DEGREES = 65;
    private static final double FRONT_TO_BACK_DB = 25;
    private static final double SPLITTER_LOSS_DB = 3;

    /** Level in dBm that free propagation over this ground gives at a place, before shadowing. */
    public double meanLevelDbm(Physics physics, double px, double py) {
        double distanceKm = Math.max(0.08, distanceM(px, py) / 1000);
        double near = Math.min(distanceKm, physics.breakPointKm());
        double loss = physics.lossAtOneKmDb()
                + 10 * physics.nearExponent() * Math.log10(near)
                + 10 * physics.farExponent() * Math.log10(distanceKm / near);
        return eirpDbm - loss - patternLossDb(px, py);
    }

    /** Distance to a place in m. */
    public double distanceM(double px, double py) {
        return Math.hypot(px - x, py - y);
    }

    /** Horizontal pattern: parabolic main lobe (3GPP TR 36.814 A.2.1.1), floor at the front-to-back ratio. */
    private double patternLossDb(double px, double py) {
        double bearing = Math.toDegrees(Math.atan2(px - x, py - y));
        double off = offAxis(bearing, azimuthDegrees);
        if (!bothWays) {
            return lobe(off);
        }
        return SPLITTER_LOSS_DB + Math.min(lobe(off), lobe(offAxis(bearing, azimuthDegrees + 180)));
    }

    private static double lobe(double offAxisDegrees) {
        double ratio = offAxisDegrees / BEAM_DEGREES;
        return Math.min(FRONT_TO_BACK_DB, 12 * ratio * ratio);
    }

    private static double offAxis(double bearing, double axis) {
        double difference = Math.abs(bearing - axis) % 360;
        return difference > 180 ? 360 - difference : difference;
    }
}
