package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.descriptive.Median;
import org.junit.jupiter.api.Test;

class RobustTest {
    /** Commons Statistics 1.2, {@code Median.withDefaults().evaluate(double[])}. */
    @Property(seed = "20261101")
    void medianAgreesWithCommonsStatistics(@ForAll @Size(max = 40) short[] raw) {
        float[] values = new float[raw.length];
        double[] exact = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            values[i] = raw[i] / 8f;
            exact[i] = values[i];
        }
        double expected = Median.withDefaults().evaluate(exact);
        assertThat(Double.valueOf(Robust.median(values))).isEqualTo(Double.valueOf(expected));
    }

    @Test
    void medianLeavesOutWhatIsMissingAndTheArrayAsItIs() {
        float[] values = {Float.NaN, 3, 1, Float.NaN, 2};
        float[] before = values.clone();
        assertThat(Robust.median(values)).isEqualTo(2);
        assertThat(values).isEqualTo(before);
        assertThat(Robust.median(new float[] {Float.NaN})).isNaN();
        assertThat(Robust.median(new float[0])).isNaN();
    }

    @Test
    void medianInPlaceTouchesItsRangeOnly() {
        float[] values = {9, 4, 2, 3, 0};
        assertThat(Robust.medianInPlace(values, 1, 4)).isEqualTo(3);
        assertThat(values[0]).isEqualTo(9);
        assertThat(values[4]).isEqualTo(0);
        assertThat(Robust.medianInPlace(values, 2, 2)).isNaN();
    }

    /** The definition as a plain loop, its median from Commons Statistics 1.2. */
    @Property(seed = "20261101")
    void spreadAgreesWithTheDefinition(
            @ForAll @Size(min = 1, max = 30) short[] raw, @ForAll @DoubleRange(min = -50, max = 50) double centre) {
        float[] values = new float[raw.length];
        double[] deviation = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            values[i] = raw[i] / 16f;
            deviation[i] = Math.abs(values[i] - centre);
        }
        double expected = 1.4826 * Median.withDefaults().evaluate(deviation);
        assertThat(Robust.spread(values, centre)).isCloseTo(expected, within(1e-3 + 1e-4 * expected));
    }

    @Property
    void aSummarySaysWhatItsPartsSay(@ForAll @Size(max = 40) short[] raw) {
        float[] values = new float[raw.length + 1];
        for (int i = 0; i < raw.length; i++) {
            values[i] = raw[i] / 7f;
        }
        values[raw.length] = Float.NaN;
        Robust.Summary summary = Robust.Summary.of(values);
        assertThat(Double.valueOf(summary.median())).isEqualTo(Double.valueOf(Robust.median(values)));
        assertThat(Double.valueOf(summary.spread())).isEqualTo(Double.valueOf(Robust.spread(values, summary.median())));
        assertThat(summary.known()).hasSize(raw.length);
    }

    /** 200 000 draws of N(3, 2²) have this spread to 1 %: standard error of the MAD estimate 0.0026 (2·1.17/√(2n)·…). */
    @Test
    void spreadEstimatesTheStandardDeviationOfNormalSamples() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[200_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (3 + 2 * random.nextGaussian());
        }
        assertThat(Robust.spread(values, Robust.median(values))).isCloseTo(2, within(0.03));
        assertThat(Robust.winsorizedSd(values, 6)).isCloseTo(2, within(0.03));
    }

    /** By hand: median 0, MAD 1, bound 3·1.4826 = 4.4478; drawn in, the values are −2 −1 0 0 1 1 4.4478. */
    @Test
    void winsorizedSdByHand() {
        float[] values = {-2, -1, 0, 0, 1, 1, 1000};
        double[] drawnIn = {-2, -1, 0, 0, 1, 1, 3 * 1.482602218505602};
        double mean = Arrays.stream(drawnIn).average().orElseThrow();
        double sum = Arrays.stream(drawnIn).map(d -> (d - mean) * (d - mean)).sum();
        assertThat(Robust.winsorizedSd(values, 3)).isCloseTo(Math.sqrt(sum / 6), within(1e-9));
    }

    @Test
    void winsorizedSdOfMostlyEqualValuesIsNotZero() {
        assertThat(Robust.spread(new float[] {0, 0, 0, 0, 5}, 0)).isZero();
        assertThat(Robust.winsorizedSd(new float[] {0, 0, 0, 0, 5}, 3)).isGreaterThan(1);
        assertThat(Robust.winsorizedSd(new float[] {1}, 3)).isNaN();
        assertThat(Robust.winsorizedSd(new float[] {1, Float.NaN}, 3)).isNaN();
        assertThat(Robust.winsorizedSd(new float[] {4, 4}, 3)).isZero();
    }

    @Property(seed = "20261101")
    void spreadFollowsScaleAndNotPlace(
            @ForAll @Size(min = 3, max = 20) byte[] raw, @ForAll @IntRange(min = -64, max = 64) int shift) {
        float[] values = new float[raw.length];
        float[] moved = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            values[i] = raw[i];
            moved[i] = 2 * raw[i] + shift;
        }
        double scaled = 2 * Robust.winsorizedSd(values, 3);
        assertThat(Robust.winsorizedSd(moved, 3)).isCloseTo(scaled, within(1e-5 * (1 + scaled)));
    }

    /** With whole weights it is the lower median of the values repeated as often. */
    @Test
    void weightedMedianRepeatsValues() {
        assertThat(Robust.weightedMedian(new double[] {5, 1, 3, Double.NaN}, new double[] {1, 2, 4, 100}))
                .isEqualTo(3);
        assertThat(Robust.weightedMedian(new double[] {5, 1, 3}, new double[] {9, 2, 4}))
                .isEqualTo(5);
        assertThat(Robust.weightedMedian(new double[] {7, 2}, new double[] {1, 1}))
                .isEqualTo(2);
        assertThat(Robust.weightedMedian(new double[] {7, 2}, new double[] {0, 0}))
                .isNaN();
        assertThat(Robust.weightedMedian(new double[0], new double[0])).isNaN();
    }
}
