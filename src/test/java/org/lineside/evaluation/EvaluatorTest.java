package org.lineside.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

/** Tiny cases; every expected number is worked out by hand in its comment. */
class EvaluatorTest {
    private static final long HOUR = 3_600_000;

    private static Truth.Fault fault(String id, Cause cause, Scope scope, String entity, boolean hardNegative) {
        boolean place = entity.startsWith("L");
        return new Truth.Fault(
                id,
                "k",
                cause,
                scope,
                entity,
                5,
                "dB",
                10 * HOUR,
                20 * HOUR,
                place ? "L1" : "",
                place ? 10 : Double.NaN,
                place ? 11 : Double.NaN,
                place ? List.of("C9") : List.of(),
                List.of("m1"),
                hardNegative);
    }

    private static Truth.Call call(String id, boolean anomalous, double seconds, String fault, String negative) {
        return new Truth.Call(
                id,
                id,
                anomalous,
                fault.isEmpty() ? List.of() : List.of(fault),
                seconds,
                5,
                "dB",
                negative.isEmpty() ? List.of() : List.of(negative));
    }

    private static Results.Call judged(String id, boolean flagged, double score, long endMs) {
        return new Results.Call(id, flagged ? "anomalous" : "normal", flagged, score, endMs);
    }

    private static Results.Incident incident(String id, Scope scope, String entity, Cause cause) {
        return new Results.Incident(id, scope, entity, cause, 11 * HOUR, 15 * HOUR);
    }

    private final Truth truth = new Truth(
            List.of(
                    fault("F1", Cause.CELL_POWER_DROP, Scope.CELL, "C1", false),
                    fault("F2", Cause.COVERAGE_HOLE, Scope.SECTION, "L1:10.0-11.0", false),
                    fault("H1", Cause.ROUTE_CHANGE, Scope.TRAIN, "4711", true),
                    fault("H2", Cause.UNKNOWN, Scope.NETWORK, "network", true)),
            List.of(
                    call("a", true, 60, "F1", ""),
                    call("b", true, 30, "F1", ""),
                    call("c", true, 20, "F2", ""),
                    call("d", false, 0, "", ""),
                    call("e", false, 0, "", "H2"),
                    call("f", false, 4, "", ""),
                    call("g", false, 0, "", "")),
            List.of(
                    new Truth.Segment("a", 12 * HOUR, 12 * HOUR + 60_000, "F1"),
                    new Truth.Segment("b", 13 * HOUR, 13 * HOUR + 30_000, "F1"),
                    new Truth.Segment("c", 13 * HOUR, 13 * HOUR + 20_000, "F2")));

    private Evaluation evaluate() {
        return Evaluator.evaluate(
                truth,
                new Results(
                        List.of(
                                judged("a", false, 1, 12 * HOUR),
                                judged("b", true, 5, 13 * HOUR),
                                judged("c", true, 4, 14 * HOUR),
                                judged("d", true, 3, 14 * HOUR),
                                judged("e", false, 0, 14 * HOUR),
                                judged("f", true, 9, 14 * HOUR)),
                        List.of(
                                new Results.Finding("b", "I1", 13 * HOUR, 13 * HOUR + 40_000),
                                new Results.Finding("b", "I1", 13 * HOUR + 20_000, 13 * HOUR + 40_000),
                                new Results.Finding("c", "I2", 13 * HOUR, 13 * HOUR + 20_000)),
                        List.of(
                                incident("I1", Scope.CELL, "C1", Cause.CELL_POWER_DROP),
                                incident("I2", Scope.SECTION, "L1:11.9-12.5", Cause.DOWNLINK_INTERFERENCE),
                                incident("I3", Scope.MOBILE, "m7", Cause.MOBILE_UPLINK),
                                incident("I4", Scope.TRAIN, "4711", Cause.ROUTE_CHANGE))));
    }

    /**
     * Grey call f is left out: six calls, positives a b c. Flagged b c d: precision 2/3, recall 2/3. Ranking b c d a e g:
     * (1 + 1 + 3/4) / 3. Clean d and g: one of two flagged.
     */
    @Test
    void calls() {
        Evaluation e = evaluate();

        assertThat(e.calls()).isEqualTo(6);
        assertThat(e.withoutVerdict()).isEqualTo(1);
        assertThat(e.precision().value()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(e.recall().value()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(e.averagePrecision().value()).isCloseTo(2.75 / 3, within(1e-12));
        assertThat(e.falseFlagRate().value()).isEqualTo(0.5);
        assertThat(e.hardNegativeFlagRate().value()).isZero();
    }

    /** Found: b 40 s and c 20 s = 60 s; of these 30 + 20 were felt; felt 60 + 30 + 20 = 110 s. */
    @Test
    void seconds() {
        assertThat(evaluate().secondsPrecision()).isCloseTo(50.0 / 60, within(1e-12));
        assertThat(evaluate().secondsRecall()).isCloseTo(50.0 / 110, within(1e-12));
    }

    /**
     * Both faults found; F1's cause is right, F2's not; both entities right (11.9 lies within 1 km of 11.0). I3 matches
     * nothing; I4 is what the diversion calls for. F1: call b ends 3 h after the start and is the second of its calls;
     * F2: 4 h, first.
     */
    @Test
    void incidents() {
        Evaluation e = evaluate();

        assertThat(e.faultRecall().value()).isEqualTo(1);
        assertThat(e.causeAccuracy().value()).isEqualTo(0.5);
        assertThat(e.entityAccuracy().value()).isEqualTo(1);
        assertThat(e.falseIncidents()).containsExactly("I3");
        assertThat(e.hardNegativesRaised()).isEmpty();
        assertThat(e.falseIncidentsPerDay()).isEqualTo(1);
        assertThat(e.delayHours()).isEqualTo(3.5);
        assertThat(e.delayCalls()).isEqualTo(1.5);
    }

    @Test
    void radioFaultOnADiversionIsAHardNegativeRaised() {
        Evaluation e = Evaluator.evaluate(
                truth,
                new Results(
                        List.of(),
                        List.of(),
                        List.of(incident("I", Scope.TRAIN, "4711", Cause.DOWNLINK_INTERFERENCE))));

        assertThat(e.hardNegativesRaised()).containsExactly("H1");
        assertThat(e.falseIncidents()).containsExactly("I");
    }

    /** Mean 2, standard error 1/√3·1 = 0.57735; t(0.975, 2) = 4.30265 (any table): half width 2.48414. */
    @Test
    void intervalOverSeeds() {
        Estimate e = Estimate.over(1, 2, 3);

        assertThat(e.value()).isEqualTo(2);
        assertThat(e.low()).isCloseTo(2 - 2.48414, within(1e-4));
        assertThat(e.high()).isCloseTo(2 + 2.48414, within(1e-4));
    }

    @Test
    void reportsSpeak() {
        assertThat(EvaluationReport.table(evaluate())).contains("average precision", "F2", "downlink_interference");
        assertThat(EvaluationReport.json(evaluate())).contains("\"false_incidents\":[\"I3\"]");
    }
}
