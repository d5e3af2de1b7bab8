package org.lineside.calls;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shared arrays of NaN. Most inputs lack most optional columns; traces of one length then share one blank array for
 * them, which saves 24 bytes a sample without positions. Safe for use by several threads.
 */
public final class Blanks {
    private final Map<Integer, double[]> doubles = new ConcurrentHashMap<>();
    private final Map<Integer, float[]> floats = new ConcurrentHashMap<>();

    /** The first {@code n} values, or the shared blank when all are NaN. */
    public double[] copy(double[] values, int n) {
        for (int i = 0; i < n; i++) {
            if (!Double.isNaN(values[i])) {
                return Arrays.copyOf(values, n);
            }
        }
        return doubles.computeIfAbsent(n, size -> {
            double[] blank = new double[size];
            Arrays.fill(blank, Double.NaN);
            return blank;
        });
    }

    /** The first {@code n} values, or the shared blank when all are NaN. */
    public float[] copy(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            if (!Float.isNaN(values[i])) {
                return Arrays.copyOf(values, n);
            }
        }
        return floats.computeIfAbsent(n, size -> {
            float[] blank = new float[size];
            Arrays.fill(blank, Float.NaN);
            return blank;
        });
    }
}
