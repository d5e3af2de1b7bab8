package org.lineside.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.evaluation.Truth;

/** Tiny calls; every expected number is worked out by hand beside it. */
class BaselinesTest {
    private static CallTrace call(String id, double... levelsDbm) {
        TraceBuilder trace = new TraceBuilder(id, "m1", 1);
        for (double level : levelsDbm) {
            trace.add(0).dbm(level, level);
        }
        return trace.build();
    }

    private static double score(Baseline baseline, List<CallTrace> history, CallTrace call) {
        return baseline.learn(history).score().applyAsDouble(call);
    }

    @Test
    void weakLevelsAreCountedAsTheyWereReceived() {
        // −95 is not below −95; −94 at full power was received 2 dB lower, at −96.
        CallTrace call = new TraceBuilder("a", "m1", 1)
                .add(0)
                .dbm(-95, -70)
                .add(0)
                .dbm(-96, -70)
                .add(0)
                .dbm(-94, -70)
                .attenuation(2)
                .add(0)
                .dbm(-60, -110)
                .build();
        assertThat(score(FixedThreshold.level(), List.of(), call)).isEqualTo(2.0 / 4);
    }

    @Test
    void badQualityIsCountedByReports() {
        CallTrace call = new TraceBuilder("a", "m1", 1)
                .add(0)
                .reports(3)
                .add(0)
                .reports(1)
                .build();
        call.badDownlink()[1] = 1;
        assertThat(score(FixedThreshold.quality(), List.of(), call)).isEqualTo(1.0 / 4);
    }

    @Test
    void distanceIsInStandardDeviationsOfTheStays() {
        // Ten stays, five of mean −71 and five of −69: mean −70, variance 10 / 9 (n − 1). A stay at −75 is 5 / √(10/9)
        // off.
        List<CallTrace> history = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double mean = i % 2 == 0 ? -71 : -69;
            history.add(call("h" + i, mean - 5, mean + 5));
        }
        assertThat(score(new ThreeSigma(), history, call("a", -74, -76)))
                .isCloseTo(5 / Math.sqrt(10 / 9.0), within(1e-9));
        assertThat(score(new ThreeSigma(), history.subList(0, 9), call("a", -74, -76)))
                .as("too few stays")
                .isZero();
    }

    @Test
    void kolmogorovSmirnovIsTheLargestDistanceOfTheDistributions() {
        // Of the call's levels half are below all of the history's, the other half above all: D = 1/2, n = m = 4.
        List<CallTrace> history = List.of(call("h", -70, -71, -72, -73));
        assertThat(score(new KolmogorovSmirnov(), history, call("a", -80, -81, -60, -61)))
                .isCloseTo(0.5 * Math.sqrt(4 * 4 / 8.0), within(1e-9));
        assertThat(score(new KolmogorovSmirnov(), history, call("a", -70, -71, -72, -73)))
                .isZero();
    }

    @Test
    void theBlindDontLook() {
        CallTrace good = call("a", -60);
        CallTrace sameName = call("a", -100);
        assertThat(score(Blind.constant(), List.of(), good))
                .isEqualTo(score(Blind.constant(), List.of(), call("b", -99)));
        assertThat(score(Blind.random(), List.of(), good)).isEqualTo(score(Blind.random(), List.of(), sameName));
        assertThat(score(Blind.random(), List.of(), good))
                .isNotEqualTo(score(Blind.random(), List.of(), call("b", -60)));
    }

    @Test
    void featuresOfACall() {
        CallTrace call = new TraceBuilder("a", "m1", 2)
                .add(0)
                .dbm(-70, -80)
                .set(Channel.QUALITY_DL, 4)
                .at(TraceBuilder.START + 60_000 - (CallTrace.SAMPLE_MS - 480))
                .add(1)
                .dbm(-74, -80)
                .build();
        // One handover and one silence in one minute; −70 and −74: mean −72, sd √8, least −74; 4 and 0: √8, worst 4.
        double sd = Math.sqrt(8);
        assertThat(CallFeatures.of(call))
                .containsExactly(new double[] {-72, sd, -74, -80, 0, -80, 2, sd, 4, 0, 0, 0, 0, 0, 1, 1}, within(1e-9));
    }

    @Test
    void theForestIsolatesWhatIsFarOffAndGrowsTheSameTwice() {
        Random random = new Random(1);
        List<CallTrace> history = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            history.add(call("h" + i, -70 + random.nextGaussian(), -72 + random.nextGaussian(), -74));
        }
        Baseline.Learned learned = new Forest().learn(history);
        CallTrace odd = call("a", -100, -60, -95);
        assertThat(learned.score().applyAsDouble(odd))
                .isGreaterThan(learned.threshold().orElseThrow())
                .isEqualTo(score(new Forest(), history, odd));
        assertThat(learned.score().applyAsDouble(call("b", -70, -72, -74)))
                .isLessThan(learned.threshold().orElseThrow());
        List<CallTrace> few = history.subList(0, 20);
        assertThat(score(new Forest(), few, odd)).isGreaterThan(score(new Forest(), few, few.getFirst()));
    }

    private static Truth.Call labelled(String id, boolean anomalous, double seconds) {
        return new Truth.Call(id, id, anomalous, List.of(), seconds, 0, "", List.of());
    }

    @Test
    void scoredLikeTheProgramItself() {
        // Shares below −95: a 1, b 0.5, c 0; grey is left out; gone is not there: not flagged, scored last.
        List<CallTrace> calls = List.of(call("a", -99), call("b", -99, -60), call("c", -60), call("grey", -99));
        Truth truth = new Truth(
                List.of(),
                List.of(
                        labelled("a", true, 30),
                        labelled("b", false, 0),
                        labelled("c", false, 0),
                        labelled("grey", false, 5),
                        labelled("gone", true, 30)),
                List.of());
        BaselineScore score = BaselineScore.of(FixedThreshold.level().learn(List.of()), calls, truth);
        // Average precision: hits at ranks 1 and 4, 1/2 · 1 + 1/2 · 2/4. Flagged are a and b, of them a is right.
        assertThat(score).isEqualTo(new BaselineScore(0.75, 0.5, 0.5, 0.5));
        assertThat(BaselineScore.of(Blind.constant().learn(List.of()), calls, truth)
                        .recall())
                .isNaN();
    }
}
