package org.lineside.detection.tests;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.TTest;

/**
 * The tests every engineer knows, as evidence beside a finding: a stretch of one call against how calls usually deviate
 * from their reference. Only places far enough apart to be independent take part; their p-values are those of one
 * comparison by itself, not adjusted for having looked everywhere, and decide nothing.
 */
final class ClassicTests {
    private static final int LEAST_PLACES = 3;

    private ClassicTests() {}

    /**
     * The tests of a stretch.
     *
     * @return by name, empty where the stretch or what was learned is too little
     */
    static Map<String, Object> of(Series series, int from, int to, Usual usual) {
        double[] stretch = independent(series, from, to, usual.decorrelation());
        if (stretch.length < LEAST_PLACES || usual.quantiles().length == 0) {
            return Map.of();
        }
        double[] reference = new double[usual.quantiles().length];
        for (int i = 0; i < reference.length; i++) {
            reference[i] = usual.quantiles()[i];
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("independent_places", stretch.length);
        KolmogorovSmirnovTest.TwoResult ks =
                KolmogorovSmirnovTest.withDefaults().test(stretch, reference);
        facts.put("kolmogorov_smirnov_d", rounded(ks.getStatistic()));
        facts.put("kolmogorov_smirnov_p", ks.getPValue());
        facts.put(
                "mann_whitney_p",
                MannWhitneyUTest.withDefaults().test(stretch, reference).getPValue());
        if (Arrays.stream(stretch).distinct().count() > 1) {
            TTest.Result welch = TTest.withDefaults().test(stretch, reference);
            facts.put("welch_t", rounded(welch.getStatistic()));
            facts.put("welch_p", welch.getPValue());
        }
        return facts;
    }

    private static double[] independent(Series series, int from, int to, int apart) {
        double[] values = new double[to - from];
        int n = 0;
        int last = from - apart;
        for (int k = from; k < to; k++) {
            if (k - last >= apart && !Float.isNaN(series.residual()[k])) {
                values[n++] = series.standardised(k);
                last = k;
            }
        }
        return Arrays.copyOf(values, n);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
