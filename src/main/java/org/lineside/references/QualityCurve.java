package org.lineside.references;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Mean quality by received level over the whole network, in bins of 2 dB, made monotone. Quality <em>given</em> level
 * tells interference from weakness: a bad class at −105 dBm is no news, at −70 dBm it is.
 */
public final class QualityCurve {
    private static final double LOWEST_DBM = -160;
    private static final double BIN_DB = 2;
    private static final int BINS = 80;
    private static final int MIN_SAMPLES = 20;

    private final float[] mean;

    private QualityCurve(float[] mean) {
        this.mean = mean;
    }

    /**
     * Learns how a quality channel goes with the level of its link.
     *
     * @param quality the quality channel
     * @param higherIsBetter its good direction
     */
    public static QualityCurve learn(List<CallTrace> traces, Channel quality, boolean higherIsBetter) {
        double[] sum = new double[BINS];
        long[] count = new long[BINS];
        for (CallTrace trace : traces) {
            if (!trace.has(quality) || !trace.has(levelOf(quality))) {
                continue;
            }
            float[] q = trace.channel(quality);
            for (int i = 0; i < q.length; i++) {
                float dbm = receivedDbm(trace, quality, i);
                if (!Float.isNaN(q[i]) && !Float.isNaN(dbm)) {
                    int bin = bin(dbm);
                    sum[bin] += q[i];
                    count[bin]++;
                }
            }
        }
        return new QualityCurve(monotone(sum, count, higherIsBetter));
    }

    /** The level that a quality channel depends on. */
    static Channel levelOf(Channel quality) {
        return quality == Channel.QUALITY_UL ? Channel.LEVEL_UL : Channel.LEVEL_DL;
    }

    /** The level the receiver of this quality really had, power control included; NaN when unknown. */
    static float receivedDbm(CallTrace trace, Channel quality, int sample) {
        Channel level = levelOf(quality);
        float fullPower = trace.has(level) ? trace.channel(level)[sample] : Float.NaN;
        float reduction = level == Channel.LEVEL_UL
                ? (float) CallTrace.FULL_MS_POWER_DBM - trace.msPowerDbm()[sample]
                : trace.bsAttenuationDb()[sample];
        return Float.isNaN(reduction) ? fullPower : fullPower - reduction;
    }

    private static int bin(double dbm) {
        return Math.clamp((int) Math.floor((dbm - LOWEST_DBM) / BIN_DB), 0, BINS - 1);
    }

    /** Pool adjacent violators (Ayer et al. 1955), weights = samples; empty bins take their neighbour's value. */
    private static float[] monotone(double[] sum, long[] count, boolean rising) {
        int[] start = new int[BINS];
        double[] total = new double[BINS];
        double[] weight = new double[BINS];
        int blocks = 0;
        for (int b = 0; b < BINS; b++) {
            if (count[b] < MIN_SAMPLES) {
                continue;
            }
            start[blocks] = b;
            total[blocks] = sum[b];
            weight[blocks++] = count[b];
            while (blocks > 1 && violates(total, weight, blocks, rising)) {
                blocks--;
                total[blocks - 1] += total[blocks];
                weight[blocks - 1] += weight[blocks];
            }
        }
        float[] mean = new float[BINS];
        Arrays.fill(mean, Float.NaN);
        for (int k = 0; k < blocks; k++) {
            int from = k == 0 ? 0 : start[k];
            int to = k + 1 < blocks ? start[k + 1] : BINS;
            Arrays.fill(mean, from, to, (float) (total[k] / weight[k]));
        }
        return mean;
    }

    private static boolean violates(double[] total, double[] weight, int blocks, boolean rising) {
        double last = total[blocks - 1] / weight[blocks - 1];
        double before = total[blocks - 2] / weight[blocks - 2];
        return rising ? last < before : last > before;
    }

    /** Mean quality met at this level in dBm; NaN when nothing was learned. */
    public float at(float dbm) {
        return Float.isNaN(dbm) ? Float.NaN : mean[bin(dbm)];
    }

    /** Writes the curve. */
    public void write(DataOutput out) throws IOException {
        for (float m : mean) {
            out.writeFloat(m);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static QualityCurve read(DataInput in) throws IOException {
        float[] mean = new float[BINS];
        for (int i = 0; i < BINS; i++) {
            mean[i] = in.readFloat();
        }
        return new QualityCurve(mean);
    }
}
