package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CusumTest {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Mean run lengths of the two-sided chart with k = 1/2: Montgomery, Introduction to Statistical Quality Control, 6th ed.,
     * table 9.3, from Lucas and Crosier (1982), Technometrics 24.
     */
    @ParameterizedTest
    @CsvSource({
        "4, 0.00, 168", "4, 0.25, 74.2", "4, 0.50, 26.6", "4, 0.75, 13.3", "4, 1.00, 8.38", "4, 1.50, 4.75",
                "4, 2.00, 3.34",
        "5, 0.00, 465", "5, 0.25, 139", "5, 0.50, 38.0", "5, 0.75, 17.0", "5, 1.00, 10.4", "5, 1.50, 5.75",
                "5, 2.00, 4.01"
    })
    void run_lengths_are_the_published_ones(double limit, double shift, double published) {
        assertThat(twoSided(Cusum.runLength(shift, 0.5, limit), Cusum.runLength(-shift, 0.5, limit)))
                .isCloseTo(published, Percentage.withPercentage(4));
        assertThat(twoSided(solved(shift, 0.5, limit), solved(-shift, 0.5, limit)))
                .isCloseTo(published, Percentage.withPercentage(1));
    }

    /**
     * Limits that give the two-sided chart a run of 370: Hawkins (1993), Journal of Quality Technology 25, in Montgomery's
     * table 9.4. One side then runs 740.
     */
    @ParameterizedTest
    @CsvSource({"0.25, 8.01", "0.50, 4.77", "0.75, 3.34", "1.00, 2.52", "1.25, 1.99", "1.50, 1.61"})
    void limits_are_the_published_ones(double reference, double published) {
        assertThat(Cusum.limit(reference, 740)).isCloseTo(published, within(0.08));
        assertThat(solved(0, reference, published)).isCloseTo(740, Percentage.withPercentage(2));
    }

    @Test
    void simulated_runs_are_as_long_as_told() {
        assertThat(simulated(0.5, 4, 4000)).isCloseTo(Cusum.runLength(0, 0.5, 4), Percentage.withPercentage(5));
        assertThat(simulated(1, 2.52, 4000)).isCloseTo(Cusum.runLength(0, 1, 2.52), Percentage.withPercentage(12));
    }

    /** Where charts of a whole network share one false alarm a year: the approximation must not promise too long runs. */
    @ParameterizedTest
    @CsvSource({"0.5", "1.0", "1.5", "2.0"})
    void long_runs_are_as_long_as_wanted(double reference) {
        double wanted = 365 * 300.0;
        double limit = Cusum.limit(reference, wanted);
        assertThat(Cusum.runLength(0, reference, limit)).isCloseTo(wanted, Percentage.withPercentage(0.001));
        assertThat(solved(0, reference, limit)).isBetween(0.5 * wanted, 1.1 * wanted);
    }

    private static double twoSided(double up, double down) {
        return 1 / (1 / up + 1 / down);
    }

    private static double simulated(double reference, double limit, int runs) {
        SplittableRandom random = new SplittableRandom(20260303);
        long steps = 0;
        for (int run = 0; run < runs; run++) {
            double sum = 0;
            while (sum < limit) {
                sum = Math.max(0, sum + random.nextGaussian() - reference);
                steps++;
            }
        }
        return (double) steps / runs;
    }

    /** The run length as a Markov chain over steps of the sum (Brook and Evans 1972, Biometrika 59), solved plainly. */
    private static double solved(double shift, double reference, double limit) {
        int n = 201;
        double width = 2 * limit / (2 * n - 1);
        double[][] a = new double[n][n + 1];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double high = (j - i + 0.5) * width + reference - shift;
                double low = j == 0 ? Double.NEGATIVE_INFINITY : high - width;
                double p = NORMAL.cumulativeProbability(high) - NORMAL.cumulativeProbability(low);
                a[i][j] = (i == j ? 1 : 0) - p;
            }
            a[i][n] = 1;
        }
        for (int p = 0; p < n; p++) {
            for (int i = p + 1; i < n; i++) {
                double f = a[i][p] / a[p][p];
                for (int j = p; j <= n; j++) {
                    a[i][j] -= f * a[p][j];
                }
            }
        }
        double[] run = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double rest = a[i][n];
            for (int j = i + 1; j < n; j++) {
                rest -= a[i][j] * run[j];
            }
            run[i] = rest / a[i][i];
        }
        return run[0];
    }
}
