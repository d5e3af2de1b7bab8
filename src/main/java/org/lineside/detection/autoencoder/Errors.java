package org.lineside.detection.autoencoder;

import java.util.Arrays;
import org.lineside.numeric.DenseAutoencoder;

/**
 * How badly the windows of a call are given back.
 *
 * @param starts first place of each window
 * @param window mean error of each window: squared, over the usual of its feature, over the values that are present; 1 is
 *     usual; NaN where too little was measured
 * @param feature [feature][place]: the same of a single value, mean over the windows it lies in; NaN where missing
 */
record Errors(int[] starts, float[] window, float[][] feature) {
    /** Places from one window to the next: each place is seen at three places of a window. */
    static final int STEP = 4;

    /** Looks at a call of at least {@link Inputs#WINDOW} places, scaled. */
    static Errors of(Inputs inputs, Learned learned) {
        int last = inputs.places().size() - Inputs.WINDOW;
        int features = inputs.values().length;
        int[] starts = new int[(last + STEP - 1) / STEP + 1];
        Arrays.setAll(starts, k -> Math.min(last, k * STEP)); // the last one ends with the call
        float[] window = new float[starts.length];
        float[][] sum = new float[features][inputs.places().size()];
        int[] count = new int[inputs.places().size()];
        float[] x = new float[Inputs.WINDOW * features];
        DenseAutoencoder.Workspace workspace = learned.network().workspace();
        int needed = inputs.needed();
        for (int w = 0; w < starts.length; w++) {
            window[w] = Float.NaN;
            if (inputs.window(starts[w], x) >= needed) {
                float[] back = learned.network().reconstruct(x, workspace);
                window[w] = of(x, back, learned.usual());
                add(x, back, learned.usual(), starts[w], sum, count);
            }
        }
        for (float[] feature : sum) {
            for (int k = 0; k < feature.length; k++) {
                feature[k] /= count[k]; // NaN for a missing value, and where no window was looked at
            }
        }
        return new Errors(starts, window, sum);
    }

    private static void add(float[] window, float[] back, float[] usual, int start, float[][] sum, int[] count) {
        int features = sum.length;
        for (int k = 0; k < Inputs.WINDOW; k++) {
            count[start + k]++;
            for (int f = 0; f < features; f++) {
                float error = back[k * features + f] - window[k * features + f];
                sum[f][start + k] += error * error / usual[f];
            }
        }
    }

    /** Mean error of one window, NaN where nothing is present. */
    static float of(float[] window, float[] back, float[] usual) {
        float sum = 0;
        int n = 0;
        for (int i = 0, f = 0; i < window.length; i++) {
            float error = back[i] - window[i];
            if (!Float.isNaN(error)) {
                sum += error * error / usual[f];
                n++;
            }
            f = f + 1 == usual.length ? 0 : f + 1;
        }
        return sum / n;
    }

    /** Mean error of the features of each place, NaN where none is present. */
    float[] perPlace() {
        float[] mean = new float[feature[0].length];
        for (int k = 0; k < mean.length; k++) {
            int n = 0;
            for (float[] f : feature) {
                if (!Float.isNaN(f[k])) {
                    mean[k] += f[k];
                    n++;
                }
            }
            mean[k] /= n;
        }
        return mean;
    }
}
