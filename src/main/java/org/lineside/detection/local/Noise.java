package org.lineside.detection.local;

import java.util.Arrays;

/**
 * The noise of a series as a first-order autoregression, estimated from differences, which a shift of level or a slow drift
 * leaves alone but for a few: Var(x[t+h] − x[t]) / 2 = σ² (1 − ρ^h), so the second lag over the first is 1 + ρ. Differences
 * are drawn in to three scaled median absolute deviations.
 *
 * @param variance σ², shrunk towards 1, the variance that the reference expects of a standardised series
 * @param rho ρ, 0..0.9
 */
record Noise(double variance, double rho) {
    private static final double BOUND = 3;
    private static final double LEAST_SCALE = 0.3;
    private static final double MAD_TO_SIGMA = org.lineside.numeric.Robust.MAD_TO_SIGMA;
    private static final double LARGEST_RHO = 0.9;
    private static final int WEIGHT_OF_REFERENCE = 20;

    /**
     * Estimates.
     *
     * @param values without NaN, at least 3
     */
    static Noise of(float[] values) {
        double first = halfVariance(values, 1);
        double second = halfVariance(values, 2);
        double rho = first > 0 ? Math.clamp(second / first - 1, 0, LARGEST_RHO) : 0;
        double own = first / (1 - rho);
        int n = values.length;
        return new Noise((n * own + WEIGHT_OF_REFERENCE) / (n + WEIGHT_OF_REFERENCE), rho);
    }

    private static double halfVariance(float[] values, int lag) {
        double[] size = new double[values.length - lag];
        for (int i = 0; i < size.length; i++) {
            size[i] = Math.abs(values[i + lag] - values[i]);
        }
        Arrays.sort(size);
        double bound = BOUND * Math.max(LEAST_SCALE, MAD_TO_SIGMA * size[size.length / 2]);
        double sum = 0;
        for (double s : size) {
            sum += Math.min(s, bound) * Math.min(s, bound);
        }
        return sum / size.length / 2;
    }

    /** Variance of the mean of n successive values: σ²/n · ((1 + ρ)/(1 − ρ) − 2ρ(1 − ρⁿ)/(n(1 − ρ)²)). */
    double varianceOfMean(int n) {
        double inflation = (1 + rho) / (1 - rho) - 2 * rho * (1 - Math.pow(rho, n)) / (n * (1 - rho) * (1 - rho));
        return variance * inflation / n;
    }
}
