package org.lineside.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Average precision by its step-wise definition, {@code Σ (R_k − R_{k−1}) · P_k} over the distinct thresholds in falling
 * order, without interpolation (Manning, Raghavan, Schütze, Introduction to Information Retrieval, ch. 8.4). Ties share
 * one threshold.
 */
public final class AveragePrecision {
    private AveragePrecision() {}

    /**
     * Average precision.
     *
     * @param scores growing with the belief in a positive; not NaN
     * @param positive the labels
     * @return 0..1, NaN without a positive
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException("%d scores, but %d labels".formatted(scores.length, positive.length));
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int positives = 0;
        for (boolean p : positive) {
            positives += p ? 1 : 0;
        }
        double sum = 0;
        int hits = 0;
        int hitsBefore = 0;
        for (int k = 0; k < order.length; k++) {
            hits += positive[order[k]] ? 1 : 0;
            boolean last = k == order.length - 1 || scores[order[k + 1]] != scores[order[k]];
            if (last) {
                sum += (double) (hits - hitsBefore) / positives * hits / (k + 1);
                hitsBefore = hits;
            }
        }
        return positives == 0 ? Double.NaN : sum;
    }
}
