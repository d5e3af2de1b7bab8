package org.lineside.detection.autoencoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Profile.Indicator;
import org.lineside.numeric.AutoencoderFit;
import org.lineside.numeric.DenseAutoencoder;
import org.lineside.numeric.Robust;

/**
 * What was learned from a history.
 *
 * @param scaling brings the features to one scale
 * @param network gives windows back
 * @param usual per feature the usual squared error
 * @param error usual error of a window, as {@link Errors#of}: their median
 */
record Learned(Scaling scaling, DenseAutoencoder network, float[] usual, float error) {
    /** Fewer windows than this can't train some thousand weights, nor tell when to stop. */
    static final int LEAST_TRAINING = 400;

    static final int LEAST_VALIDATION = 50;

    private static final int HIDDEN = 32;
    /** A sixth of the inputs of a GSM-R window. */
    private static final int CODE = 12;

    private static final long SEED = 1;
    /** The most epochs bound the time to some 0.7 s; a later model goes on from there. */
    private static final AutoencoderFit.Options OPTIONS = new AutoencoderFit.Options(24, 4, 32, 8e-3, 0.15, 0.05, SEED);

    private static final double CLIP = 3;
    private static final float LEAST_USUAL = 0.01f;

    /**
     * Learns.
     *
     * @param earlier what an earlier model had learned, to go on from; may be null
     * @return null where nothing varies
     */
    static @Nullable Learned from(Sampling sampling, List<Indicator> indicators, @Nullable Learned earlier) {
        Scaling scaling = Scaling.learn(sampling.training(), indicators);
        if (!scaling.usable()) {
            return null;
        }
        float[][] training = scaled(sampling.training(), scaling);
        float[][] validation = scaled(sampling.validation(), scaling);
        DenseAutoencoder fresh =
                DenseAutoencoder.random(Inputs.WINDOW * Inputs.features(indicators), HIDDEN, CODE, SEED);
        DenseAutoencoder network = AutoencoderFit.of(
                        training, validation, OPTIONS, fresh, earlier == null ? null : earlier.network)
                .network();
        float[] usual = usual(network, validation, Inputs.features(indicators));
        double error = Robust.median(errors(network, validation, usual));
        return error > 0 ? new Learned(scaling, network, usual, (float) error) : null;
    }

    private static float[][] scaled(List<float[]> windows, Scaling scaling) {
        return windows.stream().map(scaling::scaled).toArray(float[][]::new);
    }

    /** Mean squared error per feature, of the windows but the worst. */
    private static float[] usual(DenseAutoencoder network, float[][] windows, int features) {
        DenseAutoencoder.Workspace workspace = network.workspace();
        float[] usual = new float[features];
        for (int f = 0; f < features; f++) {
            usual[f] = 1;
        }
        float[] total = errors(network, windows, usual);
        double bound = Robust.median(total) + CLIP * Robust.winsorizedSd(total, CLIP);
        double[] sum = new double[features];
        int[] count = new int[features];
        for (int k = 0; k < windows.length; k++) {
            float[] back = network.reconstruct(windows[k], workspace);
            for (int i = 0; i < back.length && total[k] <= bound; i++) {
                float error = back[i] - windows[k][i];
                if (!Float.isNaN(error)) {
                    sum[i % features] += (double) error * error;
                    count[i % features]++;
                }
            }
        }
        for (int f = 0; f < features; f++) {
            usual[f] = count[f] == 0 ? 1 : Math.max(LEAST_USUAL, (float) (sum[f] / count[f]));
        }
        return usual;
    }

    private static float[] errors(DenseAutoencoder network, float[][] windows, float[] usual) {
        DenseAutoencoder.Workspace workspace = network.workspace();
        float[] errors = new float[windows.length];
        for (int k = 0; k < errors.length; k++) {
            errors[k] = Errors.of(windows[k], network.reconstruct(windows[k], workspace), usual);
        }
        return errors;
    }

    void write(DataOutput out) throws IOException {
        scaling.write(out);
        network.write(out);
        for (float u : usual) {
            out.writeFloat(u);
        }
        out.writeFloat(error);
    }

    static Learned read(DataInput in, List<Indicator> indicators) throws IOException {
        Scaling scaling = Scaling.read(in, indicators);
        DenseAutoencoder network = DenseAutoencoder.read(in);
        int features = Inputs.features(indicators);
        if (network.inputs() != Inputs.WINDOW * features) {
            throw new IOException("a network of " + network.inputs() + " inputs is not one for " + features
                    + " features of " + Inputs.WINDOW + " places");
        }
        float[] usual = new float[features];
        for (int f = 0; f < features; f++) {
            usual[f] = in.readFloat();
        }
        return new Learned(scaling, network, usual, in.readFloat());
    }
}
