package org.lineside.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.references.MobileOffset;

/** One room that says what the test tells it, calibrated on scores that are standard normal on sound calls. */
class JudgeTest {
    private static final Settings.Decision DECISION =
            SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")).decision();
    private static final WorksCalendar NO_WORKS = new WorksCalendar(List.of(), Map.of());

    private record Saying(Function<ComparedCall, List<Observation>> observations) implements Detector {
        @Override
        public String method() {
            return "test";
        }

        @Override
        public List<String> statistics() {
            return List.of("mean", "window");
        }

        @Override
        public Outcome observe(ComparedCall call) {
            return new Outcome.Observed(observations.apply(call));
        }

        @Override
        public void write(DataOutput out) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Broken implements Detector {
        @Override
        public String method() {
            return "local";
        }

        @Override
        public List<String> statistics() {
            return List.of();
        }

        @Override
        public Outcome observe(ComparedCall call) {
            return new Outcome.Failed("out of order");
        }

        @Override
        public void write(DataOutput out) {
            throw new UnsupportedOperationException();
        }
    }

    private static Calibrations calibrations(int calls) {
        SplittableRandom random = new SplittableRandom(1);
        List<Calibration.Scored> scored = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            scored.add(new Calibration.Scored(
                    "run " + scored.size(), 100, new double[] {random.nextGaussian(), random.nextGaussian()}));
        }
        return Calibrations.learn(scored, List.of(), s -> Calibration.learn(s, 2));
    }

    private static Observation observation(int statistic, double score, int from, int to, boolean relevant) {
        return new Observation(
                statistic, score, "rxlev_dl", from, to, -80, -72, "dBm", relevant, Map.of("places", to - from));
    }

    private static JudgedCall judge(ComparedCall call, WorksCalendar works, Observation... said) {
        List<Detector> rooms = List.of(new Saying(any -> Arrays.asList(said)), new Broken());
        return new Judge(rooms, calibrations(500), works, DECISION, List.of("r1")).judge(call);
    }

    private static ComparedCall call() {
        return HandmadeCalls.sound(
                new TraceBuilder("c7", "m1", 2).stay(0, 50).stay(1, 50).build());
    }

    @Test
    void soundCallIsNormal() {
        JudgedCall judged = judge(call(), NO_WORKS, observation(0, 0.3, 0, 50, false));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(judged.verdict().anomalous()).isFalse();
        assertThat(judged.verdict().referenceId()).isEqualTo("r1");
        assertThat(judged.verdict().pValue()).isGreaterThan(0.05);
        assertThat(judged.findings()).isEmpty();
    }

    @Test
    void significantAndRelevantIsAnomalous() {
        JudgedCall judged = judge(call(), NO_WORKS, observation(0, 0.3, 0, 100, true), observation(1, 9, 60, 80, true));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.ANOMALOUS);
        assertThat(judged.verdict().pValue()).isLessThanOrEqualTo(DECISION.errorRate());
        assertThat(judged.findings()).hasSize(1);
        Finding finding = judged.findings().getFirst();
        assertThat(finding.callId()).isEqualTo("c7");
        assertThat(finding.cellId()).isEqualTo("C01");
        assertThat(finding.startMs()).isEqualTo(call().trace().startMs()[60]);
        assertThat(finding.endMs()).isEqualTo(call().trace().endMs()[79]);
        assertThat(finding.effect()).isEqualTo(-8);
        assertThat(finding.qValue()).isGreaterThanOrEqualTo(finding.pValue());
        assertThat(finding.evidence()).contains("window").contains("places");
    }

    /** Effect or extent below what counts: however significant, nobody is called. */
    @Test
    void significantButIrrelevantIsNormal() {
        JudgedCall judged = judge(call(), NO_WORKS, observation(1, 40, 60, 80, false));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(judged.findings()).isEmpty();
    }

    @Test
    void relevantButNotSignificantIsNormal() {
        assertThat(judge(call(), NO_WORKS, observation(1, 1, 60, 80, true))
                        .verdict()
                        .verdict())
                .isEqualTo(Verdict.NORMAL);
    }

    @Test
    void scoreGrowsWithoutSaturating() {
        double before = 0;
        for (double score : new double[] {0, 2, 5, 10, 20, 40, 80}) {
            double now = judge(call(), NO_WORKS, observation(1, score, 60, 80, true))
                    .verdict()
                    .score();
            assertThat(now).isGreaterThanOrEqualTo(before);
            assertThat(score < 5 || now > before).isTrue();
            before = now;
        }
    }

    @Test
    void worksExplain() {
        WorksCalendar works = new WorksCalendar(
                List.of(new PlannedWork(
                        TraceBuilder.START,
                        TraceBuilder.START + 3_600_000,
                        "C01",
                        null,
                        Double.NaN,
                        Double.NaN,
                        "new antenna")),
                Map.of());
        JudgedCall judged = judge(call(), works, observation(1, 9, 60, 80, true));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.EXPLAINED);
        assertThat(judged.verdict().explanation()).contains("new antenna");
        JudgedCall elsewhere = judge(call(), works, observation(1, 9, 60, 80, true), observation(0, 9, 10, 30, true));
        assertThat(elsewhere.verdict().verdict()).isEqualTo(Verdict.ANOMALOUS);
    }

    @Test
    void tooShort() {
        ComparedCall brief =
                HandmadeCalls.sound(new TraceBuilder("c", "m", 1).stay(0, 4).build());
        JudgedCall judged = judge(brief, NO_WORKS, observation(1, 9, 0, 4, true));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.TOO_SHORT);
        assertThat(judged.verdict().pValue()).isEqualTo(1);
        ComparedCall empty = HandmadeCalls.sound(new TraceBuilder("c", "m", 1).build());
        assertThat(judge(empty, NO_WORKS).verdict().verdict()).isEqualTo(Verdict.TOO_SHORT);
        ComparedCall justEnough =
                HandmadeCalls.sound(new TraceBuilder("c", "m", 1).stay(0, 5).build());
        assertThat(judge(justEnough, NO_WORKS).verdict().verdict()).isEqualTo(Verdict.NORMAL);
    }

    @Test
    void incompleteWithoutAMobile() {
        ComparedCall nobody =
                HandmadeCalls.sound(new TraceBuilder("c", "", 1).stay(0, 60).build());
        assertThat(judge(nobody, NO_WORKS, observation(1, 9, 0, 50, true))
                        .verdict()
                        .verdict())
                .isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void noReference() {
        int[] nowhere = new int[100];
        Arrays.fill(nowhere, -1);
        ComparedCall lost = HandmadeCalls.on(call().trace(), nowhere);
        JudgedCall judged = judge(lost, NO_WORKS, observation(1, 9, 0, 50, true));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.NO_REFERENCE);
        assertThat(judged.verdict().referenceId()).isNull();
        Arrays.fill(nowhere, 0, 20, 0);
        ComparedCall hardly = HandmadeCalls.on(call().trace(), nowhere);
        assertThat(judge(hardly, NO_WORKS).verdict().verdict()).isEqualTo(Verdict.NO_REFERENCE);
    }

    /** 60 of 100 samples where nothing is expected: not a change of route, but a road nobody took before. */
    @Test
    void mostlyElsewhereIsNoReference() {
        int[] route = new int[100];
        Arrays.fill(route, 0, 60, -1);
        assertThat(judge(HandmadeCalls.on(call().trace(), route), NO_WORKS)
                        .verdict()
                        .verdict())
                .isEqualTo(Verdict.NO_REFERENCE);
        Arrays.fill(route, 20, 60, 0);
        assertThat(judge(HandmadeCalls.on(call().trace(), route), NO_WORKS)
                        .verdict()
                        .verdict())
                .isEqualTo(Verdict.EXPLAINED);
    }

    @Test
    void withoutCalibrationNobodyIsJudged() {
        Judge judge = new Judge(
                List.of(new Saying(any -> List.of(observation(1, 9, 0, 50, true)))),
                calibrations(5),
                NO_WORKS,
                DECISION,
                List.of("r1"));
        assertThat(judge.judge(call()).verdict().verdict()).isEqualTo(Verdict.NO_REFERENCE);
    }

    @Test
    void newMobileThatIsSoundIsExplained() {
        ComparedCall fresh = HandmadeCalls.unknown(call(), new MobileOffset(-4, -4, 0));
        JudgedCall judged = judge(fresh, NO_WORKS, observation(1, 0.2, 0, 50, false));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.EXPLAINED);
        ComparedCall sick = HandmadeCalls.unknown(call(), MobileOffset.NONE);
        assertThat(judge(sick, NO_WORKS, observation(1, 9, 0, 50, true))
                        .verdict()
                        .verdict())
                .isEqualTo(Verdict.ANOMALOUS);
    }

    /** Samples 20 to 29 stand in each other's time, and some before and behind. */
    private static ComparedCall clockStepped() {
        TraceBuilder call = new TraceBuilder("c", "m", 2).stay(0, 20);
        for (int i = 0; i < 10; i++) {
            call.brief(1 - i % 2, 0.48);
        }
        return HandmadeCalls.sound(call.stay(1, 40).build());
    }

    @Test
    void steppedClockExplainsWhatItTouches() {
        JudgedCall judged = judge(clockStepped(), NO_WORKS, observation(1, 9, 15, 35, true));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.EXPLAINED);
        assertThat(judged.verdict().explanation()).contains("clock");
    }

    @Test
    void steppedClockExplainsNothingElse() {
        JudgedCall judged = judge(clockStepped(), NO_WORKS, observation(1, 9, 40, 60, true));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.ANOMALOUS);
    }

    @Test
    void anotherWayIsExplained() {
        ComparedCall call = call();
        Arrays.fill(call.entry(), 40, 60, -1);
        JudgedCall judged = judge(call, NO_WORKS, observation(1, 0.2, 0, 50, false));
        assertThat(judged.verdict().verdict()).isEqualTo(Verdict.EXPLAINED);
    }

    /** Windows that lie on each other tell the same; stretches apart are findings of their own. */
    @Test
    void oneFindingPerStretch() {
        JudgedCall judged = judge(
                call(),
                NO_WORKS,
                observation(1, 9, 60, 80, true),
                observation(0, 8, 62, 84, true),
                observation(1, 7, 10, 25, true));
        assertThat(judged.findings()).hasSize(2);
        assertThat(judged.findings().get(0).startMs()).isEqualTo(call().trace().startMs()[10]);
        assertThat(judged.findings().get(1).startMs()).isEqualTo(call().trace().startMs()[60]);
        assertThat(judged.findings()).extracting(Finding::findingId).doesNotHaveDuplicates();
    }

    @Test
    void roomThatFailsLeavesTheOthersStanding() {
        Detector broken = new Broken();
        assertThat(Judge.scores(List.of(broken, new Saying(any -> List.of(observation(1, 4, 0, 9, true)))), call()))
                .containsExactly(Double.NaN, 4);
    }

    /** C01 is worked on, the second half of the call, so that half of what the room says is not theirs as it stands. */
    @Test
    void whatIsOddOnlyWhereWorksGoOnIsExplained() {
        PlannedWork work = new PlannedWork(
                TraceBuilder.START,
                TraceBuilder.START + 3_600_000L,
                "C01",
                null,
                Double.NaN,
                Double.NaN,
                "new antenna");
        WorksCalendar works = new WorksCalendar(List.of(work), Map.of());
        Judge judge =
                new Judge(List.of(new Saying(JudgeTest::anyLow)), calibrations(500), works, DECISION, List.of("r1"));
        assertThat(judge.judge(low(55)).verdict().verdict()).isEqualTo(Verdict.EXPLAINED);
        assertThat(judge.judge(low(10)).verdict().verdict()).isEqualTo(Verdict.ANOMALOUS);
        assertThat(judge.judge(low(10, 55)).verdict().verdict()).isEqualTo(Verdict.ANOMALOUS);
        assertThat(new Judge(
                                List.of(new Saying(JudgeTest::anyLow)),
                                calibrations(500),
                                NO_WORKS,
                                DECISION,
                                List.of("r1"))
                        .judge(low(55))
                        .verdict()
                        .verdict())
                .isEqualTo(Verdict.ANOMALOUS);
    }

    /** The whole call is odd where any of what is compared is low. */
    private static List<Observation> anyLow(ComparedCall call) {
        float[] residual = call.residual()[0];
        boolean low = IntStream.range(0, residual.length).anyMatch(i -> residual[i] < -5);
        return List.of(observation(0, low ? 9 : 0.3, 0, residual.length, low));
    }

    private static ComparedCall low(int... from) {
        ComparedCall call = call();
        for (int first : from) {
            Arrays.fill(call.residual()[0], first, first + 10, -8);
        }
        return call;
    }
}
