package org.lineside.detection.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
    /** 20 000 values: the standard error of an autocorrelation is 1/√n = 0.007; clipping takes a little of the variance. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.6, 0.8})
    void autoregressionIsRecoveredThroughAShift(double rho) {
        float[] values = RandomCalls.autoregression(20_000, rho, new SplittableRandom(3));
        for (int i = 5000; i < 9000; i++) {
            values[i] += 10;
        }
        Noise noise = Noise.of(values);
        assertThat(noise.rho()).isCloseTo(rho, within(0.04));
        assertThat(noise.variance()).isCloseTo(1, within(0.15));
    }

    /** Var(mean) = σ²/n² Σ ρ^|i−j|, summed in full. */
    @Test
    void varianceOfMeanIsTheDoubleSum() {
        for (double rho : new double[] {0, 0.4, 0.9}) {
            for (int n : new int[] {1, 2, 5, 48}) {
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        sum += Math.pow(rho, Math.abs(i - j));
                    }
                }
                assertThat(new Noise(2.5, rho).varianceOfMean(n)).isCloseTo(2.5 * sum / n / n, within(1e-9));
            }
        }
    }

    @Test
    void constantSeriesHasTheNoiseTheReferenceExpects() {
        assertThat(Noise.of(new float[20])).isEqualTo(new Noise(0.5, 0));
    }
}
