package org.lineside.detection.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LevelShiftTest {
    /** The definition, every window summed anew. */
    private static double naive(float[] values, boolean upOnly, double margin) {
        int n = 0;
        for (float v : values) {
            n += Float.isNaN(v) ? 0 : 1;
        }
        float[] present = new float[n];
        n = 0;
        for (float v : values) {
            if (!Float.isNaN(v)) {
                present[n++] = v;
            }
        }
        Noise noise = Noise.of(present);
        float[] sorted = present.clone();
        Arrays.sort(sorted);
        double centre = (sorted[(n - 1) / 2] + (double) sorted[n / 2]) / 2;
        double best = Double.NEGATIVE_INFINITY;
        for (int length : new int[] {3, 6, 12, 24, 48}) {
            for (int from = 0; from + length <= values.length; from++) {
                double sum = 0;
                int m = 0;
                for (int i = from; i < from + length; i++) {
                    if (!Float.isNaN(values[i])) {
                        sum += Math.max(-8, Math.min(8, values[i] - centre));
                        m++;
                    }
                }
                if (2 * length <= values.length && m > 0 && m >= 0.6 * length) {
                    double size = upOnly ? sum / m : Math.abs(sum / m);
                    best = Math.max(best, (size - margin) / Math.sqrt(noise.varianceOfMean(m)));
                }
            }
        }
        return best;
    }

    @Property(seed = "20261101", tries = 200)
    void agreesWithTheDefinition(@ForAll @IntRange(min = 16, max = 130) int n, @ForAll @IntRange(max = 9999) int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = RandomCalls.autoregression(n, 0.5, random);
        for (int i = 0; i < n / 8; i++) {
            values[random.nextInt(n)] = i % 3 == 0 ? 30 : Float.NaN;
        }
        float[] present = values.clone();
        int measured = 0;
        for (float v : present) {
            measured += Float.isNaN(v) ? 0 : 1;
        }
        if (measured < 16) {
            assertThat(LevelShift.find(values, false, 0)).isEmpty();
        } else {
            assertThat(LevelShift.find(values, false, 0.7).orElseThrow().score())
                    .isCloseTo(naive(values, false, 0.7), within(1e-4));
            assertThat(LevelShift.find(values, true, 0).orElseThrow().score())
                    .isCloseTo(naive(values, true, 0), within(1e-4));
        }
    }

    /** Swapping the sign of everything changes nothing but what a search for rises finds. */
    @Property(seed = "20261101", tries = 50)
    void signDoesNotMatter(@ForAll @IntRange(max = 9999) int seed) {
        float[] values = RandomCalls.autoregression(90, 0.3, new SplittableRandom(seed));
        float[] turned = new float[values.length];
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -values[i];
        }
        assertThat(LevelShift.find(turned, false, 0)).isEqualTo(LevelShift.find(values, false, 0));
    }

    @Test
    void nothingInNothing() {
        assertThat(LevelShift.find(new float[0], false, 0)).isEmpty();
        assertThat(LevelShift.find(new float[15], false, 0)).isEmpty();
        float[] missing = new float[200];
        Arrays.fill(missing, Float.NaN);
        assertThat(LevelShift.find(missing, false, 0)).isEmpty();
        assertThat(LevelShift.find(new float[100], false, 0).orElseThrow().score())
                .isZero();
    }

    /** Shadowing wanders: scores of an autoregression must not be those of white noise many times over. */
    @Test
    void driftOfShadowingDoesNotFire() {
        int white = 0;
        int wandering = 0;
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            white += score(RandomCalls.autoregression(200, 0, random)) > 4.5 ? 1 : 0;
            wandering += score(RandomCalls.autoregression(200, 0.7, random)) > 4.5 ? 1 : 0;
        }
        assertThat(white).isBetween(1, 40);
        assertThat(wandering).isLessThanOrEqualTo(white + 40);
    }

    private static double score(float[] values) {
        return LevelShift.find(values, false, 0).orElseThrow().score();
    }
}
