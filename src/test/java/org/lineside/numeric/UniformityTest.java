package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniformityTest {
    private static final double[] SIXTEEN = {
        0.02, 0.05, 0.11, 0.13, 0.2, 0.23, 0.31, 0.33, 0.38, 0.41, 0.47, 0.52, 0.59, 0.66, 0.71, 0.88
    };

    /** scipy 1.17.1, kstest(p, 'uniform'): D = 0.23, p = 0.3154; kstest(p**2, 'uniform'): D = 0.4796, p = 0.000661. */
    @Test
    void agreesWithScipy() {
        Uniformity u = Uniformity.of(SIXTEEN, SIXTEEN.length);
        assertThat(u.count()).isEqualTo(16);
        assertThat(u.distance()).isCloseTo(0.23, within(1e-12));
        assertThat(u.pValue()).isCloseTo(0.31540637922671344, within(0.01));
        Uniformity squared =
                Uniformity.of(Arrays.stream(SIXTEEN).map(p -> p * p).toArray(), SIXTEEN.length);
        assertThat(squared.distance()).isCloseTo(0.4796, within(1e-12));
        assertThat(squared.pValue()).isCloseTo(0.0006606743082613331, within(0.0002));
    }

    /** scipy 1.17.1, kstwo.sf(d, n): what so large a distance is worth where n cases are independent. */
    @ParameterizedTest
    @CsvSource({"100, 0.1, 0.2526927570063874", "373, 0.0703, 0.047718047225247306", "20, 0.3, 0.04306706665851623"})
    void countsIndependentCasesAlone(double independent, double distance, double p) {
        // A thousand cases that all lie too low by the distance.
        double[] shifted = new double[1000];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = Math.max(0, (i + 1.0) / shifted.length - distance);
        }
        Uniformity u = Uniformity.of(shifted, independent);
        assertThat(u.distance()).isCloseTo(distance, within(1e-12));
        assertThat(u.pValue()).isCloseTo(p, within(0.005));
    }

    /** Commons Statistics 1.2, one-sample, exact. */
    @Test
    void agreesWithCommonsStatistics() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {5, 20, 100, 500}) {
            double[] p = random.doubles(n).toArray();
            var expected = KolmogorovSmirnovTest.withDefaults().test(p, x -> Math.clamp(x, 0, 1));
            Uniformity u = Uniformity.of(p, n);
            assertThat(u.distance()).isCloseTo(expected.getStatistic(), within(1e-12));
            assertThat(u.pValue()).isCloseTo(expected.getPValue(), within(0.02));
        }
    }

    /** Two calls of each train that agree wholly: counted as calls they seem far too often not uniform, as trains not. */
    @Test
    void pairsThatAgreeAreOneCase() {
        SplittableRandom random = new SplittableRandom(2);
        int byTrains = 0;
        int byCalls = 0;
        for (int i = 0; i < 1000; i++) {
            double[] trains = random.doubles(60).toArray();
            double[] calls = new double[120];
            for (int k = 0; k < calls.length; k++) {
                calls[k] = trains[k / 2];
            }
            byTrains += Uniformity.of(calls, 60).pValue() <= 0.05 ? 1 : 0;
            byCalls += Uniformity.of(calls, 120).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(byTrains / 1000.0).isBetween(0.03, 0.07);
        assertThat(byCalls / 1000.0).isGreaterThan(0.15);
    }

    /** Ranks among others are as uneven as both samples: of 1000 such tests 5 % call it not uniform. */
    @Test
    void judgesAreASampleToo() {
        SplittableRandom random = new SplittableRandom(3);
        double worth = Uniformity.independent(100, 200);
        assertThat(worth).isCloseTo(100.0 * 200 / 300, within(1e-12));
        int rejected = 0;
        for (int i = 0; i < 1000; i++) {
            double[] judges = random.doubles(200).sorted().toArray();
            double[] p = random.doubles(100)
                    .map(x -> (1.0 + Arrays.stream(judges).filter(j -> j <= x).count()) / 201)
                    .toArray();
            rejected += Uniformity.of(p, worth).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat(rejected / 1000.0).isBetween(0.03, 0.07);
    }

    @Test
    void nothingIsNoEvidence() {
        assertThat(Uniformity.of(new double[0], 10).distance()).isNaN();
    }
}
