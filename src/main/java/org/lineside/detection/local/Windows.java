package org.lineside.detection.local;

/**
 * All windows of a call, one beginning at each place, folded into means of blocks. What was not measured counts as
 * expected (0); the share that was measured is kept beside, and a score is scaled by it. Values are drawn in to
 * ±{@value #CLIP} standard deviations, so that one wild report does not make a window; where only one direction harms,
 * what is better than expected counts as expected.
 */
final class Windows {
    /** Places of a block: about 10 s at line speed. */
    static final int BLOCK = 5;
    /** Blocks of a window. */
    static final int BLOCKS = 4;
    /** Places of a window: about 38 s at line speed. */
    static final int LENGTH = BLOCK * BLOCKS;
    /** Share of a window that must have been measured. */
    static final double MEASURED_SHARE = 0.6;

    private static final float CLIP = 8;

    private final int count;
    private final float[][] mean;
    private final float[][] measured;

    private Windows(int count, float[][] mean, float[][] measured) {
        this.count = count;
        this.mean = mean;
        this.measured = measured;
    }

    static Windows of(Channels channels, Series series) {
        int places = series.places().size();
        float[][] mean = new float[channels.size()][Math.max(0, places - BLOCK + 1)];
        float[][] measured = new float[mean.length][mean[0].length];
        for (int c = 0; c < mean.length; c++) {
            fold(series.standard()[c], channels.isOneSided(c) ? 0 : -CLIP, mean[c], measured[c]);
        }
        return new Windows(Math.max(0, places - LENGTH + 1), mean, measured);
    }

    private static void fold(float[] values, float least, float[] mean, float[] measured) {
        for (int k = 0; k < mean.length; k++) {
            float sum = 0;
            int n = 0;
            for (int i = k; i < k + BLOCK; i++) {
                if (!Float.isNaN(values[i])) {
                    sum += Math.clamp(values[i], least, CLIP);
                    n++;
                }
            }
            mean[k] = sum / BLOCK;
            measured[k] = (float) n / BLOCK;
        }
    }

    /** Number of windows; window k begins at place k. */
    int count() {
        return count;
    }

    /** Channels. */
    int channels() {
        return mean.length;
    }

    /** Mean over a block of a window, the unmeasured counted as 0. */
    float mean(int window, int channel, int block) {
        return mean[channel][window + block * BLOCK];
    }

    /** Share 0..1 of a block that was measured. */
    float measured(int window, int channel, int block) {
        return measured[channel][window + block * BLOCK];
    }

    /** A window as a vector [channel · BLOCKS + block]. */
    float[] vector(int window) {
        float[] vector = new float[channels() * BLOCKS];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = mean(window, d / BLOCKS, d % BLOCKS);
        }
        return vector;
    }

    /** Share 0..1 of a channel in a window that was measured. */
    float measured(int window, int channel) {
        float sum = 0;
        for (int b = 0; b < BLOCKS; b++) {
            sum += measured(window, channel, b);
        }
        return sum / BLOCKS;
    }

    /** Share 0..1 of a window that was measured in the channels looked at; 0 when none is. */
    float measured(int window, boolean[] looked) {
        float sum = 0;
        int n = 0;
        for (int c = 0; c < looked.length; c++) {
            if (looked[c]) {
                sum += measured(window, c);
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
