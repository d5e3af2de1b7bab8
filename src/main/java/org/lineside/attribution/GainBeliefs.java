package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How far one call may be believed that speaks against a cell or a place. A log-likelihood ratio takes residuals to be as
 * their variances say; real ones have outliers, of a kind and number that differ from network to network. So a ratio counts
 * for no more than minus the logarithm of how often a sound call reaches it: by definition no evidence of a sound call
 * reaches g more often than exp(−g). What no call of the history reached is known to be rarer than one of them.
 *
 * <p>For each kind of hypothesis and shape of a shift: how many sound calls reached each step of the ratio.
 */
final class GainBeliefs {
    /** Width of a step of the log-likelihood ratio. */
    private static final double STEP = 0.5;

    private static final int STEPS = 64;
    /** However long the history: one call says so much and no more, two at least must agree. */
    static final double MOST = 9;

    private final int kinds;
    private final int shifts;
    /** Per kind, shift and step: calls whose ratio lies in it. */
    private final long[] count;

    private GainBeliefs(int kinds, int shifts, long[] count) {
        this.kinds = kinds;
        this.shifts = shifts;
        this.count = count;
    }

    /** Beliefs of someone who has seen nothing. */
    static GainBeliefs none(int kinds, int shifts) {
        return new GainBeliefs(kinds, shifts, new long[kinds * shifts * STEPS]);
    }

    /** Notes the ratio of one sound call; negative ones as well, for they are most. Only for beliefs under way. */
    void add(int kind, int shift, double gain) {
        count[row(kind, shift) + step(gain)]++;
    }

    /** Both together. */
    GainBeliefs plus(GainBeliefs other) {
        long[] sum = count.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.count[i];
        }
        return new GainBeliefs(kinds, shifts, sum);
    }

    /**
     * What ratios count for, by {@link #step}.
     *
     * @param overlap how many hypotheses of the kind overlap each other at a place: they are not so many trials
     */
    double[] beliefs(int kind, int shift, int overlap) {
        int row = row(kind, shift);
        double all = 0;
        for (int s = 0; s < STEPS; s++) {
            all += count[row + s] / (double) overlap;
        }
        double[] beliefs = new double[STEPS];
        double reached = 0;
        for (int s = STEPS - 1; s >= 0; s--) {
            reached += count[row + s] / (double) overlap;
            beliefs[s] = Math.min(MOST, Math.log((all + 1) / (reached + 1)));
        }
        return beliefs;
    }

    private int row(int kind, int shift) {
        return (kind * shifts + shift) * STEPS;
    }

    /** The step that a ratio lies in; all ratios of 0 and less share the first. */
    static int step(double gain) {
        return (int) Math.clamp(Math.ceil(gain / STEP), 0, STEPS - 1);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(kinds);
        out.writeInt(shifts);
        for (long c : count) {
            out.writeLong(c);
        }
    }

    static GainBeliefs read(DataInput in) throws IOException {
        GainBeliefs beliefs = none(in.readInt(), in.readInt());
        for (int i = 0; i < beliefs.count.length; i++) {
            beliefs.count[i] = in.readLong();
        }
        return beliefs;
    }
}
