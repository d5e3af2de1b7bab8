package org.lineside.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.findings.Calibration.Scored;

class CalibrationTest {
    private static final int STATISTICS = 30;

    /** Scores of a sound call: correlated, of different laws, larger for longer calls; two statistics are counts. */
    private static Scored sound(SplittableRandom random) {
        int samples = random.nextInt(30, 900);
        double shared = random.nextGaussian();
        double[] scores = new double[STATISTICS];
        for (int k = 0; k < STATISTICS; k++) {
            double own = 0.6 * shared + 0.8 * random.nextGaussian();
            scores[k] = switch (k % 3) {
                case 0 -> own + samples / 400.0;
                case 1 -> -3 * Math.log(1 - random.nextDouble());
                default -> Math.exp(own);
            };
        }
        scores[4] = random.nextInt(10) == 0 ? random.nextInt(1, 3) : 0;
        scores[10] = random.nextInt(100) == 0 ? 1 : 0;
        scores[16] = random.nextInt(4) == 0 ? scores[16] : Double.NaN;
        return new Scored("run " + shared, samples, scores);
    }

    private static List<Scored> sound(int calls, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, calls).mapToObj(i -> sound(random)).toList();
    }

    /** What the judge calls the p-value of a call. */
    private static double callPValue(Calibration calibration, Scored call) {
        double least = 1;
        for (int k = 0; k < call.scores().length; k++) {
            if (!Double.isNaN(call.scores()[k])) {
                double p = calibration.pValue(call.places(), k, call.scores()[k]);
                least = Math.min(least, calibration.adjusted(call.places(), k, p));
            }
        }
        return least;
    }

    /** Commons Statistics 1.2, one-sample Kolmogorov-Smirnov; each statistic by itself, over calls of all lengths. */
    @Test
    void pValuesOfExchangeableCallsAreUniform() {
        Calibration calibration = Calibration.learn(sound(6000, 1), STATISTICS);
        List<Scored> fresh = sound(1000, 2);
        for (int k : new int[] {0, 1, 2, 27}) {
            double[] p = fresh.stream()
                    .mapToDouble(c -> calibration.pValue(c.places(), k, c.scores()[k]))
                    .toArray();
            double ks = KolmogorovSmirnovTest.withDefaults()
                    .test(p, x -> Math.clamp(x, 0, 1))
                    .getPValue();
            assertThat(ks).as("statistic %s", k).isGreaterThan(0.005);
        }
    }

    /** The call's p-value accounts for thirty statistics at once: uniform again. */
    @Test
    void adjustedPValuesOfCallsAreUniform() {
        Calibration calibration = Calibration.learn(sound(6000, 3), STATISTICS);
        double[] p = sound(1000, 4).stream()
                .mapToDouble(c -> callPValue(calibration, c))
                .toArray();
        double ks = KolmogorovSmirnovTest.withDefaults()
                .test(p, x -> Math.clamp(x, 0, 1))
                .getPValue();
        assertThat(ks).isGreaterThan(0.005);
    }

    /**
     * Of 20 000 fresh sound calls 1 % may be flagged. The flagged share varies with the calibration sample too: with
     * {@code history} held-out calls by √(0.01·0.99/history). Bounds: four standard deviations of both together.
     */
    @ParameterizedTest
    @ValueSource(ints = {300, 1000, 6000})
    void falseFlagsKeepTheirBudget(int history) {
        Calibration calibration = Calibration.learn(sound(history, 5), STATISTICS);
        long flagged = sound(20_000, 6).stream()
                .filter(c -> callPValue(calibration, c) <= 0.01)
                .count();
        double sd = Math.sqrt(0.01 * 0.99 * (1.0 / 20_000 + 1.0 / history));
        assertThat(flagged / 20_000.0).isBetween(Math.max(0.0005, 0.01 - 4 * sd), 0.01 + 4 * sd);
    }

    /** Weights say who may claim how much of the budget, not how much there is. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.25, 20})
    void weightsKeepTheBudget(double weight) {
        double[] weights = new double[STATISTICS];
        Arrays.setAll(weights, k -> k % 4 == 0 ? weight : 1);
        Calibration calibration = Calibration.learn(sound(6000, 17), weights);
        List<Scored> fresh = sound(20_000, 18);
        double[] p = fresh.stream().mapToDouble(c -> callPValue(calibration, c)).toArray();
        double flagged = Arrays.stream(p).filter(x -> x <= 0.01).count() / 20_000.0;
        double sd = Math.sqrt(0.01 * 0.99 * (1.0 / 20_000 + 1.0 / 6000));
        assertThat(flagged).isBetween(0.01 - 4 * sd, 0.01 + 4 * sd);
        double ks = KolmogorovSmirnovTest.withDefaults()
                .test(Arrays.copyOf(p, 1000), x -> Math.clamp(x, 0, 1))
                .getPValue();
        assertThat(ks).isGreaterThan(0.005);
    }

    /** Of statistics with equal p-values the heavy one is further from usual; only ratios of weights matter. */
    @Test
    void weightIsPower() {
        double[] weights = new double[STATISTICS];
        double[] tenfold = new double[STATISTICS];
        Arrays.setAll(weights, k -> k == 0 ? 1 : 0.25);
        Arrays.setAll(tenfold, k -> k == 0 ? 10 : 2.5);
        Calibration equal = Calibration.learn(sound(3000, 19), STATISTICS);
        Calibration weighted = Calibration.learn(sound(3000, 19), weights);
        Calibration same = Calibration.learn(sound(3000, 19), tenfold);
        double p = 1e-4;
        assertThat(weighted.adjusted(200, 0, p)).isLessThan(equal.adjusted(200, 0, p) / 2);
        assertThat(weighted.adjusted(200, 1, p)).isGreaterThan(equal.adjusted(200, 1, p));
        assertThat(weighted.adjusted(200, 1, p)).isCloseTo(4 * weighted.adjusted(200, 0, p), within(1e-9));
        assertThat(same.adjusted(200, 0, p)).isCloseTo(weighted.adjusted(200, 0, p), within(1e-9));
    }

    /** Long calls look odder by chance; within their stratum they are flagged no more than short ones. */
    @Test
    void lengthIsNoFault() {
        Calibration calibration = Calibration.learn(sound(6000, 7), STATISTICS);
        long[] flagged = new long[2];
        long[] all = new long[2];
        for (Scored c : sound(20_000, 8)) {
            int half = c.places() < 465 ? 0 : 1;
            all[half]++;
            flagged[half] += callPValue(calibration, c) <= 0.05 ? 1 : 0;
        }
        assertThat((double) flagged[0] / all[0]).isBetween(0.03, 0.07);
        assertThat((double) flagged[1] / all[1]).isBetween(0.03, 0.07);
    }

    @Test
    void plainDeviationIsFlagged() {
        Calibration calibration = Calibration.learn(sound(1000, 9), STATISTICS);
        double[] scores = sound(1, 10).getFirst().scores();
        scores[0] = 12;
        assertThat(callPValue(calibration, new Scored("", 200, scores))).isLessThan(0.005);
    }

    @Test
    void doesNotDependOnTheOrderOfTheCalls() {
        List<Scored> history = sound(700, 11);
        Calibration a = Calibration.learn(history, STATISTICS);
        Calibration b = Calibration.learn(history.reversed(), STATISTICS);
        for (Scored c : sound(50, 12)) {
            assertThat(callPValue(a, c)).isEqualTo(callPValue(b, c));
        }
    }

    /** Calls of one length, as timers make them, are one stratum and not several empty ones. */
    @Test
    void callsOfEqualLengthAreUsable() {
        List<Scored> equal = sound(1000, 16).stream()
                .map(c -> new Scored(c.trainRun(), 100, c.scores()))
                .toList();
        assertThat(Calibration.learn(equal, STATISTICS).usable()).isTrue();
        List<Scored> mostly = IntStream.range(0, 1000)
                .mapToObj(i -> new Scored(
                        "run " + i, i < 990 ? 100 : 200 + i, equal.get(i).scores()))
                .toList();
        assertThat(Calibration.learn(mostly, STATISTICS).usable()).isTrue();
    }

    @Test
    void tooShortAHistoryIsNotUsable() {
        assertThat(Calibration.learn(List.of(), STATISTICS).usable()).isFalse();
        assertThat(Calibration.learn(sound(19, 13), STATISTICS).usable()).isFalse();
        assertThat(Calibration.learn(sound(20, 13), STATISTICS).usable()).isTrue();
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        double[] weights = new double[STATISTICS];
        Arrays.setAll(weights, k -> 1.0 / (1 + k));
        Calibration calibration = Calibration.learn(sound(700, 14), weights);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        calibration.write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Calibration read = Calibration.read(in);
        assertThat(in.available()).isZero();
        double[] expected = sound(50, 15).stream()
                .mapToDouble(c -> callPValue(calibration, c))
                .toArray();
        double[] actual =
                sound(50, 15).stream().mapToDouble(c -> callPValue(read, c)).toArray();
        assertThat(Arrays.equals(actual, expected)).isTrue();
    }
}
