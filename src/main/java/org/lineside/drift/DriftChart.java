package org.lineside.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chart of cumulative sums (Page 1954) over the daily effects of one series, in one direction. Each day adds the
 * log-likelihood ratio of the smallest shift that counts against none, which is a chart with reference value half of that
 * shift; a second, more sensitive chart tells when it began.
 */
final class DriftChart {
    /** One day may say so much of the limit and no more: three at least must agree. */
    private static final double DAY_SHARE = 1.0 / 3;

    /** Share of the smallest shift from which on the beginning is dated: less is the golden model's own error. */
    private static final double DATING_SHARE = 1.0 / 6;

    /** Log-likelihood ratio that says a shift is gone: odds of 1000 to 1. */
    private static final double GONE = Math.log(1000);

    /** Share of the limit from which on a shift is under way: too little to tell anybody, enough to doubt what else is told. */
    private static final double UNDER_WAY_SHARE = 1.0 / 3;

    private static final int PRESENT_DAYS = 3;

    private final double shift;
    private final double limit;
    private final double[] effect;
    private final double[] variance;

    /**
     * @param shift the smallest shift that counts, above 0
     * @param limit log-likelihood ratio beyond which the chart gives an alarm
     * @param effect the effect of each day, positive in the direction looked at
     * @param variance its variance
     */
    DriftChart(double shift, double limit, double[] effect, double[] variance) {
        this.shift = shift;
        this.limit = limit;
        this.effect = effect;
        this.variance = variance;
    }

    /**
     * A shift that holds; indices of days.
     *
     * @param since the day it began
     * @param last the last day that shows it
     * @param sound the first day after that which does not, −1 while it lasts
     * @param likelihood the sum when it was told
     * @param counts whether it has reached the smallest shift that counts; one under way has not
     */
    record Alarm(int since, int last, int sound, double likelihood, boolean counts) {}

    /** All shifts that held, in order; the last one may be under way only. */
    List<Alarm> alarms() {
        List<Alarm> alarms = new ArrayList<>();
        double sum = 0;
        double dating = 0;
        int since = 0;
        for (int t = 0; t < effect.length; t++) {
            dating = Math.max(0, dating + (effect[t] - DATING_SHARE * shift) / Math.sqrt(variance[t]));
            since = dating == 0 ? t + 1 : since;
            sum = Math.max(0, sum + gain(t));
            if (sum >= limit && present(t) >= shift) {
                Alarm alarm = followed(Math.min(since, t), t, sum);
                alarms.add(alarm);
                t = alarm.sound() < 0 ? effect.length : alarm.sound() - 1;
                sum = 0;
                dating = 0;
                since = t + 1;
            }
        }
        if (sum >= UNDER_WAY_SHARE * limit) {
            alarms.add(new Alarm(Math.min(since, effect.length - 1), effect.length - 1, -1, sum, false));
        }
        return alarms;
    }

    private double gain(int t) {
        double most = limit * DAY_SHARE;
        return Math.clamp(shift * (effect[t] - shift / 2) / variance[t], -most, most);
    }

    /** Until when it lasts: the same chart the other way round tells its end. */
    private Alarm followed(int since, int alarm, double likelihood) {
        double gone = 0;
        int last = alarm; // the day it was told
        for (int t = alarm + 1; t < effect.length; t++) {
            gone = Math.max(0, gone - gain(t));
            if (effect[t] >= shift / 2) {
                last = t;
            }
            if (gone >= GONE) {
                return new Alarm(since, last, last + 1, likelihood, true);
            }
        }
        return new Alarm(since, last, -1, likelihood, true);
    }

    /** Median of the last days up to one. */
    double present(int t) {
        return median(t, PRESENT_DAYS);
    }

    /** Median of the last week up to one. */
    double lately(int t) {
        return median(t, 7);
    }

    private double median(int t, int lastDays) {
        int from = Math.max(0, t - lastDays + 1);
        double[] days = Arrays.copyOfRange(effect, from, t + 1);
        Arrays.sort(days);
        int middle = days.length / 2;
        return days.length % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2;
    }
}
