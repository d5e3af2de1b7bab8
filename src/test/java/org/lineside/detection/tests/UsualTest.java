package org.lineside.detection.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.intake.Profiles;

class UsualTest {
    private static final Settings.Decision DECISION = SettingsLoader.defaults(
                    java.nio.file.Path.of("/var/lib/lineside/lineside.db"))
            .decision();
    private static final List<Quantity> QUANTITIES = Quantity.of(Profiles.load("gsm-r"), DECISION.minEffect());

    /** Calls whose downlink residual is autoregressive of first order with unit variance; the uplink follows it. */
    private static List<ComparedCall> calls(double phi, double ownSd) {
        SplittableRandom random = new SplittableRandom(9);
        List<ComparedCall> calls = new ArrayList<>();
        for (int c = 0; c < 60; c++) {
            float[] dl = new float[200];
            float[] ul = new float[dl.length];
            double state = random.nextGaussian();
            for (int i = 0; i < dl.length; i++) {
                state = phi * state + Math.sqrt(1 - phi * phi) * random.nextGaussian();
                dl[i] = (float) state;
                ul[i] = (float) (state + ownSd * random.nextGaussian());
            }
            ComparedCall call = HandmadeCalls.sound(
                    new TraceBuilder("c" + c, "m", 1).stay(0, dl.length).build());
            calls.add(HandmadeCalls.with(HandmadeCalls.with(call, Channel.LEVEL_DL, dl), Channel.LEVEL_UL, ul));
        }
        return calls;
    }

    private static Usual usual(List<ComparedCall> calls, String name) {
        List<Usual> all = Usual.learn(QUANTITIES, ReferenceTestTest.empty(), HandmadeCalls.listed(calls));
        return all.get(QUANTITIES.stream().map(Quantity::name).toList().indexOf(name));
    }

    /** 0.65³ = 0.27 still exceeds 0.2, 0.65⁴ = 0.18 doesn't. */
    @Test
    void decorrelationOfAnAutoregressiveSeries() {
        assertThat(usual(calls(0.65, 0.5), "rxlev_dl").decorrelation()).isEqualTo(4);
        assertThat(usual(calls(0, 0.5), "rxlev_dl").decorrelation()).isEqualTo(1);
    }

    @Test
    void balanceHasTheSpreadOfWhatTheLinksDoNotShare() {
        Usual balance = usual(calls(0.65, 0.7), "link_balance");
        assertThat((double) balance.spread()).isCloseTo(0.7, within(0.03));
        assertThat(balance.decorrelation()).isEqualTo(1);
        assertThat((double) usual(calls(0.65, 0), "link_balance").spread()).isCloseTo(0.41, within(1e-6));
    }

    @Test
    void quantilesAreThoseOfTheDistribution() {
        float[] quantiles = usual(calls(0, 0.5), "rxlev_dl").quantiles();
        NormalDistribution normal = NormalDistribution.of(0, 1);
        assertThat(quantiles).hasSize(Usual.QUANTILES).isSorted();
        for (int i = 12; i < quantiles.length - 12; i++) {
            assertThat((double) quantiles[i])
                    .isCloseTo(normal.inverseCumulativeProbability((i + 0.5) / quantiles.length), within(0.15));
        }
    }

    @Test
    void nothingIsLearnedFromNothing() {
        Usual usual = usual(List.of(), "link_balance");
        assertThat(usual.spread()).isNaN();
        assertThat(usual.quantiles()).isEmpty();
        Series series = new Series(new float[] {1, 2, 3}, new float[3], new float[] {1, 1, 1}, "");
        assertThat(ClassicTests.of(series, 0, 3, usual)).isEmpty();
    }

    @Test
    void survivesWritingAndReading() throws IOException {
        Usual usual = usual(calls(0.65, 0.5), "rxlev_dl");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        usual.write(new DataOutputStream(bytes));
        Usual again = Usual.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(again.spread()).isEqualTo(usual.spread());
        assertThat(again.quantiles()).containsExactly(usual.quantiles());
        assertThat(again.decorrelation()).isEqualTo(usual.decorrelation());
    }

    /**
     * Expected values: scipy 1.17.1, {@code ks_2samp(x, ref, method='exact')}, {@code mannwhitneyu(x, ref,
     * method='asymptotic')} and {@code ttest_ind(x, ref, equal_var=False)}, with {@code ref} the 256 standard normal
     * quantiles at (i + 1/2) / 256 in single precision.
     */
    @Test
    void classicTestsOfAStretch() {
        float[] quantiles = new float[Usual.QUANTILES];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] =
                    (float) NormalDistribution.of(0, 1).inverseCumulativeProbability((i + 0.5) / quantiles.length);
        }
        float[] residual = {9, 3, 9, 4.5f, 9, 1.5f, 9, 6, 9, 2, 9, 4, 9};
        float[] spread = {1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1};
        Map<String, Object> facts = ClassicTests.of(
                new Series(residual, new float[residual.length], spread, ""), 1, 12, new Usual(1, quantiles, 2));
        assertThat(facts).containsEntry("independent_places", 6);
        assertThat(number(facts, "kolmogorov_smirnov_d")).isCloseTo(0.773, within(1e-9));
        assertThat(number(facts, "kolmogorov_smirnov_p")).isCloseTo(0.00036807401851553684, within(1e-12));
        assertThat(number(facts, "mann_whitney_p")).isCloseTo(0.0004621412778540729, within(1e-5));
        assertThat(number(facts, "welch_t")).isCloseTo(5.040, within(1e-9));
        assertThat(number(facts, "welch_p")).isCloseTo(0.00329550630081297, within(1e-12));
    }

    private static double number(Map<String, Object> facts, String name) {
        return facts.get(name) instanceof Number n ? n.doubleValue() : Double.NaN;
    }

    @Test
    void aStretchTooShortForATestHasNone() {
        Series series = new Series(new float[] {1, 2, 3, 4}, new float[4], new float[] {1, 1, 1, 1}, "");
        assertThat(ClassicTests.of(series, 0, 4, new Usual(1, new float[Usual.QUANTILES], 2)))
                .isEmpty();
    }
}
