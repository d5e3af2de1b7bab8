package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseAutoencoderTest {
    private static float[] some(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (4 * random.nextDouble() - 2);
        }
        return values;
    }

    /** A network whose biases are not 0 either. */
    private static DenseAutoencoder network(int inputs, int hidden, int code) {
        DenseAutoencoder fresh = DenseAutoencoder.random(inputs, hidden, code, 3);
        float[] weights = fresh.weights().clone();
        float[] more = some(weights.length, 4);
        for (int k = 0; k < weights.length; k++) {
            weights[k] += 0.2f * more[k];
        }
        return fresh.with(weights);
    }

    /** The same in plain loops over indices, in double precision. */
    private static double[] naive(DenseAutoencoder network, int[] units, float[] x) {
        double[] in = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            in[i] = Float.isNaN(x[i]) ? 0 : x[i];
        }
        int at = 0;
        for (int l = 0; l + 1 < units.length; l++) {
            double[] out = new double[units[l + 1]];
            for (int j = 0; j < out.length; j++) {
                double z = network.weights()[at + units[l] * out.length + j];
                for (int i = 0; i < units[l]; i++) {
                    z += in[i] * network.weights()[at + i * out.length + j];
                }
                out[j] = l + 2 == units.length ? z : z / Math.sqrt(1 + z * z);
            }
            at += (units[l] + 1) * out.length;
            in = out;
        }
        return in;
    }

    @ParameterizedTest
    @CsvSource({"7, 5, 2", "72, 24, 6", "1, 1, 1", "3, 8, 4"})
    void passAgreesWithPlainLoops(int inputs, int hidden, int code) {
        DenseAutoencoder network = network(inputs, hidden, code);
        float[] x = some(inputs, 5);
        x[inputs / 2] = Float.NaN;
        float[] back = network.reconstruct(x, network.workspace());
        double[] expected = naive(network, new int[] {inputs, hidden, code, hidden, inputs}, x);
        for (int i = 0; i < inputs; i++) {
            assertThat((double) back[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    /** Central differences; float weights allow a step of 1e-2, whose error is of the order of its square. */
    @Test
    void gradientAgreesWithFiniteDifferences() {
        DenseAutoencoder network = network(9, 6, 3);
        float[] input = some(9, 6);
        float[] target = some(9, 7);
        input[2] = Float.NaN;
        target[2] = Float.NaN;
        target[7] = Float.NaN;
        DenseAutoencoder.Workspace workspace = network.workspace();
        float[] gradient = new float[network.weights().length];
        network.reconstruct(input, workspace);
        network.addGradient(target, workspace, gradient);
        double largest = 0;
        for (int k = 0; k < gradient.length; k++) {
            double difference =
                    (lossWith(network, k, 1e-2f, input, target) - lossWith(network, k, -1e-2f, input, target)) / 2e-2;
            assertThat((double) gradient[k]).isCloseTo(difference, within(3e-4));
            largest = Math.max(largest, Math.abs(difference));
        }
        assertThat(largest).isGreaterThan(0.05);
    }

    private static double lossWith(DenseAutoencoder network, int k, float step, float[] input, float[] target) {
        float[] weights = network.weights().clone();
        weights[k] += step;
        double[] back = naive(network.with(weights), new int[] {9, 6, 3, 6, 9}, input);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < target.length; i++) {
            if (!Float.isNaN(target[i])) {
                sum += (back[i] - target[i]) * (back[i] - target[i]);
                n++;
            }
        }
        return sum / (2 * n);
    }

    @Test
    void lossLeavesOutWhatIsMissing() {
        DenseAutoencoder network = network(4, 3, 2);
        DenseAutoencoder.Workspace workspace = network.workspace();
        float[] back = network.reconstruct(some(4, 8), workspace).clone();
        float[] target = {back[0] + 2, Float.NaN, back[2] - 1, Float.NaN};
        assertThat(network.loss(target, workspace)).isCloseTo((4 + 1) / 4.0, within(1e-6));
        assertThat(network.loss(new float[] {Float.NaN, Float.NaN, Float.NaN, Float.NaN}, workspace))
                .isZero();
    }

    @Test
    void readAgainIsTheSameToTheBit() throws IOException {
        DenseAutoencoder network = network(11, 4, 2);
        byte[] bytes = bytes(network);
        DenseAutoencoder again = DenseAutoencoder.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        assertThat(bytes(again)).isEqualTo(bytes);
        float[] x = some(11, 9);
        assertThat(again.reconstruct(x, again.workspace())).isEqualTo(network.reconstruct(x, network.workspace()));
        assertThat(again.sameShape(network)).isTrue();
        assertThat(again.sameShape(network(11, 4, 3))).isFalse();
    }

    @Test
    void damagedBytesAreRefused() {
        byte[] layers = {0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 2};
        assertThatThrownBy(() -> DenseAutoencoder.read(new DataInputStream(new ByteArrayInputStream(layers))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("layers of 5, 0 and 2");
        byte[] huge = {127, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1};
        assertThatThrownBy(() -> DenseAutoencoder.read(new DataInputStream(new ByteArrayInputStream(huge))))
                .isInstanceOf(IOException.class);
    }

    static byte[] bytes(DenseAutoencoder network) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            network.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
