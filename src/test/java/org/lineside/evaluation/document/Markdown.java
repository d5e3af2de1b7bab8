package org.lineside.evaluation.document;

import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;
import org.lineside.evaluation.Estimate;

/** Tables and numbers as the document writes them. */
final class Markdown {
    private static final double CONFIDENCE = 0.95;

    private Markdown() {}

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /** The first column is text, the others are numbers. */
    static String header(List<String> names) {
        return row(names) + "|---|" + "---:|".repeat(names.size() - 1) + "\n";
    }

    /** A share of independent cases with Wilson's interval (Wilson 1927), which holds at 0 and 1 too. */
    static String share(long hits, long all) {
        if (all == 0) {
            return "–";
        }
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval((int) all, (int) hits, CONFIDENCE);
        return String.format(
                Locale.ROOT, "%d/%d [%.2f, %.2f]", hits, all, interval.getLowerBound(), interval.getUpperBound());
    }

    /** A mean with its interval; nothing measured here is below 0. */
    static String mean(Estimate e) {
        return interval(e, Double.POSITIVE_INFINITY);
    }

    /** A mean of small shares, with a digit more. */
    static String fine(Estimate e) {
        return Double.isNaN(e.low())
                ? String.format(Locale.ROOT, "%.4f", e.value())
                : String.format(
                        Locale.ROOT, "%.4f [%.4f, %.4f]", e.value(), Math.max(0, e.low()), Math.min(1, e.high()));
    }

    /** A mean of shares with its interval within 0..1. */
    static String meanShare(Estimate e) {
        return interval(e, 1);
    }

    private static String interval(Estimate e, double highest) {
        if (Double.isNaN(e.value())) {
            return "–";
        }
        String value = String.format(Locale.ROOT, "%.3f", e.value());
        return Double.isNaN(e.low())
                ? value
                : String.format(
                        Locale.ROOT, "%s [%.3f, %.3f]", value, Math.max(0, e.low()), Math.min(highest, e.high()));
    }

    /** A mean, and how it differs from another with the difference's interval. */
    static String difference(Estimate mean, Estimate difference) {
        if (Double.isNaN(mean.value()) || Double.isNaN(difference.value())) {
            return "–";
        }
        String interval = Double.isNaN(difference.low())
                ? ""
                : String.format(Locale.ROOT, " [%+.3f, %+.3f]", difference.low(), difference.high());
        return String.format(Locale.ROOT, "%.3f: %+.3f%s", mean.value(), difference.value(), interval);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
