package org.lineside.numeric;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Trains a {@link DenseAutoencoder}: denoising (Vincent et al., JMLR 11, 2010), by Adam (Kingma and Ba, ICLR 2015) in small
 * batches, until the error on cases that are not trained on falls no further (early stopping; Prechelt 1998). Cases that the
 * network gives back worst are not learned from (trimmed loss, in the manner of Rousseeuw's least trimmed squares): what is
 * called usual may hold some that is not. One thread, fixed seed: the same cases give the same network to the bit.
 *
 * @param network the network of the epoch that did best
 * @param epochs epochs trained
 * @param losses validation loss before the first epoch and after each, as {@link DenseAutoencoder#loss}, trimmed
 */
public record AutoencoderFit(DenseAutoencoder network, int epochs, double[] losses) {
    private static final double DECAY = 0.9;
    private static final double SQUARE_DECAY = 0.999;
    private static final double TINY = 1e-8;
    /** An epoch that gains less than this share of the loss has not gained. */
    private static final double LEAST_GAIN = 2e-3;

    /**
     * How to train.
     *
     * @param maxEpochs most passes over the cases
     * @param patience epochs without a gain after which it ends
     * @param batch cases per step
     * @param rate size of a step, as Adam's α
     * @param dropped share 0..1 of the values hidden from the network, which it is to give back all the same
     * @param trimmed share 0..1 of the cases, those given back worst, that nothing is learned from
     * @param seed seed of order and hiding
     */
    public record Options(
            int maxEpochs, int patience, int batch, double rate, double dropped, double trimmed, long seed) {}

    /**
     * Trains.
     *
     * @param training cases to learn from: values per input, NaN where missing
     * @param validation cases that tell when to stop
     * @param fresh a network that has learned nothing
     * @param earlier one to go on from if it is of the same shape and does better than the fresh one; may be null
     */
    public static AutoencoderFit of(
            float[][] training,
            float[][] validation,
            Options options,
            DenseAutoencoder fresh,
            @Nullable DenseAutoencoder earlier) {
        double before = loss(fresh, validation, options.trimmed);
        DenseAutoencoder start = fresh;
        if (earlier != null && earlier.sameShape(fresh)) {
            double known = loss(earlier, validation, options.trimmed);
            if (known < before) {
                before = known;
                start = earlier;
            }
        }
        return new Descent(training, start, options).until(validation, before);
    }

    /** Mean loss of the cases but the worst. */
    private static double loss(DenseAutoencoder network, float[][] cases, double trimmed) {
        DenseAutoencoder.Workspace workspace = network.workspace();
        double[] losses = new double[cases.length];
        for (int k = 0; k < losses.length; k++) {
            network.reconstruct(cases[k], workspace);
            losses[k] = network.loss(cases[k], workspace);
        }
        Arrays.sort(losses);
        int kept = kept(losses.length, trimmed);
        double sum = 0;
        for (int k = 0; k < kept; k++) {
            sum += losses[k];
        }
        return kept == 0 ? 0 : sum / kept;
    }

    private static int kept(int cases, double trimmed) {
        return cases - (int) (cases * trimmed);
    }

    /** The state of a training on its way. */
    private static final class Descent {
        private final float[][] cases;
        private final Options options;
        private final DenseAutoencoder network;
        private final DenseAutoencoder.Workspace workspace;
        private final float[] weights;
        private final float[] gradient;
        private final float[] mean;
        private final float[] square;
        private final float[] hidden;
        private final double[] losses;
        private final int[] order;
        private final SplittableRandom random;
        private double meanPower = 1;
        private double squarePower = 1;
        private double worstLearned = Double.POSITIVE_INFINITY;

        Descent(float[][] cases, DenseAutoencoder start, Options options) {
            this.cases = cases;
            this.options = options;
            this.weights = start.weights().clone();
            this.network = start.with(weights);
            this.workspace = network.workspace();
            this.gradient = new float[weights.length];
            this.mean = new float[weights.length];
            this.square = new float[weights.length];
            this.hidden = new float[network.inputs()];
            this.losses = new double[cases.length];
            this.order = new int[cases.length];
            Arrays.setAll(order, k -> k);
            this.random = new SplittableRandom(options.seed);
        }

        AutoencoderFit until(float[][] validation, double before) {
            double[] history = new double[options.maxEpochs + 1];
            history[0] = before;
            float[] best = weights.clone();
            double least = before;
            int epoch = 0;
            int gained = 0;
            while (epoch < options.maxEpochs && epoch - gained < options.patience) {
                epoch();
                epoch++;
                history[epoch] = loss(network, validation, options.trimmed);
                if (history[epoch] < least * (1 - LEAST_GAIN)) {
                    least = history[epoch];
                    gained = epoch;
                    best = weights.clone();
                }
            }
            return new AutoencoderFit(network.with(best), epoch, Arrays.copyOf(history, epoch + 1));
        }

        private void epoch() {
            shuffle();
            for (int from = 0; from < order.length; from += options.batch) {
                int learned = 0;
                for (int k = from; k < Math.min(order.length, from + options.batch); k++) {
                    learned += learn(order[k]) ? 1 : 0;
                }
                if (learned > 0) {
                    step(1f / learned);
                }
            }
            double[] sorted = losses.clone();
            Arrays.sort(sorted);
            worstLearned = sorted.length == 0 ? 0 : sorted[Math.max(0, kept(sorted.length, options.trimmed) - 1)];
        }

        private void shuffle() {
            for (int k = order.length - 1; k > 0; k--) {
                int other = random.nextInt(k + 1);
                int mine = order[k];
                order[k] = order[other];
                order[other] = mine;
            }
        }

        /** Adds the gradient of one case, unless it was among the worst of what the last epoch saw. */
        private boolean learn(int index) {
            float[] target = cases[index];
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = random.nextDouble() < options.dropped ? 0 : target[i];
            }
            network.reconstruct(hidden, workspace);
            losses[index] = network.loss(target, workspace);
            boolean learned = losses[index] <= worstLearned;
            if (learned) {
                network.addGradient(target, workspace, gradient);
            }
            return learned;
        }

        private void step(float share) {
            meanPower *= DECAY;
            squarePower *= SQUARE_DECAY;
            double rate = options.rate * Math.sqrt(1 - squarePower) / (1 - meanPower);
            for (int k = 0; k < weights.length; k++) {
                float g = gradient[k] * share;
                mean[k] = (float) (DECAY * mean[k] + (1 - DECAY) * g);
                square[k] = (float) (SQUARE_DECAY * square[k] + (1 - SQUARE_DECAY) * g * g);
                weights[k] -= (float) (rate * mean[k] / (Math.sqrt(square[k]) + TINY));
            }
            Arrays.fill(gradient, 0);
        }
    }
}
