package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.StepHypotheses.Repeated;

class StepHypothesesTest {
    private static List<CallEvidence> stepping(int calls, Kind kind, IntPredicate happens) {
        return IntStream.range(0, calls)
                .mapToObj(c -> Line.evidence(
                        c,
                        List.of(),
                        List.of(),
                        List.of(new Step(kind, Line.startMs(c) + 60_000, "C2", "C3", 8, happens.test(c)))))
                .toList();
    }

    private static List<CallEvidence> passing(int calls, int places, IntPredicate silent) {
        return IntStream.range(0, calls)
                .mapToObj(c -> Line.evidence(
                        c,
                        List.of(),
                        List.of(new Presence(
                                "C5",
                                Line.startMs(c) + 30_000,
                                places,
                                silent.test(c) ? 0 : places,
                                silent.test(c) ? 0 : places)),
                        List.of()))
                .toList();
    }

    @Test
    void cellOffTheAir() {
        List<Repeated> found = StepHypotheses.settle(passing(40, 10, c -> c >= 12 && c < 20), Line.SCALES, Priors.NONE);
        assertThat(found).hasSize(1);
        Repeated outage = found.getFirst();
        assertThat(outage.kind()).isNull();
        assertThat(outage.from()).isEqualTo("C5");
        assertThat(outage.affected()).containsExactly(12, 13, 14, 15, 16, 17, 18, 19);
        assertThat(outage.after()).hasSize(20);
        assertThat(outage.startMs()).isEqualTo(Line.startMs(12) + 30_000);
        assertThat(outage.endMs()).isEqualTo(Line.startMs(19) + 30_000);
    }

    /** Heard as a neighbour it is on the air, whoever serves. */
    @Test
    void cellThatIsHeardIsNoOutage() {
        List<CallEvidence> calls = IntStream.range(0, 20)
                .mapToObj(c ->
                        Line.evidence(c, List.of(), List.of(new Presence("C5", Line.startMs(c), 10, 0, 3)), List.of()))
                .toList();
        assertThat(StepHypotheses.settle(calls, Line.SCALES, Priors.NONE)).isEmpty();
    }

    @Test
    void placesTooFewToTellSayNothing() {
        int few = Hypotheses.MIN_EXPECTED_PLACES - 1;
        assertThat(StepHypotheses.settle(passing(40, few, c -> true), Line.SCALES, Priors.NONE))
                .isEmpty();
    }

    @Test
    void lateHandovers() {
        List<Repeated> found = StepHypotheses.settle(stepping(40, Kind.LATE, c -> c >= 15), Line.SCALES, Priors.NONE);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().kind()).isEqualTo(Kind.LATE);
        assertThat(found.getFirst().from()).isEqualTo("C2");
        assertThat(found.getFirst().to()).isEqualTo("C3");
        assertThat(found.getFirst().size()).isCloseTo(8, within(1e-9));
        assertThat(found.getFirst().affected()).hasSize(25).startsWith(15);
    }

    /** Sound handovers come late now and then, by 6 to 15 dB: 25 dB in two trains says as much as 8 dB in many. */
    @Test
    void theLaterAHandoverComesTheFewerTrainsAreEnough() {
        List<EffectScales.Share> history = new ArrayList<>();
        for (int c = 0; c < 4000; c++) {
            Step step = new Step(Kind.LATE, 0, "C2", "C3", c % 50 == 0 ? 6 + c / 50 % 10 : 0, c % 50 == 0);
            history.add(new EffectScales.Share(
                    new float[7][0], new float[7][0], new float[7][0], List.of(step), Map.of(), List.of()));
        }
        EffectScales scales = EffectScales.learn(history);
        assertThat(StepHypotheses.settle(late(25, 10, 11), scales, Priors.NONE)).hasSize(1);
        assertThat(StepHypotheses.settle(late(8, 10, 11), scales, Priors.NONE)).isEmpty();
        assertThat(StepHypotheses.settle(late(25, 10, 17), scales, Priors.NONE))
                .as("one train alone")
                .isEmpty();
    }

    /** Ten sound calls, then some that come late; calls whose numbers differ by seven are of one train. */
    private static List<CallEvidence> late(double sizeDb, int... numbers) {
        return IntStream.concat(IntStream.range(0, 10), IntStream.of(numbers))
                .mapToObj(c -> Line.evidence(
                        c,
                        List.of(),
                        List.of(),
                        List.of(new Step(Kind.LATE, Line.startMs(c) + 60_000, "C2", "C3", sizeDb, c >= 10))))
                .toList();
    }

    /**
     * A pair where four of ten always failed is as ever when four of ten fail; a pair that never failed is not. The rates
     * are each pair's own.
     */
    @Test
    void eachPairIsJudgedByItsOwnHistory() {
        List<CallEvidence> calls = stepping(60, Kind.FAILURE, c -> c % 5 < 2);
        String pair = calls.getFirst().steps().getFirst().pair();
        assertThat(StepHypotheses.settle(calls, Line.scales(Map.of(pair, 0.4)), Priors.NONE))
                .isEmpty();
        assertThat(StepHypotheses.settle(calls, Line.scales(Map.of(pair, 0.005)), Priors.NONE))
                .hasSize(1);
    }

    @Test
    void soundRatesAreNoFault() {
        assertThat(StepHypotheses.settle(stepping(200, Kind.FAILURE, c -> c % 50 == 0), Line.SCALES, Priors.NONE))
                .isEmpty();
    }

    /** Thrown back and forth ten times, a call is still one call. */
    @Test
    void oneCallIsOneTrial() {
        Step step = new Step(Kind.PING_PONG, Line.START, "C2", "C3", 1, true);
        CallEvidence call = Line.evidence(
                0,
                List.of(),
                List.of(),
                IntStream.range(0, 30).mapToObj(i -> step).toList());
        assertThat(StepHypotheses.settle(List.of(call), Line.SCALES, Priors.NONE))
                .isEmpty();
    }

    @Test
    void twoCallsAreTooFew() {
        assertThat(StepHypotheses.settle(stepping(2, Kind.LATE, c -> true), Line.scales(Map.of()), Priors.NONE))
                .isEmpty();
    }
}
