package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;

class QualityCurveTest {
    /** Forty samples a level, at −101, −99, … dBm: the middles of the curve's bins of 2 dB. */
    private static CallTrace levels(double... quality) {
        TraceBuilder call = new TraceBuilder("c", "m", 1);
        for (int b = 0; b < quality.length; b++) {
            for (int i = 0; i < 40; i++) {
                call.add(0).dbm(-101 + 2 * b, -80).set(Channel.QUALITY_DL, quality[b]);
            }
        }
        return call.build();
    }

    private static float[] curve(boolean higherIsBetter, double... quality) {
        QualityCurve curve = QualityCurve.learn(List.of(levels(quality)), Channel.QUALITY_DL, higherIsBetter);
        float[] at = new float[quality.length];
        for (int b = 0; b < at.length; b++) {
            at[b] = curve.at(-101 + 2 * b);
        }
        return at;
    }

    /** By hand: 5 3 | 4 pool to 3.5, the rest falls already. */
    @Test
    void poolsWhatViolates() {
        assertThat(curve(false, 5, 3, 4, 1, 0)).containsExactly(5f, 3.5f, 3.5f, 1f, 0f);
        assertThat(curve(true, -12, -9, -10, -6)).containsExactly(-12f, -9.5f, -9.5f, -6f);
    }

    /**
     * Monotone regression by its minimax formula (Barlow et al. 1972, §1.2): the fit at i is the largest, over s ≤ i, of
     * the smallest, over t ≥ i, of the means of s to t; for falling fits with the signs turned.
     */
    private static double minimax(double[] y, int i) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int s = 0; s <= i; s++) {
            double smallest = Double.POSITIVE_INFINITY;
            for (int t = i; t < y.length; t++) {
                double sum = 0;
                for (int k = s; k <= t; k++) {
                    sum += y[k];
                }
                smallest = Math.min(smallest, sum / (t - s + 1));
            }
            largest = Math.max(largest, smallest);
        }
        return largest;
    }

    @Property(seed = "20261101", tries = 200)
    void agreesWithTheMinimaxFormula(@ForAll @Size(min = 1, max = 12) int[] raw) {
        double[] quality = new double[raw.length];
        double[] turned = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            quality[i] = Math.floorMod(raw[i], 8);
            turned[i] = -quality[i];
        }
        float[] falling = curve(false, quality);
        float[] rising = curve(true, quality);
        for (int i = 0; i < raw.length; i++) {
            assertThat((double) falling[i]).isCloseTo(-minimax(turned, i), within(1e-5));
            assertThat((double) rising[i]).isCloseTo(minimax(quality, i), within(1e-5));
        }
    }

    @Test
    void neverRisesWithTheLevel() {
        SplittableRandom random = new SplittableRandom(1);
        TraceBuilder call = new TraceBuilder("c", "m", 1);
        for (int i = 0; i < 5000; i++) {
            double dbm = random.nextDouble(-115, -40);
            double mean = 7 / (1 + Math.exp((dbm + 98) / 4));
            call.add(0).dbm(dbm, -80).set(Channel.QUALITY_DL, Math.clamp(mean + random.nextGaussian(), 0, 7));
        }
        QualityCurve curve = QualityCurve.learn(List.of(call.build()), Channel.QUALITY_DL, false);
        for (float dbm = -160; dbm < 0; dbm++) {
            assertThat(curve.at(dbm)).isLessThanOrEqualTo(curve.at(dbm - 1));
        }
        assertThat(curve.at(-98)).isCloseTo(3.5f, within(0.6f));
    }

    /** The receiver got what power control left: 40 dB below full power. */
    @Test
    void goesByTheLevelReceived() {
        TraceBuilder call = new TraceBuilder("c", "m", 1);
        for (int i = 0; i < 40; i++) {
            call.add(0).dbm(-60, -60).attenuation(40).set(Channel.QUALITY_DL, 5);
            call.add(0).dbm(-60, -60).set(Channel.QUALITY_DL, 0);
        }
        QualityCurve curve = QualityCurve.learn(List.of(call.build()), Channel.QUALITY_DL, false);
        assertThat(curve.at(-100)).isEqualTo(5);
        assertThat(curve.at(-60)).isZero();
    }

    @Test
    void knowsNothingWithoutSamples() {
        QualityCurve curve = QualityCurve.learn(new ArrayList<>(), Channel.QUALITY_DL, false);
        assertThat(curve.at(-80)).isNaN();
        assertThat(QualityCurve.learn(List.of(levels(1, 0)), Channel.QUALITY_DL, false)
                        .at(Float.NaN))
                .isNaN();
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        QualityCurve curve = QualityCurve.learn(List.of(levels(6, 4, 1, 0)), Channel.QUALITY_DL, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        curve.write(new DataOutputStream(bytes));
        QualityCurve read = QualityCurve.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (float dbm = -120; dbm < -40; dbm += 0.5f) {
            assertThat(read.at(dbm)).isEqualTo(curve.at(dbm));
        }
    }
}
