package org.lineside.references;

import java.util.Arrays;

/**
 * A stretch of a call in blocks of samples, laid along blocks of positions: shows roughly where each sample was taken, in a
 * sixteenth of the steps. A block costs what its samples cost.
 */
final class Overview implements Stages {
    /** Samples of a block, and positions. */
    static final int UNIT = 4;

    /** Blocks between the occasions for taking up the position anew. */
    static final int RELOCALISATION_PERIOD = 2;

    /** Mean cost of a sample beyond which the path is likely elsewhere. */
    static final float BAD_FIT = 3.5f;

    private final Emission emission;
    private final Pace pace;
    private final int from;
    private final int samples;
    private final boolean[] tooLow;
    private final float[] cost;

    /**
     * @param emission costs by blocks of positions
     * @param from first sample of the stretch
     * @param to its end, exclusive
     * @param blocks blocks of positions
     */
    Overview(Emission emission, Pace pace, int from, int to, int blocks) {
        this.emission = emission;
        this.pace = pace;
        this.from = from;
        this.samples = to - from;
        this.tooLow = new boolean[samples];
        this.cost = new float[blocks];
    }

    /** By sample of the stretch, whether no place that came into question explained its levels as they are. */
    boolean[] tooLow() {
        return tooLow;
    }

    @Override
    public int count() {
        return (samples + UNIT - 1) / UNIT;
    }

    private int end(int stage) {
        return Math.min(samples, (stage + 1) * UNIT);
    }

    @Override
    public double weight(int stage) {
        return emission.weight(from + stage * UNIT, from + end(stage));
    }

    @Override
    public float[] costs(int stage, Beam beam) {
        for (int r = 0; r < beam.count(); r++) {
            Arrays.fill(cost, beam.low(r), beam.high(r) + 1, 0);
        }
        for (int i = stage * UNIT; i < end(stage); ) {
            emission.levels(from + i, beam);
            boolean shape = emission.isTooLow(beam);
            float[] sample = emission.over(from + i, beam, shape);
            // Where the train stands one sample says it for those after it.
            int first = i;
            do {
                tooLow[i++] = shape;
            } while (i < end(stage) && emission.isRepeated(from + i));
            for (int r = 0; r < beam.count(); r++) {
                add(sample, beam.low(r), beam.high(r), (float)
                        (emission.weight(from + first, from + i) / emission.weight(from + first)));
            }
        }
        return cost;
    }

    private void add(float[] sample, int low, int high, float times) {
        float[] sum = cost;
        for (int p = low; p <= high; p++) {
            sum[p] += times * sample[p];
        }
    }

    /** Sample in the middle of a block. */
    int middle(int stage) {
        return Math.min(samples - 1, stage * UNIT + UNIT / 2);
    }

    @Override
    public float[] steps(int stage) {
        return pace.over(from + middle(stage - 1), from + middle(stage), UNIT);
    }

    @Override
    public boolean anew(int stage, float recentCost) {
        return recentCost > BAD_FIT && stage % RELOCALISATION_PERIOD == 0;
    }

    @Override
    public void confine(int stage, Beam beam) {
        // everything may be looked at
    }
}
