package org.lineside.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationsTest {
    private static List<Calibration.Scored> calls(int count, double scale, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Calibration.Scored> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(new Calibration.Scored("run" + i, 100, new double[] {scale * random.nextGaussian()}));
        }
        return calls;
    }

    private static Calibrations learn(int settled, int provisional) {
        return Calibrations.learn(calls(settled, 1, 1), calls(provisional, 5, 2), s -> Calibration.learn(s, 1));
    }

    /** A deviation of five standard deviations is news on a full reference, and none on one of few passes. */
    @Test
    void whatFewPassesExpectBadlyHidesNothingElsewhere() {
        Calibrations calibrations = learn(400, 400);
        assertThat(calibrations.of(false).pValue(100, 0, 5)).isLessThan(0.001);
        assertThat(calibrations.of(true).pValue(100, 0, 5)).isBetween(0.1, 0.25);
    }

    @Test
    void tooFewOfAKindAreCalibratedOnAll() {
        Calibrations calibrations = learn(400, 99);
        List<Calibration.Scored> all = new ArrayList<>(calls(400, 1, 1));
        all.addAll(calls(99, 5, 2));
        double pooled = Calibration.learn(all, 1).pValue(100, 0, 5);
        assertThat(calibrations.of(true).pValue(100, 0, 5)).isEqualTo(pooled);
        assertThat(calibrations.of(false).pValue(100, 0, 5)).isLessThan(pooled);
    }

    @Test
    void usableAsSoonAsOneKindIsAndTheOtherBorrows() {
        assertThat(learn(20, 0).usable()).isTrue();
        assertThat(learn(10, 9).usable()).isFalse();
    }
}
