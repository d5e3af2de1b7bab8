package org.lineside.detection.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.intake.Profiles;
import org.lineside.numeric.DenseAutoencoder;

/** Windows, errors and runs against plain loops. */
class ErrorsTest {
    private static final Features FEATURES = Features.of(Profiles.load("gsm-r"));
    private static final float[] USUAL = {1, 2, 0.5f, 0.25f, 3, 1};
    private static final DenseAutoencoder NETWORK = DenseAutoencoder.random(Windows.inputs(FEATURES), 7, 3, 5);

    /** Values of which one in {@code missing} is missing. */
    private static float[][] standard(int places, int missing, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] standard = new float[FEATURES.size()][places];
        for (float[] feature : standard) {
            for (int k = 0; k < places; k++) {
                feature[k] = random.nextInt(missing) == 0 ? Float.NaN : (float) (4 * random.nextGaussian());
            }
        }
        return standard;
    }

    private static Scaling scaling(float[][] standard) {
        return Scaling.learn(List.<float[][]>of(standard), FEATURES);
    }

    /** What a window holds at block and feature, in plain words: scaled, clipped, mean of two places. */
    private static double value(float[][] standard, Scaling scaling, int from, int block, int feature) {
        double sum = 0;
        int n = 0;
        for (int k = from + 2 * block; k < from + 2 * block + 2; k++) {
            double v = standard[feature][k] / scaling.scale()[feature];
            if (!Double.isNaN(v)) {
                boolean level = feature < 2;
                boolean quality = feature == 2 || feature == 3;
                sum += Math.min(level ? 2 : 6, Math.max(quality ? -1 : -6, v));
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void errorsAgreeWithPlainLoops(int missing) {
        float[][] standard = standard(61, missing, missing);
        Scaling scaling = scaling(standard);
        Errors errors = Errors.of(Windows.of(standard, scaling), FEATURES, NETWORK, USUAL);
        assertThat(errors.starts()).startsWith(0, 4, 8).endsWith(48, 49).hasSize(14);
        int skipped = 0;
        for (int w = 0; w < errors.starts().length; w++) {
            float[] x = new float[36];
            for (int i = 0; i < 36; i++) {
                x[i] = (float) value(standard, scaling, errors.starts()[w], i / 6, i % 6);
            }
            float[] back = NETWORK.reconstruct(x, NETWORK.workspace());
            int[][] groups = {{0, 1}, {2, 3}, {4}};
            for (int g = 0; g < 3; g++) {
                double sum = 0;
                int n = 0;
                for (int b = 0; b < 6; b++) {
                    for (int f : groups[g]) {
                        double error = back[b * 6 + f] - x[b * 6 + f];
                        sum += Double.isNaN(error) ? 0 : error * error / USUAL[f];
                        n += Double.isNaN(error) ? 0 : 1;
                    }
                }
                if (n < 3 * groups[g].length) {
                    assertThat(errors.total()[g][w]).isNaN();
                    skipped++;
                } else {
                    assertThat((double) errors.total()[g][w]).isCloseTo(sum / n, within(1e-3 * sum / n));
                    double parts = 0;
                    for (int f : groups[g]) {
                        parts += errors.part(new Errors.Run(g, w, w + 1, 0), f);
                    }
                    assertThat(parts).isCloseTo(errors.total()[g][w], within(1e-4 * parts));
                }
            }
        }
        assertThat(skipped > 0).isEqualTo(missing == 2);
    }

    @Test
    void aFeatureThatIsNeverMeasuredIsNotAskedFor() {
        float[][] standard = standard(40, 1000, 4);
        java.util.Arrays.fill(standard[1], Float.NaN);
        Errors errors = Errors.of(Windows.of(standard, scaling(standard)), FEATURES, NETWORK, USUAL);
        for (float total : errors.total()[0]) {
            assertThat(total).isFinite();
        }
        assertThat(errors.part(new Errors.Run(0, 0, errors.starts().length, 0), 1))
                .isZero();
        java.util.Arrays.fill(standard[0], Float.NaN);
        Errors without = Errors.of(Windows.of(standard, scaling(standard)), FEATURES, NETWORK, USUAL);
        assertThat(without.worst(0, 1, 2)).isEmpty();
        assertThat(without.worst(1, 1, 2)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11})
    void shortCallsHaveNoWindows(int places) {
        float[][] standard = standard(places, 1000, 5);
        Errors errors = Errors.of(Windows.of(standard, scaling(standard(40, 1000, 4))), FEATURES, NETWORK, USUAL);
        assertThat(errors.starts()).isEmpty();
        assertThat(errors.worst(0, 1, 2)).isEmpty();
    }

    /** Against every choice of runs: the largest mean, then the largest that does not lie on it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void worstRunsAgreeWithPlainLoops(int length) {
        float[][] standard = standard(220, 3, 6);
        Errors errors = Errors.of(Windows.of(standard, scaling(standard)), FEATURES, NETWORK, USUAL);
        List<Errors.Run> all = new ArrayList<>();
        for (int w = 0; w + length <= errors.starts().length; w++) {
            double sum = 0;
            for (int k = w; k < w + length; k++) {
                sum += errors.total()[0][k];
            }
            all.add(new Errors.Run(0, w, w + length, sum / length));
        }
        Errors.Run first =
                all.stream().reduce((a, b) -> b.error() > a.error() ? b : a).orElseThrow();
        Errors.Run second = all.stream()
                .filter(r ->
                        errors.toPlace(r) <= errors.fromPlace(first) || errors.toPlace(first) <= errors.fromPlace(r))
                .reduce((a, b) -> b.error() > a.error() ? b : a)
                .orElseThrow();
        assertThat(errors.worst(0, length, 2)).containsExactly(first, second);
        assertThat(errors.worst(0, length, 100)).hasSizeLessThanOrEqualTo(220 / (8 + 4 * length));
    }
}
