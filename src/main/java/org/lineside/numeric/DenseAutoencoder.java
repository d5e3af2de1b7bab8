package org.lineside.numeric;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.SplittableRandom;

/**
 * A small dense autoencoder (Hinton and Salakhutdinov, Science 313, 2006): inputs → hidden → code → hidden → inputs. What
 * does not pass through the narrow code is lost, so what is usual is given back well and what is not is not.
 *
 * <p>Inner layers squash by x / √(1 + x²) (Carlile et al., arXiv:1710.09967), the last one is linear. This and everything
 * else is made of operations that IEEE 754 rounds exactly, in a fixed order, so a result is the same to the bit whether
 * interpreted or compiled; tanh and fused multiplication would not promise that. Immutable; the workspace is the caller's.
 */
public final class DenseAutoencoder {
    /** Matrices of weights between the five layers of units. */
    static final int LAYERS = 4;

    private final int[] units;
    private final float[] weights;

    private DenseAutoencoder(int[] units, float[] weights) {
        this.units = units;
        this.weights = weights;
    }

    private static int[] units(int inputs, int hidden, int code) {
        if (inputs < 1 || hidden < 1 || code < 1) {
            throw new IllegalArgumentException("each layer needs a unit: " + inputs + ", " + hidden + ", " + code);
        }
        return new int[] {inputs, hidden, code, hidden, inputs};
    }

    /**
     * A network that has learned nothing: uniform weights by Glorot and Bengio (AISTATS 2010), biases 0.
     *
     * @param inputs values per case, at least 1
     * @param hidden units of the two wide inner layers, at least 1
     * @param code units of the narrow one, at least 1
     */
    public static DenseAutoencoder random(int inputs, int hidden, int code, long seed) {
        int[] units = units(inputs, hidden, code);
        float[] weights = new float[count(units)];
        SplittableRandom random = new SplittableRandom(seed);
        int at = 0;
        for (int l = 0; l < LAYERS; l++) {
            double limit = Math.sqrt(6.0 / (units[l] + units[l + 1]));
            for (int k = 0; k < units[l] * units[l + 1]; k++) {
                weights[at++] = (float) (limit * (2 * random.nextDouble() - 1));
            }
            at += units[l + 1];
        }
        return new DenseAutoencoder(units, weights);
    }

    /** The same layers with other weights, which belong to the new network from then on. */
    DenseAutoencoder with(float[] others) {
        return new DenseAutoencoder(units, others);
    }

    private static int count(int[] units) {
        int count = 0;
        for (int l = 0; l < LAYERS; l++) {
            count += (units[l] + 1) * units[l + 1];
        }
        return count;
    }

    /** Values per case. */
    public int inputs() {
        return units[0];
    }

    /** Whether both have the same layers, so that one can start where the other ended. */
    public boolean sameShape(DenseAutoencoder other) {
        return units[0] == other.units[0] && units[1] == other.units[1] && units[2] == other.units[2];
    }

    /**
     * All weights, layer after layer: a row of weights per unit it comes from, then the biases. The network's own array: read,
     * never write.
     */
    float[] weights() {
        return weights;
    }

    /** What one pass through the network needs; one per thread, used again for every case. */
    public static final class Workspace {
        private final float[][] out;
        private final float[][] slope;
        private final float[][] error;

        private Workspace(int[] units) {
            out = new float[LAYERS + 1][];
            slope = new float[LAYERS + 1][];
            error = new float[LAYERS + 1][];
            for (int l = 1; l <= LAYERS; l++) {
                out[l] = new float[units[l]];
                slope[l] = new float[units[l]];
                error[l] = new float[units[l]];
            }
        }
    }

    /** A workspace for this network. */
    public Workspace workspace() {
        return new Workspace(units);
    }

    /**
     * What the network makes of a case.
     *
     * @param x one value per input, NaN where missing (taken for 0)
     * @return the reconstruction; it lies in the workspace, until the next call
     */
    public float[] reconstruct(float[] x, Workspace w) {
        w.out[0] = x;
        int at = 0;
        for (int l = 0; l < LAYERS; l++) {
            int width = units[l + 1];
            float[] to = w.out[l + 1];
            System.arraycopy(weights, at + units[l] * width, to, 0, width);
            for (int i = 0; i < units[l]; i++) {
                float v = w.out[l][i];
                if (v != 0 && !Float.isNaN(v)) { // what is missing or hidden adds nothing
                    add(to, 0, weights, at + i * width, width, v);
                }
            }
            if (l + 1 < LAYERS) {
                squash(to, w.slope[l + 1]);
            }
            at += (units[l] + 1) * width;
        }
        return w.out[LAYERS];
    }

    private static void squash(float[] values, float[] slope) {
        for (int j = 0; j < values.length; j++) {
            float r = (float) (1 / Math.sqrt(1 + values[j] * values[j]));
            values[j] *= r;
            slope[j] = r * r * r;
        }
    }

    /**
     * Half the mean squared error over the values that are present, after {@link #reconstruct}.
     *
     * @param target one value per input, NaN where missing
     * @return 0 where nothing is present
     */
    double loss(float[] target, Workspace w) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < target.length; i++) {
            float error = w.out[LAYERS][i] - target[i];
            if (!Float.isNaN(error)) {
                sum += (double) error * error;
                n++;
            }
        }
        return n == 0 ? 0 : sum / (2 * n);
    }

    /** Adds the gradient of {@link #loss} after the weights, after {@link #reconstruct}; back-propagation. */
    void addGradient(float[] target, Workspace w, float[] gradient) {
        float[] last = w.error[LAYERS];
        int n = 0;
        for (int i = 0; i < last.length; i++) {
            n += !Float.isNaN(target[i]) ? 1 : 0;
        }
        for (int i = 0; i < last.length; i++) {
            last[i] = !Float.isNaN(target[i]) ? (w.out[LAYERS][i] - target[i]) / n : 0;
        }
        int at = weights.length;
        for (int l = LAYERS - 1; l >= 0; l--) {
            int width = units[l + 1];
            at -= (units[l] + 1) * width;
            float[] error = w.error[l + 1];
            add(gradient, at + units[l] * width, error, 0, width, 1);
            for (int i = 0; i < units[l]; i++) {
                float v = w.out[l][i];
                if (v != 0 && !Float.isNaN(v)) {
                    add(gradient, at + i * width, error, 0, width, v);
                }
                if (l > 0) {
                    w.error[l][i] = w.slope[l][i] * dot(weights, at + i * width, error);
                }
            }
        }
    }

    private static void add(float[] to, int at, float[] from, int start, int count, float factor) {
        for (int j = 0; j < count; j++) {
            to[at + j] += factor * from[start + j];
        }
    }

    /** Four sums side by side: faster than one, and always in the same order. */
    private static float dot(float[] a, int at, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = 0;
        for (; j + 3 < b.length; j += 4) {
            s0 += a[at + j] * b[j];
            s1 += a[at + j + 1] * b[j + 1];
            s2 += a[at + j + 2] * b[j + 2];
            s3 += a[at + j + 3] * b[j + 3];
        }
        for (; j < b.length; j++) {
            s0 += a[at + j] * b[j];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Writes the network. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(units[0]);
        out.writeInt(units[1]);
        out.writeInt(units[2]);
        for (float v : weights) {
            out.writeFloat(v);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException when it ends early or can't be one
     */
    public static DenseAutoencoder read(DataInput in) throws IOException {
        int inputs = in.readInt();
        int hidden = in.readInt();
        int code = in.readInt();
        if (inputs < 1 || hidden < 1 || code < 1 || Math.max(inputs, Math.max(hidden, code)) > MOST_UNITS) {
            throw new IOException("no network has layers of " + inputs + ", " + hidden + " and " + code);
        }
        int[] units = units(inputs, hidden, code);
        float[] weights = new float[count(units)];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = in.readFloat();
        }
        return new DenseAutoencoder(units, weights);
    }

    /** Damaged bytes must not ask for all memory. */
    private static final int MOST_UNITS = 4096;
}
