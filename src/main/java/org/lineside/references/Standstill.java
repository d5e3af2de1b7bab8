package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Where a train stands, as its levels tell: shadowing and multipath belong to the place, so that at a standstill nothing but
 * the noise of the receiver changes from sample to sample. What is reported there again and again is one observation of one
 * place, however long the train waits.
 */
final class Standstill {
    /**
     * Root mean square of the change from one sample to the next, in dB, below which nothing has moved: a mean of four reports,
     * each rounded to 1 dB (3GPP TS 45.008 §8.1.4) and with a noise of about 1 dB, changes by some 0.8 dB.
     */
    private static final double STILL_DB = 1.2;

    /** So many samples in a row must agree. */
    private static final int LEAST_RUN = 5;

    private Standstill() {}

    /** For each sample whether the train had not moved since the sample before. */
    static boolean[] of(CallTrace trace) {
        int n = trace.size();
        boolean[] still = new boolean[n];
        if (!trace.has(Channel.LEVEL_DL)) {
            return still;
        }
        int run = 0;
        for (int i = 1; i < n; i++) {
            run = change(trace, i) < STILL_DB * STILL_DB ? run + 1 : 0;
            if (run == LEAST_RUN) {
                Arrays.fill(still, i - LEAST_RUN + 1, i + 1, true);
            } else if (run > LEAST_RUN) {
                still[i] = true;
            }
        }
        return still;
    }

    /** Mean square change of the levels of all cells heard in a sample and in the one before, in dB²; infinite where the server changed or reports are missing. */
    private static double change(CallTrace trace, int i) {
        boolean gap = trace.startMs()[i] - trace.endMs()[i - 1] > CallTrace.SAMPLE_MS;
        if (gap || trace.cell()[i] != trace.cell()[i - 1]) {
            return Double.POSITIVE_INFINITY;
        }
        float[] level = trace.channel(Channel.LEVEL_DL);
        double d = level[i] - level[i - 1];
        double sum = d * d;
        int cells = 1;
        int before = trace.neighbourStart()[i - 1];
        int end = trace.neighbourStart()[i];
        for (int k = end; k < trace.neighbourStart()[i + 1]; k++) {
            for (int b = before; b < end; b++) {
                if (trace.neighbourCell()[b] == trace.neighbourCell()[k]) {
                    double e = trace.neighbourDbm()[k] - trace.neighbourDbm()[b];
                    sum += e * e;
                    cells++;
                }
            }
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum / cells;
    }
}
