package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Handover;
import org.lineside.attribution.MixHypotheses.Changed;
import org.lineside.calls.HandoverCause;

/** Calls leave C2 towards C3; the history went to C3 thirty-eight times of forty, for a better cell thirty-nine times. */
class MixHypothesesTest {
    private static final HandoverMixes MIXES = new HandoverMixes(
            Map.of("C2\tC3", Map.of("C3", 38, "C4", 2)),
            Map.of("C2\tC3", Map.of("BETTER_CELL", 39, "DOWNLINK_QUALITY", 1)));

    private static List<CallEvidence> leaving(int calls, IntFunction<Handover> how) {
        return IntStream.range(0, calls)
                .mapToObj(c -> Line.with(Line.evidence(c, List.of(), List.of(), List.of()), List.of(how.apply(c))))
                .toList();
    }

    private static Handover to(int call, String target, @Nullable HandoverCause cause) {
        return new Handover(Line.startMs(call) + 60_000, "C2", "C3", target, cause, false, List.of());
    }

    @Test
    void causesThatTurnToQuality() {
        List<CallEvidence> calls = leaving(
                60,
                c -> to(
                        c,
                        "C3",
                        c >= 20 && c < 32 && c != 25 ? HandoverCause.DOWNLINK_QUALITY : HandoverCause.BETTER_CELL));
        List<Changed> found = MixHypotheses.settle(calls, MIXES);
        assertThat(found).hasSize(1);
        Changed changed = found.getFirst();
        assertThat(changed.causes()).isTrue();
        assertThat(changed.risen()).isEqualTo("DOWNLINK_QUALITY");
        assertThat(changed.affected()).containsExactly(20, 21, 22, 23, 24, 26, 27, 28, 29, 30, 31);
        assertThat(changed.now()).containsEntry("DOWNLINK_QUALITY", 11).containsEntry("BETTER_CELL", 1);
        assertThat(changed.startMs()).isEqualTo(Line.startMs(20) + 60_000);
        assertThat(changed.endMs()).isEqualTo(Line.startMs(31) + 60_000);
        assertThat(changed.after()).hasSize(28);
    }

    @Test
    void targetsInAnotherOrder() {
        List<Changed> found =
                MixHypotheses.settle(leaving(40, c -> to(c, c >= 20 ? "C4" : "C3", HandoverCause.BETTER_CELL)), MIXES);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().causes()).isFalse();
        assertThat(found.getFirst().fallen()).isEqualTo("C3");
        assertThat(found.getFirst().risen()).isEqualTo("C4");
        assertThat(found.getFirst().affected()).hasSize(20).startsWith(20);
    }

    /**
     * By hand, for a target never met before, three words (C3, C4, C9): base 0.5 / 1.5, so C9 is expected with
     * (0 + 1 / 3) / 41 = 0.00813. One call in three words is predicted with 1/3, the next with 1.5 / 2.5, 2.5 / 3.5, …
     */
    @Test
    void likelihoodByHand() {
        List<Changed> found = MixHypotheses.settle(leaving(10, c -> to(c, "C9", null)), MIXES);
        double expected = 0;
        for (int k = 0; k < 10; k++) {
            expected += Math.log((k + 0.5) / (k + 1.5) / (1 / 3.0 / 41));
        }
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().likelihood()).isCloseTo(expected, within(1e-9));
    }

    /** A better mix is no harm: a course that was rescued often and is so no more. */
    @Test
    void fewerRescuesAreNoFault() {
        HandoverMixes bad =
                new HandoverMixes(Map.of(), Map.of("C2\tC3", Map.of("BETTER_CELL", 10, "DOWNLINK_QUALITY", 30)));
        assertThat(MixHypotheses.settle(leaving(60, c -> to(c, "C3", HandoverCause.BETTER_CELL)), bad))
                .isEmpty();
    }

    @Test
    void courseWithoutHistorySaysNothing() {
        assertThat(MixHypotheses.settle(
                        leaving(60, c -> to(c, "C9", HandoverCause.DOWNLINK_QUALITY)), HandoverMixes.NONE))
                .isEmpty();
    }

    /** Of the history's own mix, 300 calls in each of 200 histories: not one may alarm in 60000 departures. */
    @Test
    void historysOwnMixIsNoChange() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<CallEvidence> calls = leaving(
                    300,
                    c -> to(
                            c,
                            random.nextDouble() < 0.05 ? "C4" : "C3",
                            random.nextDouble() < 0.025 ? HandoverCause.DOWNLINK_QUALITY : HandoverCause.BETTER_CELL));
            assertThat(MixHypotheses.settle(calls, MIXES)).isEmpty();
        }
    }

    /** Calls of one train at one time share its radio. */
    @Test
    void oneTrainIsNoChange() {
        List<CallEvidence> calls = leaving(6, c -> to(0, "C9", HandoverCause.DOWNLINK_QUALITY)).stream()
                .map(c -> new CallEvidence(
                        c.callId(),
                        c.mobileId(),
                        null,
                        "40000",
                        c.startMs(),
                        c.endMs(),
                        false,
                        false,
                        c.mean(),
                        c.atoms(),
                        c.presences(),
                        c.steps(),
                        c.handovers()))
                .toList();
        assertThat(MixHypotheses.settle(calls, MIXES)).isEmpty();
    }
}
