package org.lineside.evaluation.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.baselines.BaselineScore;
import org.lineside.baselines.Baselines;
import org.lineside.evaluation.calibration.NullCalls;
import org.lineside.evaluation.runs.Railway;
import org.lineside.evaluation.runs.RunFigures;

/** Runs made by hand; the intervals are worked out by Wilson's formula with z = 1.96, and with Student's t of 12.706. */
class EvaluationDocumentTest {
    private static final RunFigures FIRST = RunFigures.parse("""
            {"calls": 100, "anomalous_calls": 10, "average_precision": {"value": 0.8, "low": 0.7, "high": 0.9, "n": 9},
             "precision": {"value": null}, "false_incidents_per_day": 0.5, "hard_negatives_raised": ["F21-season"],
             "faults": [
              {"cause": "coverage_hole", "magnitude": 6.0, "unit": "dB", "severity": 8, "incidents": 1,
               "named_cause": "coverage_hole", "cause_right": true, "entity_right": true,
               "delay_calls": 1, "delay_hours": 2.0, "found_early": true, "right_early": true},
              {"cause": "coverage_hole", "magnitude": 8.9, "unit": "dB", "severity": 12, "incidents": 0,
               "named_cause": null, "cause_right": false, "entity_right": false,
               "delay_calls": 0, "delay_hours": null, "found_early": false, "right_early": false}]}""");
    private static final RunFigures SECOND = RunFigures.parse("""
            {"calls": 50, "anomalous_calls": 5, "average_precision": {"value": 0.9}, "false_incidents_per_day": 0.5,
             "hard_negatives_raised": ["F20-season", "F22-wet_day"],
             "faults": [
              {"cause": "coverage_hole", "magnitude": 7, "unit": "dB", "severity": 8, "incidents": 2,
               "named_cause": "unknown", "cause_right": false, "entity_right": true,
               "delay_calls": 4, "delay_hours": 6.0, "found_early": true, "right_early": false},
              {"cause": "coverage_hole", "magnitude": 5.9, "unit": "dB", "severity": 5, "incidents": 1,
               "named_cause": "coverage_hole", "cause_right": true, "entity_right": true,
               "delay_calls": 4, "delay_hours": 6.0, "found_early": false, "right_early": false},
              {"cause": "timing", "magnitude": 3, "unit": "symbol", "severity": 3, "incidents": 1,
               "named_cause": "timing", "cause_right": true, "entity_right": true,
               "delay_calls": 1, "delay_hours": 1.0, "found_early": true, "right_early": true}]}""");
    private static final List<Railway> RAILWAYS =
            List.of(new Railway("1-1", List.of(FIRST), FIRST), new Railway("2-2", List.of(SECOND), SECOND));

    private static NullCalls calls(long seed) {
        return new NullCalls(new SplittableRandom(seed).doubles(200).toArray(), 100, 200);
    }

    private static EvaluationDocument.Content content(List<Railway> keptAside, List<Railway> sliced, String slow) {
        List<BaselineScore> none =
                Collections.nCopies(Baselines.ALL.size(), new BaselineScore(0.1, Double.NaN, Double.NaN, Double.NaN));
        return new EvaluationDocument.Content(
                RAILWAYS,
                keptAside,
                sliced,
                List.of(
                        new CalibrationSection.One("1-1", List.of("400", "0.030", "0.9", "0.010"), calls(1)),
                        new CalibrationSection.One("2-2", List.of("401", "0.031", "0.8", "0.011"), calls(2))),
                Map.of(),
                List.of(FIRST, SECOND),
                List.of(none, none),
                slow);
    }

    @Test
    void faultsOfACauseAreCountedOverTheRuns() {
        String table = CauseTable.of(List.of(
                FIRST.faults().get(0), FIRST.faults().get(1), SECOND.faults().get(0)));
        // Found 2 of 3; of those the cause is right once; 1.5 incidents; delays 1 and 4 calls, 2 and 6 hours.
        assertThat(table.lines().toList().get(2))
                .isEqualTo("| coverage_hole | 2/3 [0.21, 0.94] | 1/2 [0.09, 0.91] | 2/2 [0.34, 1.00] | 1.5 | 2.5 | 4.0"
                        + " | unknown 1 |");
    }

    /** Of three between 6 and 9 dB two are found, also early, one rightly; the one below 6 dB stands apart. */
    @Test
    void faultsArePartedByMagnitude() {
        List<RunFigures.Fault> faults =
                RAILWAYS.stream().flatMap(r -> r.faults().stream()).toList();
        assertThat(MagnitudeTable.of(faults).lines().skip(2))
                .containsExactly(
                        "| coverage_hole | < 6 dB | 1/1 [0.21, 1.00] | 0/1 [0.00, 0.79] | 0/1 [0.00, 0.79] | 1.0 |",
                        "| coverage_hole | 6 to 9 dB | 2/3 [0.21, 0.94] | 2/3 [0.21, 0.94] | 1/3 [0.06, 0.79] | 1.5 |",
                        "| timing | severity 3.00 | 1/1 [0.21, 1.00] | 1/1 [0.21, 1.00] | 1/1 [0.21, 1.00] | 1.0 |");
    }

    /** Plain faults found early: 1/2 of the first railway, 1/1 of the second: 0.75 ± 12.706 · 0.25, cut at 0 and 1. */
    @Test
    void figuresAreMeansOverRailwaysAndNothingIsMadeUp() {
        String text = EvaluationDocument.text(content(List.of(), List.of(), ""));
        assertThat(text)
                .contains("| plain faults: an incident within 10 passes | 0.750 [0.000, 1.000] | ≥ 0.95 |")
                .contains("| plain faults: cause and entity right within 10 passes | 0.250 [0.000, 1.000] | ≥ 0.9 |")
                .contains("| plain faults: incidents per fault found | 1.500 [0.000, 7.853] | ≤ 1.3 |")
                .contains("| mild faults: an incident within 10 passes | 0.000 |  |")
                .contains("| calls: average precision | 0.850 [0.215, 1.000] | ≥ 0.97 |")
                .contains("| calls: precision | – |  |")
                .contains("| false incidents per day | 0.500 [0.500, 0.500] |")
                .contains("| hard negatives raised, per run | 1.500")
                .contains("are was raised: season 2, wet_day 1.")
                .contains("Altogether 5 faults, 150 calls of days with faults counted, of which\n15 felt one")
                .contains("| **Lineside** | 0.850")
                .contains("| random | 0.100 [0.100, 0.100] | – | – | – |")
                .contains("no field proof")
                .contains("400 calls of 200 train runs, judged by 400 train runs of history, worth 133 independent")
                .contains("| 1-1 | 400 | 0.030 | 0.9 | 0.010 | 200 |")
                .doesNotContain("Kept aside\n")
                .doesNotContain("## What each room is worth")
                .doesNotContain("Slow faults")
                .doesNotContain("presets kept aside");
    }

    @Test
    void whatWasRunHasItsSection() {
        List<Railway> one = List.of(new Railway("901-3", List.of(SECOND), SECOND));
        String text = EvaluationDocument.text(
                content(one, List.of(new Railway("1-1", List.of(), FIRST)), "| slow | table |\n"));
        assertThat(text)
                .contains("| calls: average precision | 0.850 [0.215, 1.000] | 0.900 | ≥ 0.97 |")
                .contains("## Kept aside\n\nRailways 901-3,")
                .contains("| in quarters of an hour: false incidents per day | 0.500 |  | ≤ 0.2 |")
                .contains("| the same railways at once: false incidents per day | 0.500 |  | ≤ 0.2 |")
                .contains("## Slow faults\n\n| slow | table |");
    }

    /** Left out, average precision is 0.05 lower on one railway and equal on the other: −0.025 ± 12.706 · 0.025. */
    @Test
    void aRoomIsWorthTheDifference() {
        Map<String, List<RunFigures>> rooms = new LinkedHashMap<>();
        rooms.put("all", List.of(SECOND, SECOND));
        rooms.put("without-graph", List.of(RunFigures.parse("{\"average_precision\": {\"value\": 0.85}}"), SECOND));
        assertThat(AblationTable.of(rooms).lines().skip(2))
                .anyMatch(l -> l.startsWith("| all | 0.900 [0.900, 0.900] |"))
                .anyMatch(l -> l.startsWith("| without graph | 0.875: -0.025 [-0.343, +0.293] |"));
    }
}
