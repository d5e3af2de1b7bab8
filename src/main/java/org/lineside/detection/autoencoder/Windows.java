package org.lineside.detection.autoencoder;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The windows of a call as the network is shown them, one beginning at each place: on the common scale, and folded into means
 * of {@value #BLOCK} places, in which what is steady stands out of the noise and which halve the network.
 *
 * @param count how many there are
 * @param folded [feature][place] mean over the block that begins there, NaN where nothing of it was measured
 */
record Windows(int count, float[][] folded) {
    /** Places of a block: 4 s at line speed. */
    static final int BLOCK = 2;

    private static final int BLOCKS = 6;
    /** Places of a window: 23 s at line speed, the length of the shortest coverage holes that matter. */
    static final int LENGTH = BLOCK * BLOCKS;

    /** Share of a window's values, of the features of a group the call has, that must have been measured. */
    private static final double MEASURED_SHARE = 0.5;

    /**
     * Looks at a call.
     *
     * @param standard as {@link Inputs#standard}
     */
    static Windows of(float[][] standard, Scaling scaling) {
        int places = standard[0].length;
        float[][] folded = new float[standard.length][Math.max(0, places - BLOCK + 1)];
        float[] scaled = new float[places];
        for (int f = 0; f < folded.length; f++) {
            for (int k = 0; k < places; k++) {
                scaled[k] = scaling.scaled(f, standard[f][k]);
            }
            for (int k = 0; k < folded[f].length; k++) {
                folded[f][k] = mean(scaled, k);
            }
        }
        return new Windows(Math.max(0, places - LENGTH + 1), folded);
    }

    private static float mean(float[] values, int from) {
        float sum = 0;
        int n = 0;
        for (int k = from; k < from + BLOCK; k++) {
            if (!Float.isNaN(values[k])) {
                sum += values[k];
                n++;
            }
        }
        return n == 0 ? Float.NaN : sum / n;
    }

    /** Values of a window. */
    static int inputs(Features features) {
        return BLOCKS * features.size();
    }

    /**
     * Values a window must hold of some features to be looked at: half of what those the call has at all could give.
     *
     * @param of says of a feature whether it is one of them
     */
    int needed(IntPredicate of) {
        long present = IntStream.range(0, folded.length)
                .filter(of)
                .filter(f -> measured(folded[f]))
                .count();
        return Math.max(1, (int) Math.ceil(MEASURED_SHARE * present * BLOCKS));
    }

    private static boolean measured(float[] values) {
        for (float v : values) {
            if (!Float.isNaN(v)) {
                return true;
            }
        }
        return false;
    }

    /**
     * One window, block after block.
     *
     * @param from its first place
     * @param window receives {@link #inputs} values, NaN where missing
     * @return how many are not missing
     */
    int fill(int from, float[] window) {
        int present = 0;
        for (int f = 0; f < folded.length; f++) {
            for (int b = 0; b < BLOCKS; b++) {
                float v = folded[f][from + b * BLOCK];
                window[b * folded.length + f] = v;
                present += Float.isNaN(v) ? 0 : 1;
            }
        }
        return present;
    }
}
