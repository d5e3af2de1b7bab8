package org.lineside.detection.local;

import java.util.Arrays;
import java.util.Optional;
import org.lineside.numeric.Robust;

/**
 * The stretch of a series whose mean differs most from the rest of the same series, in standard deviations of such a mean
 * under the call's own noise, and beyond a margin. Lengths are dyadic, which loses little against all lengths
 * (Arias-Castro, Donoho, Huo, IEEE Trans. Inf. Theory 51, 2005); the rest is told by its median. A call that deviates as a
 * whole is not this voter's.
 */
final class LevelShift {
    private static final int[] LENGTHS = {3, 6, 12, 24, 48};
    private static final int MIN_VALUES = 16;
    private static final double MEASURED_SHARE = 0.6;
    private static final float CLIP = 8;

    private LevelShift() {}

    /**
     * A stretch.
     *
     * @param from first place
     * @param to end, exclusive
     * @param score standard deviations beyond the margin
     */
    record Found(int from, int to, double score) {}

    /**
     * Finds it.
     *
     * @param values standardised, NaN where not measured
     * @param upOnly whether only a rise is looked for
     * @param margin difference that does not matter, in the unit of the values
     * @return empty for a series of fewer than {@value #MIN_VALUES} measured places
     */
    static Optional<Found> find(float[] values, boolean upOnly, double margin) {
        float[] present = present(values);
        if (present.length < MIN_VALUES) {
            return Optional.empty();
        }
        Noise noise = Noise.of(present);
        float centre = (float) Robust.median(present);
        double[] sum = new double[values.length + 1];
        int[] count = new int[values.length + 1];
        for (int k = 0; k < values.length; k++) {
            boolean missing = Float.isNaN(values[k]);
            sum[k + 1] = sum[k] + (missing ? 0 : Math.clamp(values[k] - centre, -CLIP, CLIP));
            count[k + 1] = count[k] + (missing ? 0 : 1);
        }
        Found best = null;
        for (int length : LENGTHS) {
            for (int from = 0; 2 * length <= values.length && from + length <= values.length; from++) {
                int n = count[from + length] - count[from];
                if (n >= MEASURED_SHARE * length && n > 0) {
                    double mean = (sum[from + length] - sum[from]) / n;
                    double score = ((upOnly ? mean : Math.abs(mean)) - margin) / Math.sqrt(noise.varianceOfMean(n));
                    if (best == null || score > best.score) {
                        best = new Found(from, from + length, score);
                    }
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static float[] present(float[] values) {
        float[] present = new float[values.length];
        int n = 0;
        for (float v : values) {
            if (!Float.isNaN(v)) {
                present[n++] = v;
            }
        }
        return Arrays.copyOf(present, n);
    }
}
