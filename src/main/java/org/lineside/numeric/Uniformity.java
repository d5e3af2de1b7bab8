package org.lineside.numeric;

import java.util.Arrays;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * How far p-values of cases in which nothing is wrong are from uniform: the one-sample Kolmogorov-Smirnov test, where the
 * cases come in units (trains) whose members share their errors. All cases count for the distance; for its significance
 * only as many independent ones as the caller can answer for.
 *
 * @param count p-values
 * @param distance Kolmogorov's D, 0..1, NaN without p-values
 * @param pValue probability of so large a distance where they are uniform, NaN without p-values
 */
public record Uniformity(int count, double distance, double pValue) {
    private static final double TOLERANCE = 1e-20;
    private static final int MOST_TERMS = 10_000;

    /**
     * Tests. The limit distribution of Kolmogorov (1933) with the correction of Stephens (J. R. Stat. Soc. B 32, 1970)
     * for few cases, good to 0.01 from four cases on.
     *
     * @param pValues 0..1, any order
     * @param independent how many independent cases they are worth, more than 0
     */
    public static Uniformity of(double[] pValues, double independent) {
        int n = pValues.length;
        if (n == 0) {
            return new Uniformity(0, Double.NaN, Double.NaN);
        }
        double[] sorted = pValues.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < n; i++) {
            distance = Math.max(distance, Math.max((i + 1.0) / n - sorted[i], sorted[i] - (double) i / n));
        }
        double root = Math.sqrt(independent);
        double scaled = (root + 0.12 + 0.11 / root) * distance;
        double within = new KolmogorovSmirnovTest().ksSum(scaled, TOLERANCE, MOST_TERMS);
        return new Uniformity(n, distance, Math.clamp(1 - within, 0, 1));
    }

    /**
     * What cases are worth that are judged by others of the same kind, as p-values by calibration are: the chance of those
     * is in the distance too (the two-sample test's n·m/(n+m), Smirnov 1939).
     *
     * @param cases independent cases judged
     * @param judges independent cases that they are judged by
     */
    public static double independent(double cases, double judges) {
        return cases * judges / (cases + judges);
    }
}
