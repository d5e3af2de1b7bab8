package org.lineside.numeric;

/**
 * An estimate with its two-sided 95 % confidence interval.
 *
 * @param value the estimate, NaN where there is none
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {
    /** Nothing known. */
    public static final Interval NONE = new Interval(Double.NaN, Double.NaN, Double.NaN);

    /** What both tails of an interval have together. */
    static final double ALPHA = 0.05;

    /** Upper 2.5 % point of the standard normal distribution. */
    private static final double NORMAL_975 = 1.959963984540054;

    /** Its numbers rounded to multiples of 1 / {@code stepsPerUnit}: no more digits than mean something. */
    public Interval rounded(int stepsPerUnit) {
        return new Interval(round(value, stepsPerUnit), round(low, stepsPerUnit), round(high, stepsPerUnit));
    }

    private static double round(double value, int stepsPerUnit) {
        return Double.isNaN(value) ? value : (double) Math.round(value * stepsPerUnit) / stepsPerUnit;
    }

    /** Of an estimate that errs normally with this standard error. */
    public static Interval normal(double value, double standardError) {
        return new Interval(value, value - NORMAL_975 * standardError, value + NORMAL_975 * standardError);
    }
}
