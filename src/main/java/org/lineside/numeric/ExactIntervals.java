package org.lineside.numeric;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Two-sided 95 % intervals that hold their level however few events there are: at least 95 %, often more. */
public final class ExactIntervals {
    private static final double TAIL = Interval.ALPHA / 2;

    private ExactIntervals() {}

    /**
     * A proportion (Clopper and Pearson 1934, as quantiles of the beta distribution).
     *
     * <p>The count need not be whole: it may be the sum of independent shares of 0 to 1. Of all such sums with the same
     * mean the binomial one spreads most (Hoeffding 1956), so that the interval is the more on the safe side.
     *
     * @param count 0 to {@code trials}
     * @param trials independent trials; {@link Interval#NONE} for 0
     */
    public static Interval proportion(double count, double trials) {
        if (!(trials > 0)) {
            return Interval.NONE;
        }
        return new Interval(count / trials, low(count, trials), 1 - low(trials - count, trials));
    }

    /** The lower end; the upper end of a count is that of what was not counted, mirrored. */
    private static double low(double count, double trials) {
        if (count <= 0) {
            return 0;
        }
        return count >= trials
                ? Math.pow(TAIL, 1 / trials)
                : BetaDistribution.of(count, trials - count + 1).inverseCumulativeProbability(TAIL);
    }

    /**
     * The rate of a Poisson process (Garwood 1936, as quantiles of the χ² distribution).
     *
     * @param events events seen
     * @param exposure time, or whatever the rate is per; {@link Interval#NONE} for 0
     */
    public static Interval rate(long events, double exposure) {
        if (!(exposure > 0)) {
            return Interval.NONE;
        }
        double low = events == 0 ? 0 : ChiSquaredDistribution.of(2.0 * events).inverseCumulativeProbability(TAIL) / 2;
        double high = ChiSquaredDistribution.of(2.0 * events + 2).inverseSurvivalProbability(TAIL) / 2;
        return new Interval(events / exposure, low / exposure, high / exposure);
    }
}
