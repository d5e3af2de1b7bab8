package org.lineside.numeric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The distribution of a score under the null hypothesis: empirical in its body, continued beyond the largest tenth by a
 * generalised Pareto distribution fitted by probability-weighted moments (Hosking and Wallis, Technometrics 29, 1987).
 * The shape is held within [0.15, 0.5]: a lighter tail would promise p-values that no sample of this size can know.
 */
public final class TailDistribution {
    private static final double TAIL_SHARE = 0.1;
    private static final int KEPT_QUANTILES = 512;
    private static final double EXPONENTIAL = 0;
    private static final double LEAST_SHAPE = 0.15;
    private static final double LARGEST_SHAPE = 0.5;

    /** Counts that all agree (that were always 0) would make the next one impossible: nothing is. */
    private static final double LEAST_SCALE_OF_COUNTS = 0.2;

    private static final double LEAST_SCALE = 1e-3;

    private final double[] quantiles;
    private final int count;
    private final double threshold;
    private final double tailShare;
    private final double scale;
    private final double shape;
    /** Largest score that several share: up to there counts, not measures, are continued. */
    private final double largestTie;

    private TailDistribution(
            double[] quantiles, int count, double threshold, double tailShare, double scale, double shape) {
        this.quantiles = quantiles;
        this.count = count;
        this.threshold = threshold;
        this.tailShare = tailShare;
        this.scale = scale;
        this.shape = shape;
        this.largestTie = largestTie(quantiles);
    }

    private static double largestTie(double[] quantiles) {
        for (int i = quantiles.length - 1; i > 0; i--) {
            if (quantiles[i] == quantiles[i - 1]) {
                return quantiles[i];
            }
        }
        return Double.NEGATIVE_INFINITY;
    }

    /**
     * Fits scores observed where nothing was wrong.
     *
     * @param scores any order, finite; fewer than 20 give a distribution that knows nothing and answers 1
     */
    public static TailDistribution fit(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        if (n < 20) {
            return new TailDistribution(new double[0], n, Double.POSITIVE_INFINITY, 1, 1, 0);
        }
        int tail = Math.max(10, (int) (n * TAIL_SHARE));
        double threshold = sorted[n - tail - 1];
        double first = 0;
        double weighted = 0;
        for (int i = 0; i < tail; i++) {
            double excess = sorted[n - tail + i] - threshold;
            first += excess;
            weighted += excess * (tail - 1 - i) / Math.max(1, tail - 1);
        }
        first /= tail;
        weighted /= tail;
        double shape = first > 2 * weighted ? 2 - first / (first - 2 * weighted) : 0;
        shape = Math.clamp(shape, LEAST_SHAPE, LARGEST_SHAPE);
        boolean counts = largestTie(sorted) >= threshold;
        double scale = Math.max(counts ? LEAST_SCALE_OF_COUNTS : LEAST_SCALE, first * (1 - shape));
        return new TailDistribution(thinned(sorted), n, threshold, (double) tail / n, scale, shape);
    }

    /**
     * Fits −log10 of the smallest of many p-values. Beyond the largest tenth such a score falls off tenfold for each unit:
     * for small p the smallest of m effective tests lies below p with probability m · p (Šidák 1967); the tenth tells m.
     *
     * @param scores −log10 of the smallest p-value of each case
     */
    public static TailDistribution fitSmallestP(double[] scores) {
        TailDistribution free = fit(scores);
        return new TailDistribution(
                free.quantiles, free.count, free.threshold, free.tailShare, 1 / Math.log(10), EXPONENTIAL);
    }

    private static double[] thinned(double[] sorted) {
        if (sorted.length <= KEPT_QUANTILES) {
            return sorted;
        }
        double[] kept = new double[KEPT_QUANTILES];
        for (int i = 0; i < KEPT_QUANTILES; i++) {
            kept[i] = sorted[(int) ((long) i * (sorted.length - 1) / (KEPT_QUANTILES - 1))];
        }
        return kept;
    }

    /** Scores the fit was made from. */
    public int count() {
        return count;
    }

    /** Probability 0..1 of a score at least as large where nothing is wrong; never 0. */
    public double survival(double score) {
        if (quantiles.length == 0 || Double.isNaN(score)) {
            return 1;
        }
        if (score > threshold) {
            double z = (score - threshold) / scale;
            double tail = shape == EXPONENTIAL ? Math.exp(-z) : Math.pow(1 + shape * z, -1 / shape);
            double continued = Math.max(tailShare * tail, Double.MIN_NORMAL);
            // A continuous tail gives a count the probability of exceeding it, not that of reaching it.
            return score <= largestTie ? Math.max(continued, share(score)) : continued;
        }
        return Math.max(tailShare, Math.min(1, share(score)));
    }

    private double share(double score) {
        int at = Arrays.binarySearch(quantiles, score);
        int below = at >= 0 ? firstOf(at) : -at - 1;
        return 1 - (double) below / (quantiles.length + 1);
    }

    private int firstOf(int at) {
        int i = at;
        while (i > 0 && quantiles[i - 1] == quantiles[at]) {
            i--;
        }
        return i;
    }

    /** Writes the fit. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(quantiles.length);
        for (double q : quantiles) {
            out.writeDouble(q);
        }
        out.writeInt(count);
        out.writeDouble(threshold);
        out.writeDouble(tailShare);
        out.writeDouble(scale);
        out.writeDouble(shape);
    }

    /** Reads what {@link #write} wrote. */
    public static TailDistribution read(DataInput in) throws IOException {
        double[] quantiles = new double[in.readInt()];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = in.readDouble();
        }
        return new TailDistribution(
                quantiles, in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }
}
