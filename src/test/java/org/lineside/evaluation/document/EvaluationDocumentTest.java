package org.lineside.evaluation.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.baselines.BaselineScore;
import org.lineside.baselines.Baselines;

/** Two runs made by hand; the intervals are worked out by Wilson's formula with z = 1.96, and with Student's t of 12.706. */
class EvaluationDocumentTest {
    private static final RunFigures FIRST = RunFigures.parse("""
            {"calls": 100, "anomalous_calls": 10, "average_precision": {"value": 0.8, "low": 0.7, "high": 0.9, "n": 9},
             "precision": {"value": null}, "false_incidents_per_day": 0.5, "hard_negatives_raised": ["F21-season"],
             "faults": [
              {"cause": "timing", "incidents": 1, "named_cause": "timing", "cause_right": true, "entity_right": true,
               "delay_calls": 1, "delay_hours": 2.0},
              {"cause": "timing", "incidents": 0, "named_cause": null, "cause_right": false, "entity_right": false,
               "delay_calls": 0, "delay_hours": null}]}""");
    private static final RunFigures SECOND = RunFigures.parse("""
            {"calls": 50, "anomalous_calls": 5, "average_precision": {"value": 0.9}, "false_incidents_per_day": 0.5,
             "hard_negatives_raised": ["F20-season", "F22-wet_day"],
             "faults": [
              {"cause": "timing", "incidents": 2, "named_cause": "unknown", "cause_right": false, "entity_right": true,
               "delay_calls": 4, "delay_hours": 6.0}]}""");

    @Test
    void faultsOfACauseAreCountedOverTheRuns() {
        String table = CauseTable.of(List.of(
                FIRST.faults().get(0), FIRST.faults().get(1), SECOND.faults().get(0)));
        // Found 2 of 3; of those the cause is right once; 1.5 incidents; delays 1 and 4 calls, 2 and 6 hours.
        assertThat(table.lines().toList().get(2))
                .isEqualTo("| timing | 2/3 [0.21, 0.94] | 1/2 [0.09, 0.91] | 2/2 [0.34, 1.00] | 1.5 | 2.5 | 4.0"
                        + " | unknown 1 |");
    }

    @Test
    void figuresAreMeansOverRunsAndNothingIsMadeUp() {
        List<BaselineScore> none =
                Collections.nCopies(Baselines.ALL.size(), new BaselineScore(0.1, Double.NaN, Double.NaN, Double.NaN));
        List<RunFigures> runs = List.of(FIRST, SECOND);
        String text = EvaluationDocument.text(List.of("1-1", "2-2"), runs, runs, List.of(none, none));
        // 0.85 ± 12.706 · 0.05, cut at 1; the precision was never measured.
        assertThat(text)
                .contains("| calls: average precision | 0.850 [0.215, 1.000] | ≥ 0.97 |")
                .contains("| calls: precision | – |  |")
                .contains("| of those: both right | 0.500 [0.000, 1.000] | ≥ 0.9 |")
                .contains("| false incidents per day | 0.500 [0.500, 0.500] |")
                .contains("| hard negatives raised, per run | 1.500")
                .contains("are was raised: season 2, wet_day 1.")
                .contains("150 calls of the days with faults counted, of which 15 felt")
                .contains("| **Lineside** | 0.850")
                .contains("| random | 0.100 [0.100, 0.100] | – | – | – |")
                .contains("no field proof");
    }
}
