package org.lineside.evaluation.calibration;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * P-values claimed against the share of sound calls that have them, both axes logarithmic: on the diagonal they are what
 * they claim, below it too cautious, above it too bold. As SVG that is read on light and dark ground alike.
 */
public final class CalibrationPlot {
    private static final int DECADES = 4;
    private static final int STEPS_PER_DECADE = 24;
    private static final double LEAST = Math.pow(10, -DECADES);
    private static final int SIDE = 440;
    private static final int LEFT = 70;
    private static final int TOP = 20;
    private static final double CONFIDENCE = 0.95;

    private CalibrationPlot() {}

    /**
     * Where the share of calls with p ≤ level lies by chance, pointwise, with a probability of 95 %.
     *
     * @param level 0..1
     * @param independent independent cases
     * @return lower and upper end: quantiles of the binomial distribution, as shares
     */
    static double[] band(double level, double independent) {
        int n = (int) Math.max(1, Math.round(independent));
        BinomialDistribution hits = new BinomialDistribution(null, n, level);
        return new double[] {
            hits.inverseCumulativeProbability((1 - CONFIDENCE) / 2) / (double) n,
            hits.inverseCumulativeProbability((1 + CONFIDENCE) / 2) / (double) n
        };
    }

    /** The plot of all railways together, with its band, and of each. */
    public static String svg(List<NullCalls> railways) {
        NullCalls all = NullCalls.together(railways);
        StringBuilder svg = new StringBuilder(head(all, railways.size()));
        svg.append("  <path class=\"band\" d=\"")
                .append(line('M', level -> band(level, all.independent())[1], false))
                .append(line('L', level -> band(level, all.independent())[0], true))
                .append("Z\"/>\n");
        grid(svg);
        svg.append("  <path class=\"ideal\" d=\"")
                .append(line('M', level -> level, false))
                .append("\"/>\n");
        for (NullCalls railway : railways) {
            svg.append("  <path class=\"one\" d=\"")
                    .append(line('M', railway::share, false))
                    .append("\"/>\n");
        }
        svg.append("  <path class=\"all\" d=\"")
                .append(line('M', all::share, false))
                .append("\"/>\n");
        legend(svg);
        return svg.append("</svg>\n").toString();
    }

    private static String head(NullCalls all, int railways) {
        String title = String.format(
                Locale.ROOT,
                "P-values of %d sound calls of %d railways: share of calls against p-value claimed",
                all.pValues().length,
                railways);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-label="%s">
                  <title>%s</title>
                  <style>
                    .ground { fill: #ffffff }
                    text { font: 13px sans-serif; fill: #1f2328 }
                    .grid { stroke: #d0d7de; fill: none }
                    .band { fill: #0969da; fill-opacity: 0.15 }
                    .ideal { stroke: #59636e; stroke-dasharray: 6 4; fill: none }
                    .one { stroke: #59636e; stroke-opacity: 0.45; fill: none }
                    .all { stroke: #0969da; stroke-width: 2.5; fill: none }
                    @media (prefers-color-scheme: dark) {
                      .ground { fill: #0d1117 }
                      text { fill: #e6edf3 }
                      .grid { stroke: #30363d }
                      .band { fill: #58a6ff; fill-opacity: 0.22 }
                      .ideal, .one { stroke: #9198a1 }
                      .all { stroke: #58a6ff }
                    }
                  </style>
                  <rect class="ground" width="100%%" height="100%%"/>
                """.formatted(LEFT + SIDE + 20, TOP + SIDE + 60, title, title);
    }

    private static void grid(StringBuilder svg) {
        for (int d = 0; d <= DECADES; d++) {
            double at = Math.pow(10, d - DECADES);
            String label = String.format(Locale.ROOT, "%." + (DECADES - d) + "f", at);
            svg.append(String.format(
                    Locale.ROOT,
                    "  <path class=\"grid\" d=\"M%.1f %d V%d M%d %.1f H%d\"/>%n",
                    x(at),
                    TOP,
                    TOP + SIDE,
                    LEFT,
                    y(at),
                    LEFT + SIDE));
            svg.append(text(x(at), TOP + SIDE + 20.0, "middle", label));
            svg.append(text(LEFT - 8.0, y(at) + 4, "end", label));
        }
        svg.append(text(LEFT + SIDE / 2.0, TOP + SIDE + 45.0, "middle", "p-value claimed"));
        svg.append(String.format(
                Locale.ROOT,
                "  <text transform=\"translate(18 %.1f) rotate(-90)\" text-anchor=\"middle\">share of sound calls with it"
                        + " or less</text>%n",
                TOP + SIDE / 2.0));
    }

    private static void legend(StringBuilder svg) {
        List<String> kinds = List.of("all", "one", "ideal", "band");
        List<String> names = List.of("all railways", "one railway", "what they claim", "95 % by chance, all railways");
        for (int i = 0; i < kinds.size(); i++) {
            double y = TOP + 20.0 + 20 * i;
            int height = "band".equals(kinds.get(i)) ? 5 : 0;
            svg.append(String.format(
                    Locale.ROOT,
                    "  <path class=\"%s\" d=\"M%d %.1f h28 v%d h-28 Z\"/>%n",
                    kinds.get(i),
                    LEFT + 14,
                    y - height,
                    2 * height));
            svg.append(text(LEFT + 50.0, y + 4, "start", names.get(i)));
        }
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT, "  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words);
    }

    /** A curve over all levels, from left to right or back; what lies below the plot is drawn on its edge. */
    private static String line(char first, DoubleUnaryOperator share, boolean backwards) {
        StringBuilder path = new StringBuilder();
        int steps = DECADES * STEPS_PER_DECADE;
        for (int i = 0; i <= steps; i++) {
            double level = Math.min(1, LEAST * Math.pow(10, (double) (backwards ? steps - i : i) / STEPS_PER_DECADE));
            path.append(i == 0 ? first : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f ", x(level), y(share.applyAsDouble(level))));
        }
        return path.toString();
    }

    private static double x(double level) {
        return LEFT + SIDE * Math.clamp(1 + Math.log10(level) / DECADES, 0, 1);
    }

    private static double y(double share) {
        return TOP + SIDE * Math.clamp(-Math.log10(share) / DECADES, 0, 1);
    }
}
