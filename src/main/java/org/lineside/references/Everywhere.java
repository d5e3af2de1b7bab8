package org.lineside.references;

/** A stretch of a call sample by sample, laid along all positions. */
final class Everywhere implements Stages {
    /** Samples between the occasions for taking up the position anew. */
    private static final int RELOCALISATION_PERIOD = Overview.UNIT * Overview.RELOCALISATION_PERIOD;

    private final Emission emission;
    private final Pace pace;
    private final int from;
    private final int samples;

    /**
     * @param emission costs by position
     * @param from first sample of the stretch
     * @param to its end, exclusive
     */
    Everywhere(Emission emission, Pace pace, int from, int to) {
        this.emission = emission;
        this.pace = pace;
        this.from = from;
        this.samples = to - from;
    }

    @Override
    public int count() {
        return samples;
    }

    @Override
    public double weight(int stage) {
        return 1; // however a train moves: what fits badly does so for each of its samples
    }

    @Override
    public float[] costs(int stage, Beam beam) {
        emission.levels(from + stage, beam);
        return emission.over(from + stage, beam, emission.isTooLow(beam));
    }

    @Override
    public float[] steps(int stage) {
        return pace.to(from + stage);
    }

    @Override
    public boolean anew(int stage, float recentCost) {
        return recentCost > Overview.BAD_FIT && stage % RELOCALISATION_PERIOD == 0;
    }

    @Override
    public void confine(int stage, Beam beam) {
        // everything may be looked at
    }
}
