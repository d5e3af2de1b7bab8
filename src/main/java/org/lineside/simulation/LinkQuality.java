package org.lineside.simulation;

import java.util.SplittableRandom;

/**
 * RXQUAL (3GPP TS 45.008 §8.2.4) from carrier to interference and noise. The bit error rate of GMSK before decoding
 * doubles about every 1.6 dB around the working point of 9 to 12 dB.
 */
final class LinkQuality {
    private static final double ERROR_FREE_DB = 15;
    private static final double DB_PER_CLASS = 1.6;
    private static final double SPARE = -2;
    /** Share of reports in good radio that show a class of 1 or 2. */
    private static final double STRAY_SHARE = 0.03;

    private LinkQuality() {}

    /** Mean class up to 7 at this C/I in dB; below 0 the link has that much to spare. */
    static double meanClass(double carrierToInterferenceDb) {
        return Math.max(SPARE, Math.min(7, (ERROR_FREE_DB - carrierToInterferenceDb) / DB_PER_CLASS));
    }

    /** A class as one report shows it. */
    static int reported(double meanClass, double noise, SplittableRandom random) {
        double value = meanClass + noise * random.nextGaussian();
        int code = (int) Math.max(0, Math.min(7, Math.round(value)));
        if (code == 0 && random.nextDouble() < STRAY_SHARE) {
            return random.nextInt(4) == 0 ? 2 : 1;
        }
        return code;
    }
}
