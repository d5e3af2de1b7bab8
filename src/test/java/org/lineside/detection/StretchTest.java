package org.lineside.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final double MIN_EFFECT = 3;

    private static float[] noise(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] residual = new float[n];
        for (int i = 0; i < n; i++) {
            residual[i] = (float) random.nextGaussian();
        }
        return residual;
    }

    @Property(seed = "20261101", tries = 100)
    void shiftIsFoundWithItsEnds(
            @ForAll @IntRange(min = 5, max = 60) int from,
            @ForAll @IntRange(min = 8, max = 40) int length,
            @ForAll @IntRange(max = 1000) int seed) {
        float[] residual = noise(110, seed);
        for (int i = 0; i < residual.length; i++) {
            // Five standard deviations within half of the smallest effect: no noise can move an end.
            residual[i] *= 0.3f;
        }
        for (int i = from; i < from + length; i++) {
            residual[i] -= 9;
        }
        List<Window> runs = Stretch.all(residual, MIN_EFFECT);
        assertThat(runs).hasSize(1);
        Window run = runs.getFirst();
        assertThat(run.from()).isEqualTo(from);
        assertThat(run.to()).isEqualTo(from + length);
        assertThat(run.mean()).isCloseTo(-9, within(0.5));
    }

    @Test
    void bothSignsAndSeveralRuns() {
        float[] residual = new float[100];
        Arrays.fill(residual, 10, 20, -8);
        Arrays.fill(residual, 40, 50, 8);
        Arrays.fill(residual, 70, 80, -8);
        assertThat(Stretch.all(residual, MIN_EFFECT))
                .extracting(Window::from, Window::to, Window::mean)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(10, 20, -8.0),
                        org.assertj.core.groups.Tuple.tuple(40, 50, 8.0),
                        org.assertj.core.groups.Tuple.tuple(70, 80, -8.0));
    }

    @Test
    void missingPlacesDoNotBreakARun() {
        float[] residual = new float[60];
        Arrays.fill(residual, 20, 40, -8);
        Arrays.fill(residual, 28, 32, Float.NaN);
        List<Window> runs = Stretch.all(residual, MIN_EFFECT);
        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst().from()).isEqualTo(20);
        assertThat(runs.getFirst().to()).isEqualTo(40);
        assertThat(runs.getFirst().mean()).isEqualTo(-8);
    }

    @Test
    void nothingInNothing() {
        assertThat(Stretch.all(new float[0], MIN_EFFECT)).isEmpty();
        assertThat(Stretch.all(new float[50], MIN_EFFECT)).isEmpty();
        float[] missing = new float[50];
        Arrays.fill(missing, Float.NaN);
        assertThat(Stretch.all(missing, MIN_EFFECT)).isEmpty();
    }

    /**
     * The definition as written: from every place on, the sum of gains as long as it stays above 0 and within four
     * smallest effects of its peak; the run ends at the peak; the next search begins behind where the sum broke off.
     */
    private static List<Window> naive(float[] residual, double minEffect) {
        List<Window> runs = new ArrayList<>();
        for (int sign : new int[] {-1, 1}) {
            for (int i = 0; i < residual.length; i++) {
                double[] sums = new double[residual.length + 1];
                int broke = residual.length;
                int peak = i;
                for (int j = i; j < residual.length; j++) {
                    double gain = Float.isNaN(residual[j]) ? 0 : sign * residual[j] - minEffect / 2;
                    sums[j + 1] = sums[j] + Math.min(minEffect, gain);
                    if (sums[j + 1] > sums[peak]) {
                        peak = j + 1;
                    }
                    if (sums[j + 1] <= 0 || sums[j + 1] < sums[peak] - 4 * minEffect) {
                        broke = j;
                        break;
                    }
                }
                double mean = mean(residual, i, peak);
                if (peak - i >= 3 && Math.abs(mean) >= minEffect) {
                    runs.add(new Window(i, peak, mean, 0));
                }
                i = broke;
            }
        }
        return runs;
    }

    private static double mean(float[] residual, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            sum += Float.isNaN(residual[i]) ? 0 : residual[i];
            n += Float.isNaN(residual[i]) ? 0 : 1;
        }
        return n == 0 ? 0 : sum / n;
    }

    @Property(seed = "20261101")
    void allAgreesWithTheDefinition(@ForAll @Size(max = 80) int[] raw) {
        float[] residual = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            int value = Math.floorMod(raw[i], 26) - 12;
            residual[i] = value == 13 ? Float.NaN : value;
        }
        assertThat(Stretch.all(residual, MIN_EFFECT)).isEqualTo(naive(residual, MIN_EFFECT));
    }

    @Test
    void windowGrowsToTheWholeDeviation() {
        float[] residual = noise(200, 4);
        for (int i = 50; i < 120; i++) {
            residual[i] -= 10;
        }
        Window seen = new Window(80, 86, -10, 9);
        Window stretch = Stretch.around(seen, residual, MIN_EFFECT);
        assertThat(stretch.from()).isBetween(49, 51);
        assertThat(stretch.to()).isBetween(119, 121);
        assertThat(stretch.mean()).isCloseTo(-10, within(0.5));
        assertThat(stretch.score()).isEqualTo(9);
    }

    @Test
    void windowShrinksToAShortDeviation() {
        float[] residual = new float[200];
        Arrays.fill(residual, 90, 96, 12);
        Window stretch = Stretch.around(new Window(64, 128, 12.0 * 6 / 64, 1), residual, MIN_EFFECT);
        assertThat(stretch.from()).isEqualTo(90);
        assertThat(stretch.to()).isEqualTo(96);
    }
}
