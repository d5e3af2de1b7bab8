package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AutoencoderFitTest {
    private static final int INPUTS = 12;
    private static final AutoencoderFit.Options OPTIONS = new AutoencoderFit.Options(40, 4, 16, 5e-3, 0, 0, 11);

    /** Two hidden causes in twelve values, and noise of this deviation: all but two dimensions hold nothing but noise. */
    private static float[][] lowRank(int cases, double noise, long seed) {
        SplittableRandom mixing = new SplittableRandom(1);
        double[][] mix = new double[2][INPUTS];
        for (double[] row : mix) {
            for (int i = 0; i < INPUTS; i++) {
                row[i] = 2 * mixing.nextDouble() - 1;
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        float[][] all = new float[cases][INPUTS];
        for (float[] one : all) {
            double a = 2 * random.nextDouble() - 1;
            double b = 2 * random.nextDouble() - 1;
            for (int i = 0; i < INPUTS; i++) {
                one[i] = (float) (a * mix[0][i] + b * mix[1][i] + noise * random.nextGaussian());
            }
        }
        return all;
    }

    private static DenseAutoencoder fresh() {
        return DenseAutoencoder.random(INPUTS, 10, 2, 2);
    }

    private static double last(AutoencoderFit fit) {
        double least = Double.POSITIVE_INFINITY;
        for (double loss : fit.losses()) {
            least = Math.min(least, loss);
        }
        return least;
    }

    /**
     * Noise of variance 0.01 in the ten dimensions that a code of two can't hold leaves 0.01 / 2 · 10 / 12 = 0.0042, the
     * least there can be but for the chance of the sample; whoever always answers 0 has half the mean square.
     */
    @Test
    void twoCausesPassThroughACodeOfTwo() {
        float[][] validation = lowRank(150, 0.1, 4);
        AutoencoderFit fit = AutoencoderFit.of(lowRank(600, 0.1, 3), validation, OPTIONS, fresh(), null);
        double squares = 0;
        for (float[] one : validation) {
            for (float v : one) {
                squares += v * v;
            }
        }
        assertThat(squares / (2 * INPUTS * validation.length)).isGreaterThan(0.05);
        assertThat(last(fit)).isBetween(0.0035, 0.009);
    }

    @Test
    void stopsWhereNothingIsGained() {
        float[][] noise = lowRank(60, 3, 5);
        AutoencoderFit fit = AutoencoderFit.of(
                noise, lowRank(60, 3, 6), new AutoencoderFit.Options(500, 4, 16, 5e-3, 0, 0, 11), fresh(), null);
        assertThat(fit.epochs()).isLessThan(200);
        int best = 0;
        for (int e = 1; e < fit.losses().length; e++) {
            best = fit.losses()[e] < fit.losses()[best] ? e : best;
        }
        // Gains of less than the least that counts may still come after the epoch that is kept.
        assertThat(fit.epochs() - best).isLessThanOrEqualTo(4);
        assertThat(fit.losses()).hasSize(fit.epochs() + 1);
    }

    @Test
    void endsAtTheMostEpochs() {
        AutoencoderFit fit = AutoencoderFit.of(
                lowRank(200, 0.1, 3),
                lowRank(50, 0.1, 4),
                new AutoencoderFit.Options(2, 4, 16, 5e-3, 0, 0, 11),
                fresh(),
                null);
        assertThat(fit.epochs()).isEqualTo(2);
    }

    /** The second run finds the code compiled that the first one ran interpreted. */
    @Test
    void sameCasesGiveTheSameBytesInAnyThread() throws Exception {
        AutoencoderFit.Options options = new AutoencoderFit.Options(12, 4, 16, 5e-3, 0.2, 0.05, 11);
        Callable<byte[]> fit = () -> DenseAutoencoderTest.bytes(
                AutoencoderFit.of(lowRank(400, 0.1, 3), lowRank(80, 0.1, 4), options, fresh(), null)
                        .network());
        byte[] alone = fit.call();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (Future<byte[]> other : two.invokeAll(List.of(fit, fit, fit))) {
                assertThat(other.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void goesOnFromWhatIsKnownWhereThatIsBetter() {
        float[][] training = lowRank(400, 0.1, 3);
        float[][] validation = lowRank(100, 0.1, 4);
        AutoencoderFit first = AutoencoderFit.of(training, validation, OPTIONS, fresh(), null);
        AutoencoderFit second = AutoencoderFit.of(training, validation, OPTIONS, fresh(), first.network());
        assertThat(second.losses()[0]).isEqualTo(last(first));
        assertThat(second.epochs()).isLessThan(first.epochs());
        assertThat(last(second)).isLessThanOrEqualTo(last(first));
        // Worse than nothing, or of another shape: begin anew.
        float[] absurd = first.network().weights().clone();
        for (int k = 0; k < absurd.length; k++) {
            absurd[k] *= 50;
        }
        for (DenseAutoencoder useless :
                List.of(first.network().with(absurd), DenseAutoencoder.random(INPUTS, 9, 2, 1))) {
            AutoencoderFit anew = AutoencoderFit.of(training, validation, OPTIONS, fresh(), useless);
            assertThat(DenseAutoencoderTest.bytes(anew.network()))
                    .isEqualTo(DenseAutoencoderTest.bytes(first.network()));
        }
    }

    /** One case in twenty is of another kind; trimmed, it is not learned, so it goes on being given back badly. */
    @Test
    void whatIsGivenBackWorstIsNotLearned() {
        float[][] training = lowRank(600, 0.1, 3);
        for (int k = 0; k < training.length; k += 20) {
            for (int i = 0; i < INPUTS; i++) {
                training[k][i] = i % 2 == 0 ? 2 : -2;
            }
        }
        double untrimmed = odd(training, 0);
        double trimmed = odd(training, 0.1);
        assertThat(trimmed).isGreaterThan(1);
        assertThat(untrimmed).isLessThan(trimmed / 3);
    }

    private static double odd(float[][] training, double trimmed) {
        AutoencoderFit fit = AutoencoderFit.of(
                training,
                lowRank(150, 0.1, 4),
                new AutoencoderFit.Options(60, 60, 16, 5e-3, 0, trimmed, 11),
                fresh(),
                null);
        DenseAutoencoder.Workspace workspace = fit.network().workspace();
        fit.network().reconstruct(training[0], workspace);
        return fit.network().loss(training[0], workspace);
    }
}
