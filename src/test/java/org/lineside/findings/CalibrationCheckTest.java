package org.lineside.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.findings.Calibration.Scored;

class CalibrationCheckTest {
    private static final int STATISTICS = 6;

    /** Two calls a train run, with errors that they share; {@code drift} grows with the train run's number. */
    private static List<Scored> history(int runs, double shared, double drift) {
        SplittableRandom random = new SplittableRandom(1);
        List<Scored> calls = new ArrayList<>();
        for (int r = 0; r < runs; r++) {
            double[] common =
                    random.doubles(STATISTICS).map(u -> -Math.log(1 - u)).toArray();
            for (int c = 0; c < 2; c++) {
                double[] scores = new double[STATISTICS];
                for (int k = 0; k < STATISTICS; k++) {
                    scores[k] = shared * common[k] - (1 - shared) * Math.log(1 - random.nextDouble()) + drift * r;
                }
                calls.add(new Scored("run " + r, 200, scores));
            }
        }
        return calls;
    }

    private static Calibration learn(List<Scored> calls) {
        return Calibration.learn(calls, STATISTICS);
    }

    @Test
    void exchangeableTrainRunsHaveUniformPValues() {
        CalibrationCheck check = CalibrationCheck.of(history(300, 0.9, 0), CalibrationCheckTest::learn)
                .orElseThrow();
        assertThat(check.trainRuns()).isEqualTo(300);
        assertThat(check.uniformity().count()).isEqualTo(600);
        assertThat(check.uniformity().pValue()).isGreaterThan(0.05);
        assertThat(check.atOneInAHundred()).isCloseTo(0.01, within(0.012));
    }

    /** Each call is judged by strangers: whoever judges with a calibration that knows the call is found out. */
    @Test
    void noTrainRunJudgesItself() {
        List<Scored> history = history(60, 0.5, 0);
        CalibrationCheck.crossFitted(history, others -> {
            assertThat(others.size()).isLessThan(history.size());
            List<String> names = others.stream().map(Scored::trainRun).toList();
            for (Scored call : history) {
                int there = Collections.frequency(names, call.trainRun());
                assertThat(there).isIn(0, 2);
            }
            return learn(others);
        });
    }

    /** Unlike calibration and calls: judged by weak scores alone, strong ones are far from uniform. */
    @Test
    void whatIsNotUniformIsSaid() {
        List<Scored> history = history(300, 0.5, 0);
        CalibrationCheck check = CalibrationCheck.of(
                        history,
                        others -> learn(others.stream()
                                .map(c -> new Scored(c.trainRun(), c.places(), half(c.scores())))
                                .toList()))
                .orElseThrow();
        assertThat(check.uniformity().pValue()).isLessThan(1e-6);
        assertThat(check.atOneInAHundred()).isGreaterThan(0.02);
        assertThat(check.sentence())
                .contains("600 held-out calls of 300 train runs")
                .contains("D = 0.")
                .endsWith("of them are at most 0.01");
    }

    private static double[] half(double[] scores) {
        double[] half = scores.clone();
        for (int k = 0; k < half.length; k++) {
            half[k] /= 2;
        }
        return half;
    }

    @Test
    void doesNotDependOnTheOrderOfTheCalls() {
        List<Scored> history = history(100, 0.5, 0.01);
        List<Scored> shuffled = new ArrayList<>(history);
        Collections.shuffle(shuffled, new Random(5));
        assertThat(CalibrationCheck.of(shuffled, CalibrationCheckTest::learn))
                .isEqualTo(CalibrationCheck.of(history, CalibrationCheckTest::learn));
    }

    @Test
    void tooShortAHistoryTellsNothing() {
        assertThat(CalibrationCheck.of(history(49, 0.5, 0), CalibrationCheckTest::learn))
                .isEmpty();
    }
}
