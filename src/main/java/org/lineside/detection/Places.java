package org.lineside.detection;

import java.util.Arrays;
import java.util.Objects;
import org.lineside.comparison.ComparedCall;

/**
 * The places a call passed, in order: consecutive samples at one position of a route are one place, however long the
 * train stood there, so that time does not outvote track.
 *
 * @param from first sample of each place
 * @param to end of each place, exclusive
 */
public record Places(int[] from, int[] to) {
    /** The places of a call; samples off any route are places of their own. */
    public static Places of(ComparedCall call) {
        int n = call.trace().size();
        int[] from = new int[n];
        int[] to = new int[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            boolean same = count > 0
                    && call.position()[i] >= 0
                    && call.position()[i] == call.position()[i - 1]
                    && call.route()[i] == call.route()[i - 1]
                    && call.trace().cell()[i] == call.trace().cell()[i - 1];
            if (same) {
                to[count - 1] = i + 1;
            } else {
                from[count] = i;
                to[count++] = i + 1;
            }
        }
        return new Places(Arrays.copyOf(from, count), Arrays.copyOf(to, count));
    }

    /** Number of places. */
    public int size() {
        return from.length;
    }

    /**
     * The place a sample belongs to.
     *
     * @throws IndexOutOfBoundsException when the call has no such sample
     */
    public int at(int sample) {
        int found = Arrays.binarySearch(from, sample);
        return Objects.checkIndex(found >= 0 ? found : -found - 2, size());
    }

    /** Mean per place of what each sample says; NaN where none of its samples says anything. */
    public float[] mean(float[] perSample) {
        float[] mean = new float[size()];
        for (int k = 0; k < mean.length; k++) {
            double sum = 0;
            int n = 0;
            for (int i = from[k]; i < to[k]; i++) {
                if (!Float.isNaN(perSample[i])) {
                    sum += perSample[i];
                    n++;
                }
            }
            mean[k] = n == 0 ? Float.NaN : (float) (sum / n);
        }
        return mean;
    }
}
