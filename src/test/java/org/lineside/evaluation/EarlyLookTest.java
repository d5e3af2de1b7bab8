package org.lineside.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

/** A fault of a cell that call i of {@code CALLS} feels and that ends at hour i. */
class EarlyLookTest {
    private static final long HOUR = 3_600_000;
    private static final int CALLS = 12;

    private final List<Long> asked = new ArrayList<>();

    private static Truth truth() {
        Truth.Fault fault = new Truth.Fault(
                "F1",
                "k",
                Cause.CELL_POWER_DROP,
                Scope.CELL,
                "C1",
                5,
                "dB",
                0,
                CALLS * HOUR,
                "",
                Double.NaN,
                Double.NaN,
                List.of("C1"),
                List.of(),
                false);
        List<Truth.Call> calls = new ArrayList<>();
        for (int i = 1; i <= CALLS; i++) {
            calls.add(new Truth.Call("c" + i, "c" + i, true, List.of("F1"), 30, 7, "dB", List.of()));
        }
        return new Truth(List.of(fault), calls, List.of());
    }

    private static Results results(Results.Incident... incidents) {
        List<Results.Call> calls = new ArrayList<>();
        for (int i = CALLS; i >= 1; i--) {
            calls.add(new Results.Call("c" + i, "normal", false, 0, i * HOUR));
        }
        return new Results(calls, List.of(), List.of(incidents));
    }

    private static Results.Incident incident(Cause cause) {
        return new Results.Incident("I", Scope.CELL, "C1", cause, HOUR, 2 * HOUR);
    }

    private Evaluation.FaultOutcome outcome(int passes, Results then) {
        EarlyLook early = new EarlyLook(passes, t -> {
            asked.add(t);
            return then;
        });
        return Evaluator.evaluate(truth(), results(incident(Cause.CELL_POWER_DROP)), early)
                .faults()
                .getFirst();
    }

    @Test
    void looksWhenTheTenthCallHasEnded() {
        assertThat(outcome(EarlyLook.PASSES, results()).early()).isEqualTo(new EarlyLook.Standing(false, false));
        assertThat(asked).containsExactly(10 * HOUR);
    }

    @Test
    void whatItNamedThenCountsAndNotWhatItNamesNow() {
        Evaluation.FaultOutcome outcome = outcome(10, results(incident(Cause.CELL_OUTAGE)));
        assertThat(outcome.causeRight()).isTrue();
        assertThat(outcome.early()).isEqualTo(new EarlyLook.Standing(true, false));
        assertThat(outcome(10, results(incident(Cause.CELL_POWER_DROP))).early())
                .isEqualTo(new EarlyLook.Standing(true, true));
    }

    @Test
    void whatFewerCallsFeltIsLookedAtAsItStands() {
        assertThat(outcome(CALLS, results()).early()).isEqualTo(new EarlyLook.Standing(true, true));
        assertThat(asked).isEmpty();
    }

    @Test
    void withoutALookNothingIsClaimed() {
        assertThat(Evaluator.evaluate(truth(), results()).faults().getFirst().early())
                .isNull();
    }
}
