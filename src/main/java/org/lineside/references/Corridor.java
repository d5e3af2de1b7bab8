package org.lineside.references;

/**
 * A stretch of a call sample by sample, laid along the positions near a path already known; on the ways of multilevel dynamic
 * time warping (S. Salvador, P. Chan: FastDTW, Intelligent Data Analysis 11, 2007).
 */
final class Corridor implements Stages {
    /** Positions to either side of the path. */
    private static final int HALF_WIDTH = 8;

    private final Emission emission;
    private final Pace pace;
    private final int from;
    private final boolean[] tooLow;
    private final boolean[] taken;
    private final Course course;
    private final int[] low;
    private final int[] high;
    private final int positions;

    private Corridor(
            Emission emission, Pace pace, int from, boolean[] tooLow, boolean[] taken, Course course, int positions) {
        this.emission = emission;
        this.pace = pace;
        this.from = from;
        this.tooLow = tooLow;
        this.taken = taken;
        this.course = course;
        this.low = new int[taken.length];
        this.high = new int[taken.length];
        this.positions = positions;
    }

    /**
     * The corridor about the path of an overview.
     *
     * @param emission costs by position
     */
    static Corridor about(Trellis.Path path, Overview overview, Emission emission, Pace pace, int from, int positions) {
        int samples = overview.tooLow().length;
        boolean[] taken = new boolean[samples];
        for (int b = 1; b < path.taken().length; b++) {
            taken[b * Overview.UNIT] = path.taken()[b];
        }
        Course course = Course.of(path, overview, emission, pace, from);
        Corridor corridor = new Corridor(emission, pace, from, overview.tooLow(), taken, course, positions);
        for (int i = 0, b = 0; i < samples; i++) {
            while (b + 1 < path.taken().length && overview.middle(b + 1) <= i) {
                b++;
            }
            corridor.open(i, b, path, overview);
        }
        return corridor;
    }

    private void open(int i, int b, Trellis.Path path, Overview overview) {
        double here = middleOf(path.positions()[b]);
        int middle = overview.middle(b);
        if (i < middle || b + 1 == path.taken().length) {
            open(i, here, here);
            return;
        }
        double there = middleOf(path.positions()[b + 1]);
        int steps = overview.middle(b + 1) - middle;
        if (path.taken()[b + 1]) {
            double side = i < (b + 1) * Overview.UNIT ? here : there;
            open(i, side, side);
        } else if (there - here > steps * Pace.USUAL_REACH) {
            open(i, here, there); // reports are missing somewhere between, and the train has gone all the way there
        } else {
            double between = here + (there - here) * (i - middle) / steps;
            open(i, between, between);
        }
    }

    private void open(int i, double first, double last) {
        low[i] = Math.clamp((int) Math.round(first) - HALF_WIDTH, 0, positions - 1);
        high[i] = Math.clamp((int) Math.round(last) + HALF_WIDTH, 0, positions - 1);
    }

    /** The middle of a block of positions. */
    static double middleOf(int block) {
        return block * Overview.UNIT + (Overview.UNIT - 1) / 2.0;
    }

    /** The corridor about a path through this one. */
    Corridor about(Trellis.Path path) {
        Corridor corridor = new Corridor(emission, pace, from, tooLow, taken, course, positions);
        for (int i = 0; i < low.length; i++) {
            corridor.open(i, path.positions()[i], path.positions()[i]);
        }
        return corridor;
    }

    /** Whether a path goes along a wall, so that there may be a better one beyond. */
    boolean touches(Trellis.Path path) {
        for (int i = 0; i < low.length; i++) {
            int p = path.positions()[i];
            if ((p == low[i] && p > 0) || (p == high[i] && p < positions - 1)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int count() {
        return low.length;
    }

    @Override
    public double weight(int stage) {
        return emission.weight(from + stage);
    }

    @Override
    public float[] costs(int stage, Beam beam) {
        emission.levels(from + stage, beam);
        float[] costs = emission.over(from + stage, beam, tooLow[stage]);
        for (int r = 0; r < beam.count(); r++) {
            course.add(costs, stage, emission.weight(from + stage), beam.low(r), beam.high(r));
        }
        return costs;
    }

    /** The part of a path's cost that is for being off the course. */
    double offCourse(Trellis.Path path) {
        double sum = 0;
        for (int i = 0; i < low.length; i++) {
            sum += course.cost(i, emission.weight(from + i), path.positions()[i]);
        }
        return sum;
    }

    @Override
    public float[] steps(int stage) {
        return pace.to(from + stage);
    }

    @Override
    public boolean anew(int stage, float recentCost) {
        return taken[stage];
    }

    @Override
    public void confine(int stage, Beam beam) {
        beam.within(low[stage], high[stage]);
        if (beam.count() == 0) {
            beam.only(low[stage], high[stage]);
        }
    }
}
