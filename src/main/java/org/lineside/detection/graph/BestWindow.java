package org.lineside.detection.graph;

import java.util.Optional;

/**
 * The window of fixed length with the highest mean.
 *
 * @param from first place
 * @param to end, exclusive
 * @param mean mean over those places of it that say something, more than half
 */
record BestWindow(int from, int to, double mean) {
    /** Empty where no window is half filled. */
    static Optional<BestWindow> of(float[] values, int length) {
        double sum = 0;
        int n = 0;
        BestWindow best = null;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                n++;
            }
            int gone = i - length;
            if (gone >= 0 && !Float.isNaN(values[gone])) {
                sum -= values[gone];
                n--;
            }
            if (i >= length - 1 && 2 * n > length && (best == null || sum / n > best.mean)) {
                best = new BestWindow(i - length + 1, i + 1, sum / n);
            }
        }
        return Optional.ofNullable(best);
    }
}
