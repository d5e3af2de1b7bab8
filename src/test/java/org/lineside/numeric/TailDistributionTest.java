package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailDistributionTest {
    /** Scale 2, shape ξ: quantile 2 ((1 − u)^−ξ − 1) / ξ, survival (1 + ξ x / 2)^(−1/ξ); by definition. */
    private static double gpd(SplittableRandom random, double shape) {
        return 2 * (Math.pow(1 - random.nextDouble(), -shape) - 1) / shape;
    }

    private static double[] draw(int n, DoubleSupplier source) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> source.getAsDouble());
        return values;
    }

    /**
     * Commons Statistics 1.2, one-sample Kolmogorov-Smirnov test against the uniform distribution. Fitted from 20 000, so
     * that the fit's own error (0.2 % of the 512 kept quantiles, 0.7 % sampling) lies below what 2000 fresh draws show.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.3, 0.5})
    void pValuesOfFreshDrawsAreUniform(double shape) {
        SplittableRandom random = new SplittableRandom(42);
        TailDistribution fit = TailDistribution.fit(draw(20_000, () -> gpd(random, shape)));
        double[] p = draw(2000, () -> fit.survival(gpd(random, shape)));
        double ks = KolmogorovSmirnovTest.withDefaults()
                .test(p, x -> Math.clamp(x, 0, 1))
                .getPValue();
        assertThat(ks).isGreaterThan(0.01);
    }

    /** Exact survival of the distribution sampled from; the tail is asked for up to 1e-5, ten times beyond the sample. */
    @ParameterizedTest
    @ValueSource(doubles = {0.15, 0.3, 0.5})
    void tailContinuesBeyondTheSample(double shape) {
        SplittableRandom random = new SplittableRandom(7);
        TailDistribution fit = TailDistribution.fit(draw(10_000, () -> gpd(random, shape)));
        for (double exact : new double[] {0.05, 0.01, 1e-3, 1e-4, 1e-5}) {
            double score = 2 * (Math.pow(exact, -shape) - 1) / shape;
            double log = Math.log10(fit.survival(score) / exact);
            assertThat(log)
                    .as("survival %s", exact)
                    .isCloseTo(0, within(exact >= 0.01 ? 0.1 : exact >= 1e-3 ? 0.25 : 0.5));
        }
    }

    /** A normal tail is lighter than any shape allowed: p-values may only be too large. */
    @Test
    void promisesNothingInALightTail() {
        SplittableRandom random = new SplittableRandom(3);
        TailDistribution fit = TailDistribution.fit(draw(5000, random::nextGaussian));
        assertThat(fit.survival(6)).isGreaterThan(1e-9);
        assertThat(fit.survival(5)).isGreaterThan(2.9e-7).isLessThan(1e-3);
    }

    /** Scores that are mostly 0 and rarely a small count: what was often seen must not look rare. */
    @Test
    void countsKeepTheirFrequencies() {
        SplittableRandom random = new SplittableRandom(5);
        double[] counts = draw(4000, () -> random.nextDouble() < 0.2 ? random.nextInt(1, 4) : 0);
        TailDistribution fit = TailDistribution.fit(counts);
        assertThat(fit.survival(0)).isEqualTo(1);
        assertThat(fit.survival(1)).isCloseTo(0.2, within(0.03));
        assertThat(fit.survival(3)).isGreaterThan(0.04);
        assertThat(fit.survival(30)).isLessThan(0.001);
    }

    @Property(seed = "20261101")
    void neverRisesAndNeverReachesZero(
            @ForAll @Size(min = 20, max = 60) double[] raw, @ForAll @DoubleRange(min = 0, max = 1e9) double more) {
        double[] scores =
                Arrays.stream(raw).map(x -> Double.isFinite(x) ? x % 100 : 0).toArray();
        TailDistribution fit = TailDistribution.fit(scores);
        double[] asked = new double[scores.length + 3];
        System.arraycopy(scores, 0, asked, 0, scores.length);
        asked[scores.length] = -1e9;
        asked[scores.length + 1] = 100 + more;
        asked[scores.length + 2] = Double.POSITIVE_INFINITY;
        Arrays.sort(asked);
        double before = 1;
        for (double score : asked) {
            double p = fit.survival(score);
            assertThat(p).isLessThanOrEqualTo(before).isGreaterThan(0);
            before = p;
        }
    }

    @Test
    void scoresThatAllAgree() {
        TailDistribution fit = TailDistribution.fit(new double[100]);
        assertThat(fit.survival(0)).isEqualTo(1);
        assertThat(fit.survival(1)).isBetween(1e-4, 0.1);
        assertThat(fit.survival(1)).isGreaterThan(fit.survival(2));
    }

    @Test
    void tooFewScoresKnowNothing() {
        TailDistribution fit = TailDistribution.fit(new double[] {1, 2, 3});
        assertThat(fit.count()).isEqualTo(3);
        assertThat(fit.survival(1e6)).isEqualTo(1);
        assertThat(TailDistribution.fit(new double[100]).survival(Double.NaN)).isEqualTo(1);
    }

    @Test
    void doesNotDependOnTheOrderOfTheScores() {
        SplittableRandom random = new SplittableRandom(9);
        double[] rising = draw(700, () -> gpd(random, 0.3));
        Arrays.sort(rising);
        double[] falling = new double[rising.length];
        Arrays.setAll(falling, i -> rising[rising.length - 1 - i]);
        for (double x = 0; x < 40; x += 0.7) {
            assertThat(TailDistribution.fit(falling).survival(x))
                    .isEqualTo(TailDistribution.fit(rising).survival(x));
        }
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (int n : new int[] {0, 19, 20, 300, 3000}) {
            TailDistribution fit = TailDistribution.fit(draw(n, () -> gpd(random, 0.2)));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            fit.write(new DataOutputStream(bytes));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            TailDistribution read = TailDistribution.read(in);
            assertThat(in.available()).isZero();
            assertThat(read.count()).isEqualTo(n);
            for (double x = -1; x < 60; x += 0.37) {
                assertThat(read.survival(x)).isEqualTo(fit.survival(x));
            }
        }
    }
}
