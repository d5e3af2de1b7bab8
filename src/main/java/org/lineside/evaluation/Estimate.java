package org.lineside.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A measured number with its 95 % confidence interval.
 *
 * @param value the number, NaN where there was nothing to measure
 * @param low lower end
 * @param high upper end
 * @param n how many units it rests on
 */
public record Estimate(double value, double low, double high, int n) {
    private static final int RESAMPLES = 1000;
    private static final long SEED = 20_260_301L;

    /**
     * Percentile bootstrap (Efron and Tibshirani 1993, ch. 13) over units that may each hold several observations, with
     * a fixed seed. Resamples in which the statistic is not defined are left out.
     */
    static <T> Estimate bootstrap(List<T> units, ToDoubleFunction<List<T>> statistic) {
        double value = units.isEmpty() ? Double.NaN : statistic.applyAsDouble(units);
        if (units.size() < 2 || Double.isNaN(value)) {
            return new Estimate(value, Double.NaN, Double.NaN, units.size());
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            List<T> sample = random.ints(units.size(), 0, units.size())
                    .mapToObj(units::get)
                    .toList();
            values[i] = statistic.applyAsDouble(sample);
        }
        double[] defined =
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        return new Estimate(value, quantile(defined, 0.025), quantile(defined, 0.975), units.size());
    }

    /** Mean over runs that share nothing (seeds, worlds), with Student's interval; NaN values are left out. */
    public static Estimate over(double... runs) {
        double[] defined = Arrays.stream(runs).filter(v -> !Double.isNaN(v)).toArray();
        int n = defined.length;
        double mean = Arrays.stream(defined).average().orElse(Double.NaN);
        if (n < 2) {
            return new Estimate(mean, Double.NaN, Double.NaN, n);
        }
        double squares =
                Arrays.stream(defined).map(v -> (v - mean) * (v - mean)).sum();
        double error = Math.sqrt(squares / (n - 1) / n);
        double half = new TDistribution(null, n - 1).inverseCumulativeProbability(0.975) * error;
        return new Estimate(mean, mean - half, mean + half, n);
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(sorted.length - 1, low + 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
