package org.lineside.numeric;

/**
 * How long a one-sided cumulative sum chart (Page 1954) runs before it gives an alarm, for independent normal
 * observations in units of their standard deviation: {@code S = max(0, S + z − k)}, an alarm where {@code S ≥ h}. The run
 * length is that of the corrected diffusion approximation (Siegmund 1985, Sequential Analysis, eq. 2.57; Montgomery,
 * Introduction to Statistical Quality Control, eq. 9.6): the boundary moves out by 1.166, twice the mean overshoot 0.583.
 */
public final class Cusum {
    private static final double OVERSHOOT = 1.166;
    private static final double SMALL_DRIFT = 1e-6;
    private static final double RELATIVE_ERROR = 1e-9;

    private Cusum() {}

    /**
     * Mean number of observations up to an alarm.
     *
     * @param shift mean of the observations; 0 while nothing has changed
     * @param reference k, at least 0
     * @param limit h, above 0
     */
    public static double runLength(double shift, double reference, double limit) {
        double drift = shift - reference;
        double b = limit + OVERSHOOT;
        return Math.abs(drift) < SMALL_DRIFT
                ? b * b
                : (Math.exp(-2 * drift * b) + 2 * drift * b - 1) / (2 * drift * drift);
    }

    /**
     * The limit h that lets a chart run so long, on the average, while nothing has changed; not below 0.
     *
     * @param reference k, above 0
     * @param runLength mean number of observations up to a false alarm, above 1
     */
    public static double limit(double reference, double runLength) {
        double low = 0;
        double high = 1;
        while (runLength(0, reference, high) < runLength) {
            high *= 2;
        }
        while (high - low > RELATIVE_ERROR * high) {
            double middle = (low + high) / 2;
            if (runLength(0, reference, middle) < runLength) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
