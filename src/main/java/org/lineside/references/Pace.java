package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.CallTrace;

/**
 * What it costs a train to have gone so many positions from one sample of its call to the next. The axis runs at the pace
 * of a fast train, faster here and slower there: trains that crawl or fly past must be able to follow it for a long time,
 * or they take up their position where they aren't.
 */
final class Pace {
    private static final float[] STEP_COST = {0.4f, 0f, 0.2f, 0.4f, 0.7f, 1f, 1.3f, 1.6f, 2f};

    /** Cost of having moved where the levels say that the train stood. */
    private static final float MOVED = 1f;

    /** Most positions gone within one sample. */
    static final int USUAL_REACH = STEP_COST.length - 1;

    private static final int MAX_GAP_STEPS = 60;
    private static final float GAP_STEP_COST = 0.02f;

    private static final float[] MOVING = STEP_COST;
    private static final float[] STANDING = standing();
    private static final float[] NOWHERE = {0};
    /** Most samples that {@link #over} spans. */
    static final int LONGEST_LEG = 4;

    private static final float[][][] USUAL_LEGS = usualLegs();

    private final CallTrace trace;
    private final boolean[] still;

    /**
     * @param still where the train stood, by sample of the trace
     */
    Pace(CallTrace trace, boolean[] still) {
        this.trace = trace;
        this.still = still;
    }

    private static float[] standing() {
        float[] costs = new float[STEP_COST.length];
        for (int a = 1; a < costs.length; a++) {
            costs[a] = MOVED + STEP_COST[a];
        }
        return costs;
    }

    /** Costs of the steps to a sample from the one before, by positions gone; not to be written. */
    float[] to(int sample) {
        int reach = reach(sample);
        if (reach <= USUAL_REACH) { // always so where the train stood: after a gap nobody knows
            return still[sample] ? STANDING : MOVING;
        }
        float[] costs = new float[reach + 1];
        for (int a = 1; a <= reach; a++) {
            costs[a] = GAP_STEP_COST * a;
        }
        return costs;
    }

    /** Whether reports are missing before a sample. */
    boolean isAfterGap(int sample) {
        return reach(sample) > USUAL_REACH;
    }

    /** How many positions may lie between two samples: more where reports are missing. */
    private int reach(int sample) {
        long gapMs = trace.startMs()[sample] - trace.endMs()[sample - 1];
        return gapMs <= CallTrace.SAMPLE_MS
                ? USUAL_REACH
                : (int) Math.min(MAX_GAP_STEPS, USUAL_REACH * (1 + gapMs / CallTrace.SAMPLE_MS));
    }

    /**
     * Costs of the steps to a sample from a sample up to {@link #LONGEST_LEG} before it, by positions gone in units: the
     * least that single steps which make up the distance can cost.
     *
     * @param from a sample
     * @param to a later one
     * @param unit positions
     */
    float[] over(int from, int to, int unit) {
        int stood = 0;
        boolean usual = true;
        for (int i = from + 1; i <= to; i++) {
            stood += still[i] ? 1 : 0;
            usual &= reach(i) <= USUAL_REACH;
        }
        float[] sum = USUAL_LEGS[to - from][stood];
        if (!usual) {
            sum = NOWHERE;
            for (int i = from + 1; i <= to; i++) {
                sum = joined(sum, to(i));
            }
        }
        float[] costs = new float[(sum.length - 1) / unit + 1];
        for (int k = 0; k < costs.length; k++) {
            costs[k] = sum[k * unit];
        }
        return costs;
    }

    /** Costs over so many samples, of which in so many the train stood. */
    private static float[][][] usualLegs() {
        float[][][] legs = new float[LONGEST_LEG + 1][][];
        for (int n = 0; n <= LONGEST_LEG; n++) {
            legs[n] = new float[n + 1][];
            for (int stood = 0; stood <= n; stood++) {
                float[] sum = NOWHERE;
                for (int i = 0; i < n; i++) {
                    sum = joined(sum, i < stood ? STANDING : MOVING);
                }
                legs[n][stood] = sum;
            }
        }
        return legs;
    }

    /** The least that two legs cost, by the positions gone on both together. */
    private static float[] joined(float[] first, float[] second) {
        float[] joined = new float[first.length + second.length - 1];
        Arrays.fill(joined, Float.POSITIVE_INFINITY);
        for (int a = 0; a < first.length; a++) {
            for (int b = 0; b < second.length; b++) {
                joined[a + b] = Math.min(joined[a + b], first[a] + second[b]);
            }
        }
        return joined;
    }
}
