package org.lineside.numeric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Robust centre and spread of float samples; NaN values are left out. */
public final class Robust {
    /** Makes the median absolute deviation consistent for the normal distribution: 1 / Φ⁻¹(3/4). */
    public static final double MAD_TO_SIGMA = 1.482602218505602;

    private Robust() {}

    /**
     * Median of the values from {@code from} (inclusive) to {@code to} (exclusive); sorts that range.
     *
     * @return NaN for an empty range
     */
    public static double medianInPlace(float[] values, int from, int to) {
        if (to <= from) {
            return Double.NaN;
        }
        Arrays.sort(values, from, to);
        int middle = (from + to) >>> 1;
        return ((to - from) & 1) == 1 ? values[middle] : 0.5 * ((double) values[middle - 1] + values[middle]);
    }

    /** Median of the values that are not NaN, NaN when there are none; leaves the array as it is. */
    public static double median(float[] values) {
        float[] copy = withoutNaN(values);
        return medianInPlace(copy, 0, copy.length);
    }

    /**
     * Scaled median absolute deviation about {@code centre} (Hampel 1974), an estimate of the standard deviation.
     *
     * @return NaN for an empty sample
     */
    public static double spread(float[] values, double centre) {
        float[] copy = withoutNaN(values);
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (float) Math.abs(copy[i] - centre);
        }
        return MAD_TO_SIGMA * medianInPlace(copy, 0, copy.length);
    }

    /**
     * Standard deviation of the values after those beyond {@code clip} scaled median absolute deviations are drawn in
     * to that bound; unlike {@link #spread} it does not collapse to 0 when more than half of the values are equal.
     *
     * @return NaN for fewer than two values
     */
    public static double winsorizedSd(float[] values, double clip) {
        return Summary.of(values).winsorizedSd(clip);
    }

    /**
     * Centre and spread of one sample, sorted once.
     *
     * @param known its values that are not NaN, in their order
     * @param median their median, NaN when there are none
     * @param spread scaled median absolute deviation about it, NaN when there are none
     */
    public record Summary(float[] known, double median, double spread) {
        /** The summary of a sample, which is left as it is. */
        public static Summary of(float[] values) {
            float[] known = withoutNaN(values);
            float[] sorted = known.clone();
            double median = medianInPlace(sorted, 0, sorted.length);
            return new Summary(known, median, MAD_TO_SIGMA * medianDeviation(sorted, median));
        }

        /** Median distance from a value: the distances rise to both sides of it. */
        private static double medianDeviation(float[] sorted, double centre) {
            int n = sorted.length;
            int right = 0;
            while (right < n && sorted[right] < centre) {
                right++;
            }
            int left = right - 1;
            float last = Float.NaN;
            float before = Float.NaN;
            for (int k = 0; k <= n / 2 && n > 0; k++) {
                before = last;
                float below = left < 0 ? Float.POSITIVE_INFINITY : (float) Math.abs(sorted[left] - centre);
                float above = right == n ? Float.POSITIVE_INFINITY : (float) Math.abs(sorted[right] - centre);
                if (below < above) {
                    last = below;
                    left--;
                } else {
                    last = above;
                    right++;
                }
            }
            return (n & 1) == 1 ? last : 0.5 * ((double) before + last);
        }

        /** {@link Robust#winsorizedSd} of the sample. */
        public double winsorizedSd(double clip) {
            if (known.length < 2) {
                return Double.NaN;
            }
            double bound = clip * spread;
            double sum = 0;
            double squares = 0;
            for (float v : known) {
                double d = bound > 0 ? Math.clamp(v - median, -bound, bound) : v - median;
                sum += d;
                squares += d * d;
            }
            double mean = sum / known.length;
            return Math.sqrt(Math.max(0, (squares - known.length * mean * mean) / (known.length - 1)));
        }
    }

    /**
     * The value below which half of the weight lies.
     *
     * @param weights one for each value, not negative; values that are NaN have none
     * @return NaN when there is no weight
     */
    public static double weightedMedian(double[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]) && weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        double half = Arrays.stream(order).mapToDouble(i -> weights[i]).sum() / 2;
        double below = 0;
        for (int i : order) {
            below += weights[i];
            if (below >= half) {
                return values[i];
            }
        }
        return Double.NaN;
    }

    private static float[] withoutNaN(float[] values) {
        int known = 0;
        for (float v : values) {
            known += Float.isNaN(v) ? 0 : 1;
        }
        float[] copy = new float[known];
        int n = 0;
        for (float v : values) {
            if (!Float.isNaN(v)) {
                copy[n++] = v;
            }
        }
        return copy;
    }
}
