package org.lineside.detection.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;
import org.lineside.intake.Profiles;
import org.lineside.references.HandoverGraph;
import org.lineside.references.MobileOffset;
import org.lineside.references.QualityCurves;
import org.lineside.references.ReferenceModel;

class ReferenceTestTest {
    private static final Settings.Decision DECISION = SettingsLoader.defaults(
                    java.nio.file.Path.of("/var/lib/lineside/lineside.db"))
            .decision();
    private static final Detector ROOM = ReferenceTest.room()
            .train(new Room.Context(empty(), Profiles.load("gsm-r"), DECISION), HandmadeCalls.listed(List.of()));

    static ReferenceModel empty() {
        return new ReferenceModel(
                "gsm-r",
                List.of(),
                java.util.Map.of(),
                List.of(),
                List.of(),
                java.util.Map.of(),
                MobileOffset.NONE,
                new float[0],
                new QualityCurves(java.util.Map.of()),
                HandoverGraph.learn(List.of(), new int[0], 0));
    }

    private static CallTrace trace(int samples) {
        return new TraceBuilder("c", "m", 1).stay(0, samples).build();
    }

    private static float[] noise(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] residual = new float[n];
        for (int i = 0; i < n; i++) {
            residual[i] = (float) random.nextGaussian();
        }
        return residual;
    }

    private static List<Observation> observed(ComparedCall call) {
        return ((Outcome.Observed) ROOM.observe(call)).observations();
    }

    private static Observation strongest(ComparedCall call, String indicator) {
        return observed(call).stream()
                .filter(o -> o.indicator().equals(indicator))
                .max(Comparator.comparingDouble(Observation::score))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, 2, true", "-6, -7, false"})
    void onlyBeyondTheMarginTheSpreadCounts(float residualDb, float worseDb, boolean same) {
        Observation sure = strongest(shifted(residualDb, 1), "rxlev_dl");
        Observation unsure = strongest(shifted(residualDb, 3), "rxlev_dl");
        assertThat(sure.score() == unsure.score()).isEqualTo(same);
        assertThat(unsure.score()).isLessThanOrEqualTo(sure.score());
        assertThat(strongest(shifted(-Math.abs(worseDb), 3), "rxlev_dl").score())
                .isGreaterThan(unsure.score());
    }

    /** A call that lies everywhere so far off its reference, of which so much is known. */
    private static ComparedCall shifted(float residualDb, float spreadDb) {
        float[] residual = new float[100];
        Arrays.fill(residual, residualDb);
        ComparedCall call = HandmadeCalls.with(HandmadeCalls.sound(trace(100)), Channel.LEVEL_DL, residual);
        Arrays.fill(call.spread(Channel.LEVEL_DL), spreadDb);
        return call;
    }

    @ParameterizedTest
    @CsvSource({
        "LEVEL_DL, rxlev_dl, -9",
        "LEVEL_UL, rxlev_ul, -9",
        "QUALITY_DL, rxqual_dl, 4",
        "QUALITY_UL, rxqual_ul, 4",
        "TIMING_ADVANCE, timing_advance, 3"
    })
    void plantedShiftIsFoundWithItsStretch(Channel channel, String indicator, float shift) {
        float[] residual = noise(150, 2);
        for (int i = 0; i < residual.length; i++) {
            residual[i] = residual[i] * Math.abs(shift) / 9 + (i >= 60 && i < 90 ? shift : 0);
        }
        Observation seen = strongest(HandmadeCalls.with(HandmadeCalls.sound(trace(150)), channel, residual), indicator);
        assertThat(seen.from()).isBetween(58, 62);
        assertThat(seen.to()).isBetween(88, 92);
        assertThat(seen.effect()).isCloseTo(shift, within(Math.abs(shift) * 0.15));
        assertThat(seen.relevant()).isTrue();
        assertThat(seen.score()).isGreaterThan(1);
    }

    /** What each link hides by itself stands out of their balance: both fade together, one is 5 dB below the other. */
    @Test
    void faultOfOneLinkStandsOutOfTheBalance() {
        Detector trained = ReferenceTest.room()
                .train(
                        new Room.Context(empty(), Profiles.load("gsm-r"), DECISION),
                        HandmadeCalls.listed(LongStream.range(10, 16)
                                .mapToObj(seed -> fading(seed, 0))
                                .toList()));
        Observation balance = ((Outcome.Observed) trained.observe(fading(4, 5)))
                .observations().stream()
                        .filter(o -> o.indicator().equals("link_balance"))
                        .max(Comparator.comparingDouble(Observation::score))
                        .orElseThrow();
        assertThat(balance.from()).isBetween(58, 62);
        assertThat(balance.to()).isBetween(88, 92);
        assertThat(balance.effect()).isCloseTo(5, within(0.5));
        assertThat(balance.unit()).isEqualTo("dB");
        assertThat(balance.relevant()).isTrue();
        assertThat(balance.score()).isGreaterThan(4);
        assertThat(trained.evidence(fading(4, 5), balance)).containsKeys("kolmogorov_smirnov_p", "welch_p");
    }

    /** Both links fade by some 5 dB together, half a decibel apart; the downlink loses more in the middle. */
    private static ComparedCall fading(long seed, float lost) {
        float[] dl = noise(150, seed);
        float[] ul = noise(150, seed + 100);
        for (int i = 0; i < dl.length; i++) {
            float both = 5 * dl[i];
            dl[i] = both - (i >= 60 && i < 90 ? lost : 0);
            ul[i] = both + ul[i] / 2;
        }
        return HandmadeCalls.with(
                HandmadeCalls.with(HandmadeCalls.sound(trace(150)), Channel.LEVEL_DL, dl), Channel.LEVEL_UL, ul);
    }

    /** Better quality than expected harms nobody, nor does a higher level. */
    @Test
    void betterQualityIsNoDeviation() {
        float[] residual = new float[150];
        Arrays.fill(residual, 60, 90, -4);
        ComparedCall call = HandmadeCalls.with(HandmadeCalls.sound(trace(150)), Channel.QUALITY_DL, residual);
        assertThat(strongest(call, "rxqual_dl").score()).isNegative();
    }

    @Test
    void soundCallScoresLowAndIsNotRelevant() {
        for (int seed = 0; seed < 20; seed++) {
            ComparedCall call = HandmadeCalls.with(HandmadeCalls.sound(trace(300)), Channel.LEVEL_DL, noise(300, seed));
            assertThat(observed(call)).noneMatch(o -> o.relevant() && o.score() > 2);
        }
    }

    /** 1 dB over a whole long call is as sure as it is of no account. */
    @Test
    void effectTooSmallToMatterIsNotRelevant() {
        float[] residual = new float[600];
        Arrays.fill(residual, -1);
        ComparedCall call = HandmadeCalls.with(HandmadeCalls.sound(trace(600)), Channel.LEVEL_DL, residual);
        assertThat(observed(call)).noneMatch(Observation::relevant).noneMatch(o -> o.score() > 0);
    }

    /** A train that stands 80 samples long at a place 9 dB too weak has passed one such place, not 80. */
    @Test
    void placesCountNotTime() {
        int[] position = new int[200];
        float[] residual = new float[200];
        for (int i = 0; i < 200; i++) {
            position[i] = i < 60 ? i : i < 140 ? 60 : i - 79;
            residual[i] = position[i] == 60 ? -9 : 0;
        }
        ComparedCall standing = HandmadeCalls.with(
                HandmadeCalls.at(HandmadeCalls.sound(trace(200)), position), Channel.LEVEL_DL, residual);
        float[] passed = new float[121];
        passed[60] = -9;
        ComparedCall passing = HandmadeCalls.with(HandmadeCalls.sound(trace(121)), Channel.LEVEL_DL, passed);
        assertThat(strongest(standing, "rxlev_dl").score())
                .isCloseTo(strongest(passing, "rxlev_dl").score(), within(1e-6));
        assertThat(observed(standing)).noneMatch(Observation::relevant);
    }

    @Test
    void callWithoutReferenceIsNotApplicable() {
        int[] nowhere = new int[30];
        Arrays.fill(nowhere, -1);
        assertThat(ROOM.observe(HandmadeCalls.on(trace(30), nowhere))).isInstanceOf(Outcome.NotApplicable.class);
    }

    @Test
    void missingResidualsSayNothing() {
        float[] missing = new float[100];
        Arrays.fill(missing, Float.NaN);
        ComparedCall call = HandmadeCalls.with(HandmadeCalls.sound(trace(100)), Channel.LEVEL_DL, missing);
        assertThat(observed(call)).noneMatch(o -> o.indicator().equals("rxlev_dl"));
    }

    @Test
    void everyStatisticHasItsName() {
        int statistics = ROOM.statistics().size();
        assertThat(ROOM.statistics()).doesNotHaveDuplicates();
        assertThat(observed(HandmadeCalls.sound(trace(200))))
                .isNotEmpty()
                .allMatch(o -> o.statistic() >= 0 && o.statistic() < statistics)
                .allMatch(o -> ROOM.statistics().get(o.statistic()).startsWith(o.indicator()));
    }
}
