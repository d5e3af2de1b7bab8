package org.lineside.simulation.railway;

/**
 * The constants of a simulated world. Presets differ so that a detector developed on one can be checked on others.
 *
 * @param name of the preset
 * @param spacingKm mean distance between masts in km
 * @param lossAtOneKmDb path loss at 1 km in dB, antenna heights and surroundings included
 * @param nearExponent path loss exponent up to the break point
 * @param breakPointKm distance of the break point in km
 * @param farExponent path loss exponent beyond it
 * @param shadowingDb standard deviation of the shadowing fixed to the place, in dB
 * @param shadowingM its mean decorrelation distance in m
 * @param directionShare share 0..1 of the shadowing's variance that differs between the two tracks
 * @param slowDb standard deviation of what differs from pass to pass, in dB
 * @param slowM decorrelation distance of that in m
 * @param fastDb standard deviation of the fading left in one report, in dB
 * @param reportLoss share 0..1 of downlink reports lost in good radio
 * @param hysteresisDb handover margin in dB
 * @param averagingReports reports averaged for handover decisions
 * @param penaltySeconds time in which returning to the last cell is made harder
 * @param mobileSpreadDb standard deviation between mobiles, in dB, for each link
 * @param balanceSpreadDb standard deviation of the link balance between cells, in dB
 * @param qualityNoise standard deviation of RXQUAL in classes
 * @param powerControl whether mobiles and cells regulate their power
 * @param maxSpeedKmh fastest section of the railway in km/h
 */
public record Physics(
        String name,
        double spacingKm,
        double lossAtOneKmDb,
        double nearExponent,
        double breakPointKm,
        double farExponent,
        double shadowingDb,
        double shadowingM,
        double directionShare,
        double slowDb,
        double slowM,
        double fastDb,
        double reportLoss,
        double hysteresisDb,
        int averagingReports,
        double penaltySeconds,
        double mobileSpreadDb,
        double balanceSpreadDb,
        double qualityNoise,
        boolean powerControl,
        double maxSpeedKmh) {

    /** Number of presets. */
    public static final int PRESETS = 6;

    /**
     * One of the presets: 1 rolling country, 2 calm plain, 3 hills with dense masts, 4 high-speed line without power
     * control, 5 rough country with a noisy fleet, 6 sparse masts with heavy report loss.
     *
     * @param number 1..{@link #PRESETS}
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Physics preset(int number) {
        return switch (number) {
            case 1 ->
                new Physics(
                        "rolling", 5.0, 113, 2.4, 2.5, 3.8, 5.5, 110, 0.15, 2.0, 500, 1.2, 0.015, 4, 8, 20, 1.5, 1.0,
                        0.5, true, 180);
            case 2 ->
                new Physics(
                        "plain", 6.5, 110, 2.2, 3.0, 3.5, 4.0, 180, 0.10, 1.5, 800, 1.0, 0.010, 3, 10, 15, 1.0, 0.7,
                        0.4, true, 160);
            case 3 ->
                new Physics(
                        "hills", 3.8, 116, 2.7, 1.8, 4.2, 7.0, 70, 0.20, 2.3, 350, 1.4, 0.018, 5, 6, 25, 1.8, 1.3, 0.6,
                        true, 140);
            case 4 ->
                new Physics(
                        "high-speed",
                        4.2,
                        107,
                        2.3,
                        2.5,
                        3.9,
                        5.0,
                        120,
                        0.25,
                        1.8,
                        600,
                        1.0,
                        0.012,
                        3,
                        6,
                        10,
                        1.2,
                        1.0,
                        0.5,
                        false,
                        300);
            case 5 ->
                new Physics(
                        "rough", 5.5, 114, 2.6, 2.2, 4.0, 6.5, 60, 0.25, 2.5, 300, 1.8, 0.025, 4, 10, 20, 2.5, 1.5, 0.7,
                        true, 150);
            case 6 ->
                new Physics(
                        "sparse", 7.5, 109, 2.3, 3.5, 3.6, 5.0, 150, 0.10, 2.2, 900, 1.5, 0.040, 5, 12, 30, 2.0, 1.2,
                        0.5, true, 120);
            default ->
                throw new IllegalArgumentException(
                        "physics preset " + number + " does not exist: choose 1 to " + PRESETS);
        };
    }
}
