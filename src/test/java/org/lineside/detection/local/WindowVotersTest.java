package org.lineside.detection.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Channel;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;

/** The voters on windows against plain loops over what they wrote. */
class WindowVotersTest {
    private static final Channels CHANNELS = RandomCalls.CHANNELS;
    private static final Subspace.Fit FIT = Subspace.fit(
                    CHANNELS, UsualWindows.draw(CHANNELS, HandmadeCalls.listed(RandomCalls.calls(150, 100, 0.5, 1))))
            .orElseThrow();

    private static Windows windows(ComparedCall call) {
        return Windows.of(CHANNELS, Series.of(CHANNELS, call));
    }

    private static ComparedCall withGaps(ComparedCall call) {
        float[] residual = call.residual(Channel.LEVEL_UL).clone();
        for (int i = 0; i < residual.length; i += 3) {
            residual[i] = Float.NaN;
        }
        return HandmadeCalls.with(call, Channel.LEVEL_UL, residual);
    }

    @Test
    void blocksAreMeansWithTheMissingTakenAsExpected() {
        ComparedCall call = withGaps(RandomCalls.shifted(RandomCalls.call(40, 0.5, 9), Channel.LEVEL_UL, 5, 9, 40));
        Windows windows = windows(call);
        float[] residual = call.residual(Channel.LEVEL_UL);
        int channel = 1;
        assertThat(CHANNELS.name(channel)).isEqualTo("rxlev_ul");
        assertThat(windows.count()).isEqualTo(21);
        for (int w = 0; w < windows.count(); w++) {
            for (int b = 0; b < 4; b++) {
                double sum = 0;
                int n = 0;
                for (int i = w + 5 * b; i < w + 5 * b + 5; i++) {
                    sum += Float.isNaN(residual[i]) ? 0 : Math.max(-8, Math.min(8, residual[i]));
                    n += Float.isNaN(residual[i]) ? 0 : 1;
                }
                assertThat(windows.mean(w, channel, b)).isCloseTo((float) (sum / 5), within(1e-5f));
                assertThat(windows.measured(w, channel, b)).isCloseTo(n / 5f, within(1e-6f));
            }
        }
    }

    /** (x − μ)ᵀ P (x − μ) over the share measured, from the numbers as written. */
    @Test
    void subspaceDistanceAgreesWithPlainLoops() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FIT.subspace().write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        boolean[] looked = new boolean[in.readInt()];
        int n = 0;
        for (int c = 0; c < looked.length; c++) {
            looked[c] = in.readBoolean();
            n += looked[c] ? 1 : 0;
        }
        assertThat(looked[CHANNELS.size() - 1])
                .as("neighbours were never heard")
                .isFalse();
        int size = 2 * looked.length;
        double[] centre = new double[size];
        double[][] precision = new double[size][size];
        for (int i = 0; i < size; i++) {
            centre[i] = in.readDouble();
            for (int j = 0; j < size; j++) {
                precision[i][j] = in.readDouble();
            }
        }
        Windows windows = windows(withGaps(RandomCalls.call(60, 0.5, 77)));
        for (int w = 0; w < windows.count(); w++) {
            double[] x = new double[size];
            double measured = 0;
            for (int c = 0; c < looked.length; c++) {
                for (int b = 0; looked[c] && b < 4; b++) {
                    x[2 * c + b / 2] += windows.mean(w, c, b) / 2;
                    measured += windows.measured(w, c, b) / 4 / n;
                }
            }
            double sum = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sum += (x[i] - centre[i]) * precision[i][j] * (x[j] - centre[j]);
                }
            }
            assertThat(Arrays.stream(FIT.subspace().scores(windows, w)).sum()).isCloseTo(sum / measured, within(1e-3));
        }
    }

    @Test
    void discordDistanceAgreesWithPlainLoops() {
        List<float[]> prototypes = FIT.usual().subList(0, 64);
        Discord discord = Discord.of(CHANNELS, FIT.usual());
        Windows windows = windows(withGaps(RandomCalls.call(60, 0.5, 78)));
        for (int w = 0; w < windows.count(); w++) {
            double least = Double.POSITIVE_INFINITY;
            for (float[] p : prototypes) {
                double sum = 0;
                int n = 0;
                for (int d = 0; d < p.length; d++) {
                    if (windows.measured(w, d / 4, d % 4) >= 0.5f) {
                        double difference = windows.mean(w, d / 4, d % 4) - p[d];
                        sum += difference * difference;
                        n++;
                    }
                }
                least = Math.min(least, sum / n);
            }
            double squares =
                    Arrays.stream(discord.scores(windows, w)).map(s -> s * s).sum();
            assertThat(squares).isCloseTo(least, within(1e-4));
        }
    }

    /** One link 3 dB weaker alone is farther from what is usual than both together, for shadowing takes both. */
    @Test
    void oneLinkAloneIsLessUsualThanBoth() {
        ComparedCall call = RandomCalls.call(60, 0.5, 5);
        ComparedCall one = RandomCalls.shifted(call, Channel.LEVEL_DL, 20, 45, -3);
        ComparedCall both = RandomCalls.shifted(one, Channel.LEVEL_UL, 20, 45, -3);
        double alone = FIT.subspace().scores(windows(one), 22)[0];
        assertThat(alone).isGreaterThan(3 * FIT.subspace().scores(windows(both), 22)[0]);
    }

    /** Ten calls of 190 with 8 σ on half their way do not make that usual. */
    @Test
    void badCallsAreTrimmed() {
        List<ComparedCall> calls = new java.util.ArrayList<>(RandomCalls.calls(180, 100, 0.5, 1000));
        for (int i = 0; i < 10; i++) {
            calls.add(RandomCalls.shifted(RandomCalls.call(100, 0.5, 5000 + i), Channel.LEVEL_DL, 30, 80, -8));
        }
        Subspace subspace = Subspace.fit(CHANNELS, UsualWindows.draw(CHANNELS, HandmadeCalls.listed(calls)))
                .orElseThrow()
                .subspace();
        Windows bad = windows(RandomCalls.shifted(RandomCalls.call(60, 0.5, 6), Channel.LEVEL_DL, 20, 45, -8));
        assertThat(subspace.scores(bad, 22)[0])
                .isGreaterThan(0.5 * FIT.subspace().scores(bad, 22)[0]);
    }

    @Test
    void drawnWindowsAreBoundedAndDoNotDependOnTheOrderOfCalls() {
        List<ComparedCall> calls = RandomCalls.calls(30, 100, 0.5, 1);
        List<float[]> one =
                UsualWindows.draw(CHANNELS, HandmadeCalls.listed(calls)).windows();
        List<float[]> other = UsualWindows.draw(CHANNELS, HandmadeCalls.listed(calls.reversed()))
                .windows();
        assertThat(one).hasSizeLessThanOrEqualTo(20_000).hasSameSizeAs(other);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i)).isEqualTo(other.get(i));
        }
    }
}
