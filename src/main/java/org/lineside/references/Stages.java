package org.lineside.references;

/** What a search for the cheapest path goes through, one after the other: samples, or blocks of them. */
interface Stages {
    /** How many there are. */
    int count();

    /** For how many samples of a moving train a stage counts, above 0. */
    double weight(int stage);

    /**
     * Cost of being at each of the positions in view.
     *
     * @return costs by position; valid in view until the next call
     */
    float[] costs(int stage, Beam beam);

    /** Cost of having gone so many positions since the stage before, by their number, which begins at 0. */
    float[] steps(int stage);

    /** Whether the path may be taken up anew elsewhere at a stage, given how badly it has fitted of late, as a mean cost of a sample. */
    boolean anew(int stage, float recentCost);

    /** Takes out of view what is not to be looked at. */
    void confine(int stage, Beam beam);
}
