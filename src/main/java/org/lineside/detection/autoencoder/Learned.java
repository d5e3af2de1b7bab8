package org.lineside.detection.autoencoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineside.numeric.AutoencoderFit;
import org.lineside.numeric.DenseAutoencoder;
import org.lineside.numeric.Robust;
import org.lineside.numeric.TailDistribution;

/**
 * What was learned from a history.
 *
 * @param scaling brings the features to one scale
 * @param network gives windows back
 * @param usual per feature the usual squared error
 * @param features what windows hold
 * @param ranks per group and length of runs, lengths of one group together, the distribution of the largest error of a call,
 *     as {@link #decibels}
 */
record Learned(
        Features features, Scaling scaling, DenseAutoencoder network, float[] usual, List<TailDistribution> ranks) {
    /** Lengths of runs in windows of 12 places, each 4 places further: 12 places, 36 places. */
    static final List<Integer> LENGTHS = List.of(1, 7);
    /** Their names: the time at line speed. */
    static final List<String> NAMES = List.of("23 s", "69 s");

    /** Fewer windows than this can't train some two thousand weights, nor tell when to stop. */
    private static final int LEAST_TRAINING = 240;

    private static final int LEAST_VALIDATION = 40;
    /** Calls below which the errors have no ranks. */
    private static final int LEAST_CALLS = 20;

    private static final int HIDDEN = 24;
    /** A quarter of the inputs of a GSM-R window. */
    private static final int CODE = 8;

    private static final long SEED = 1;
    private static final AutoencoderFit.Options OPTIONS = new AutoencoderFit.Options(6, 2, 32, 8e-3, 0.15, 0.05, SEED);

    private static final double CLIP = 3;
    private static final float LEAST_USUAL = 0.01f;

    /**
     * Learns; empty where there is too little to learn from, or nothing varies.
     *
     * @param windows how many windows of each call to learn from at most
     * @param earlier what an earlier model had learned, to go on from; may be null
     */
    static Optional<Learned> from(List<Sample.Drawn> calls, int windows, Features features, @Nullable Learned earlier) {
        if (calls.size() < LEAST_CALLS) {
            return Optional.empty();
        }
        Scaling scaling =
                Scaling.learn(calls.stream().map(Sample.Drawn::standard).toList(), features);
        if (!scaling.usable()) {
            return Optional.empty();
        }
        float[][] training = windows(calls, false, windows, scaling, features);
        float[][] validation = windows(calls, true, windows, scaling, features);
        if (training.length < LEAST_TRAINING || validation.length < LEAST_VALIDATION) {
            return Optional.empty();
        }
        DenseAutoencoder fresh = DenseAutoencoder.random(Windows.inputs(features), HIDDEN, CODE, SEED);
        DenseAutoencoder network = AutoencoderFit.of(
                        training, validation, OPTIONS, fresh, earlier == null ? null : earlier.network)
                .network();
        float[] usual = usual(network, validation, features.size());
        Learned unranked = new Learned(features, scaling, network, usual, List.of());
        return Optional.of(new Learned(features, scaling, network, usual, unranked.ranks(calls)));
    }

    private static float[][] windows(
            List<Sample.Drawn> calls, boolean validating, int most, Scaling scaling, Features features) {
        List<float[]> windows = new ArrayList<>();
        for (Sample.Drawn call : calls) {
            if (call.validates() == validating) {
                windows.addAll(call.windows(scaling, most, features));
            }
        }
        return windows.toArray(float[][]::new);
    }

    /** Mean squared error per feature, of the windows but the worst. */
    private static float[] usual(DenseAutoencoder network, float[][] windows, int features) {
        DenseAutoencoder.Workspace workspace = network.workspace();
        float[][] squares = new float[windows.length][];
        float[] total = new float[windows.length];
        for (int k = 0; k < windows.length; k++) {
            squares[k] = network.reconstruct(windows[k], workspace).clone();
            int n = 0;
            for (int i = 0; i < squares[k].length; i++) {
                float error = squares[k][i] - windows[k][i];
                squares[k][i] = error * error;
                total[k] += Float.isNaN(error) ? 0 : error * error;
                n += Float.isNaN(error) ? 0 : 1;
            }
            total[k] /= n;
        }
        double bound = Robust.median(total) + CLIP * Robust.winsorizedSd(total, CLIP);
        double[] sum = new double[features];
        int[] count = new int[features];
        for (int k = 0; k < windows.length; k++) {
            for (int i = 0; i < squares[k].length && total[k] <= bound; i++) {
                if (!Float.isNaN(squares[k][i])) {
                    sum[i % features] += squares[k][i];
                    count[i % features]++;
                }
            }
        }
        float[] usual = new float[features];
        for (int f = 0; f < features; f++) {
            usual[f] = count[f] == 0 ? 1 : Math.max(LEAST_USUAL, (float) (sum[f] / count[f]));
        }
        return usual;
    }

    private List<TailDistribution> ranks(List<Sample.Drawn> calls) {
        List<Errors> errors = calls.stream().map(c -> errors(c.standard())).toList();
        List<TailDistribution> ranks = new ArrayList<>();
        for (int g = 0; g < Features.GROUPS.size(); g++) {
            for (int length : LENGTHS) {
                int group = g;
                ranks.add(TailDistribution.fit(errors.stream()
                        .flatMap(e -> e.worst(group, length, 1).stream())
                        .mapToDouble(r -> decibels(r.error()))
                        .toArray()));
            }
        }
        return List.copyOf(ranks);
    }

    /** How badly the windows of a call are given back. */
    Errors errors(float[][] standard) {
        return Errors.of(Windows.of(standard, scaling), features, network, usual);
    }

    /** An error over the usual one, in decibels. */
    static double decibels(double error) {
        return 10 * StrictMath.log10(Math.max(error, Float.MIN_NORMAL));
    }

    /**
     * −log10 of the share of calls with a run of that group and length that is given back as badly.
     *
     * @param length index into {@link #LENGTHS}
     */
    double rank(int length, Errors.Run run) {
        return -Math.log10(ranks.get(run.group() * LENGTHS.size() + length).survival(decibels(run.error())));
    }

    void write(DataOutput out) throws IOException {
        scaling.write(out);
        network.write(out);
        for (float u : usual) {
            out.writeFloat(u);
        }
        for (TailDistribution distribution : ranks) {
            distribution.write(out);
        }
    }

    static Learned read(DataInput in, Features features) throws IOException {
        Scaling scaling = Scaling.read(in, features);
        DenseAutoencoder network = DenseAutoencoder.read(in);
        if (network.inputs() != Windows.inputs(features)) {
            throw new IOException("a network of " + network.inputs() + " inputs is not one for windows of "
                    + Windows.inputs(features));
        }
        float[] usual = new float[features.size()];
        for (int f = 0; f < usual.length; f++) {
            usual[f] = in.readFloat();
        }
        List<TailDistribution> ranks = new ArrayList<>();
        for (int v = 0; v < Features.GROUPS.size() * LENGTHS.size(); v++) {
            ranks.add(TailDistribution.read(in));
        }
        return new Learned(features, scaling, network, usual, List.copyOf(ranks));
    }
}
