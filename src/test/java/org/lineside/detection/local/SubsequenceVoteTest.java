package org.lineside.detection.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.calls.Channel;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.numeric.TailDistribution;

class SubsequenceVoteTest {
    private static final Detector ROOM = trained(RandomCalls.calls(150, 100, 0.5, 1));

    private static Detector trained(List<ComparedCall> calls) {
        return SubsequenceVote.room().train(RandomCalls.CONTEXT, HandmadeCalls.listed(calls));
    }

    private static List<Observation> observed(Detector room, ComparedCall call) {
        return ((Outcome.Observed) room.observe(call)).observations();
    }

    private static Observation strongest(ComparedCall call, String voter) {
        return observed(ROOM, call).stream()
                .filter(o -> voter.equals(o.facts().get("voter")))
                .max(Comparator.comparingDouble(Observation::score))
                .orElseThrow();
    }

    /** Each voter finds where it begins and ends within two places: an end is where half of 9 σ lies, no noise is that large. */
    @ParameterizedTest
    @CsvSource({
        "sub-PCA level, LEVEL_DL, rxlev_dl, -9, weaker",
        "sub-PCA level, LEVEL_UL, rxlev_ul, 9, stronger",
        "sub-PCA quality, QUALITY_UL, rxqual_ul, 4, worse",
        "sub-PCA place, TIMING_ADVANCE, timing_advance, -4, nearer",
        "discord level, LEVEL_DL, rxlev_dl, -9, weaker",
        "discord quality, QUALITY_DL, rxqual_dl, 4, worse",
        "level shift, LEVEL_UL, rxlev_ul, -9, weaker",
        "quality shift, QUALITY_DL, rxqual_dl, 4, worse"
    })
    void plantedStretchIsFound(String voter, Channel channel, String indicator, double shift, String direction) {
        for (int seed = 0; seed < 10; seed++) {
            ComparedCall sound = RandomCalls.call(150, 0.5, 700 + seed);
            Observation seen = strongest(RandomCalls.shifted(sound, channel, 60, 90, shift), voter);
            assertThat(seen.indicator()).isEqualTo(indicator);
            assertThat(seen.from()).isBetween(58, 62);
            assertThat(seen.to()).isBetween(88, 92);
            assertThat(Math.signum(seen.effect())).isEqualTo(Math.signum(shift));
            assertThat(seen.relevant()).isEqualTo(!direction.equals("stronger"));
            assertThat(seen.facts()).containsEntry("direction", direction).containsKeys("window", "channels");
            assertThat(seen.score()).isGreaterThan(strongest(sound, voter).score());
        }
    }

    @Test
    void betterQualityIsNoFault() {
        ComparedCall better = RandomCalls.shifted(RandomCalls.call(150, 0.5, 3), Channel.QUALITY_DL, 60, 90, -4);
        assertThat(observed(ROOM, better))
                .filteredOn(o -> o.indicator().equals("rxqual_dl"))
                .noneMatch(Observation::relevant);
    }

    /** Held-out calls calibrate, as many others of the same kind are judged: their p-values are uniform. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6})
    void pValuesOfSoundCallsAreUniform(double rho) {
        Detector room = trained(RandomCalls.calls(150, 80, rho, 10_000));
        double[][] usual = scores(room, RandomCalls.calls(400, 80, rho, 20_000));
        double[][] fresh = scores(room, RandomCalls.calls(400, 80, rho, 30_000));
        for (int k = 0; k < usual.length; k++) {
            if (Arrays.stream(usual[k]).allMatch(Double::isFinite)) {
                TailDistribution calibrated = TailDistribution.fit(usual[k]);
                double[] p = Arrays.stream(fresh[k]).map(calibrated::survival).toArray();
                double significance = KolmogorovSmirnovTest.withDefaults()
                        .test(p, x -> Math.clamp(x, 0, 1))
                        .getPValue();
                assertThat(significance).as(room.statistics().get(k)).isGreaterThan(1e-3);
            }
        }
    }

    private static double[][] scores(Detector room, List<ComparedCall> calls) {
        double[][] scores = new double[room.statistics().size()][calls.size()];
        for (double[] s : scores) {
            Arrays.fill(s, Double.NaN);
        }
        for (int i = 0; i < calls.size(); i++) {
            for (Observation o : observed(room, calls.get(i))) {
                double[] s = scores[o.statistic()];
                s[i] = Double.isNaN(s[i]) ? o.score() : Math.max(s[i], o.score());
            }
        }
        return scores;
    }

    @Test
    void readAgainItSeesTheSame() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ROOM.write(new DataOutputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Detector read = SubsequenceVote.room().read(RandomCalls.CONTEXT, in);
        assertThat(in.read()).isEqualTo(-1);
        ComparedCall call = RandomCalls.call(150, 0.5, 4);
        assertThat(read.observe(call)).isEqualTo(ROOM.observe(call));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(new DataOutputStream(again));
        assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
    }

    @Test
    void littleToLearnFromIsNotApplicable() throws IOException {
        ComparedCall call = RandomCalls.call(100, 0.5, 4);
        List<List<ComparedCall>> histories = List.of(
                List.of(),
                List.of(RandomCalls.call(1, 0.5, 1)),
                List.of(RandomCalls.call(60, 0.5, 1)),
                RandomCalls.calls(50, 12, 0.5, 1),
                RandomCalls.calls(50, 100, 0.5, 1).stream()
                        .map(c -> RandomCalls.filled(c, 2))
                        .toList(),
                RandomCalls.calls(50, 100, 0.5, 1).stream()
                        .map(c -> RandomCalls.filled(c, Float.NaN))
                        .toList());
        for (List<ComparedCall> history : histories) {
            Detector room = trained(history);
            assertThat(room.observe(call)).isInstanceOf(Outcome.NotApplicable.class);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            room.write(new DataOutputStream(bytes));
            Detector read = SubsequenceVote.room()
                    .read(RandomCalls.CONTEXT, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertThat(read.observe(call)).isInstanceOf(Outcome.NotApplicable.class);
        }
    }

    @Test
    void oddCalls() {
        assertThat(observed(ROOM, RandomCalls.filled(RandomCalls.call(100, 0.5, 4), Float.NaN)))
                .isEmpty();
        assertThat(observed(ROOM, RandomCalls.call(1, 0.5, 4))).isEmpty();
        assertThat(observed(ROOM, RandomCalls.filled(RandomCalls.call(100, 0.5, 4), 0)))
                .allMatch(o -> Double.isFinite(o.score()) && !o.relevant());
        assertThat(ROOM.observe(HandmadeCalls.sound(new org.lineside.calls.TraceBuilder("c", "m", 1).build())))
                .isInstanceOf(Outcome.NotApplicable.class);
    }
}
