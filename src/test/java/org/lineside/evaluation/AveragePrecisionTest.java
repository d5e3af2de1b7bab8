package org.lineside.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
    /** The example in the documentation of scikit-learn's average_precision_score: 0.83…; by hand (1 + 2/3) / 2. */
    @Test
    void publishedExample() {
        double ap = AveragePrecision.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});
        assertThat(ap).isCloseTo(5.0 / 6, within(1e-12));
    }

    /** By hand: one threshold holds both, so precision there is 1/2 at recall 1. */
    @Test
    void tiesShareOneThreshold() {
        assertThat(AveragePrecision.of(new double[] {1, 1}, new boolean[] {false, true}))
                .isEqualTo(0.5);
        assertThat(AveragePrecision.of(new double[] {1, 1}, new boolean[] {true, false}))
                .isEqualTo(0.5);
    }

    @Test
    void nothingToFind() {
        assertThat(AveragePrecision.of(new double[] {1, 2}, new boolean[] {false, false}))
                .isNaN();
    }

    /** Against the definition written as plain loops over every distinct threshold. */
    @Property(seed = "20261101")
    void agreesWithTheDefinition(@ForAll @Size(min = 1, max = 30) int[] raw) {
        double[] scores = new double[raw.length];
        boolean[] labels = new boolean[raw.length];
        for (int i = 0; i < raw.length; i++) {
            scores[i] = Math.floorMod(raw[i], 7);
            labels[i] = (raw[i] >> 5 & 1) == 1;
        }
        double naive = naive(scores, labels);
        double fast = AveragePrecision.of(scores, labels);
        if (Double.isNaN(naive)) {
            assertThat(fast).isNaN();
        } else {
            assertThat(fast).isCloseTo(naive, within(1e-12));
        }
    }

    private static double naive(double[] scores, boolean[] labels) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        double sum = 0;
        double recallBefore = 0;
        for (int threshold = 6; threshold >= 0; threshold--) {
            int flagged = 0;
            int hits = 0;
            for (int i = 0; i < scores.length; i++) {
                flagged += scores[i] >= threshold ? 1 : 0;
                hits += scores[i] >= threshold && labels[i] ? 1 : 0;
            }
            double recall = (double) hits / positives;
            sum += flagged == 0 ? 0 : (recall - recallBefore) * hits / flagged;
            recallBefore = recall;
        }
        return positives == 0 ? Double.NaN : sum;
    }
}
