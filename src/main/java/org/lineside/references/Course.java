package org.lineside.references;

import java.util.Arrays;

/**
 * Where a train was by its own weight: the way that an overview found, with its speed kept over half a minute to either side. A
 * path that follows the levels alone lets a train wait where a fault begins and make up for it behind, since each level then
 * has a place where it is usual.
 */
final class Course {
    /** Standard deviation in positions of where a train is about where its speed kept would have brought it. */
    private static final float SD = 3;

    /** Most that being off the course costs a sample. */
    private static final float CAP = 3;

    /** Blocks to either side over which the speed is kept: at 0.5 m/s² a train leaves a straight line by some 80 m. */
    private static final int REACH = 4;

    private static final int LEAST_BLOCKS = 5;

    /** Position of each sample of the stretch, NaN where it is not known. */
    private final float[] position;

    private Course(float[] position) {
        this.position = position;
    }

    /** The course of a stretch that begins at sample {@code from}, by the path of its overview. */
    static Course of(Trellis.Path path, Overview overview, Emission emission, Pace pace, int from) {
        int blocks = path.positions().length;
        double[] time = new double[blocks];
        double[] position = new double[blocks];
        boolean[] broken = path.taken().clone();
        for (int b = 0; b < blocks; b++) {
            position[b] = Corridor.middleOf(path.positions()[b]);
            time[b] = b == 0 ? 0 : time[b - 1];
            for (int i = b == 0 ? 1 : overview.middle(b - 1) + 1; i <= overview.middle(b); i++) {
                time[b] += emission.isRepeated(from + i) ? 0 : 1;
                broken[b] |= pace.isAfterGap(from + i);
            }
        }
        double[] smooth = smooth(time, position, broken);
        float[] course = new float[overview.tooLow().length];
        Arrays.fill(course, Float.NaN);
        for (int b = 1; b < blocks; b++) {
            double moved = 0;
            for (int i = overview.middle(b - 1); !broken[b] && i <= overview.middle(b); i++) {
                double share = time[b] == time[b - 1] ? 0 : moved / (time[b] - time[b - 1]);
                course[i] = (float) (smooth[b - 1] + share * (smooth[b] - smooth[b - 1]));
                moved += i < overview.middle(b) && emission.isRepeated(from + i + 1) ? 0 : 1;
            }
        }
        return new Course(course);
    }

    /** What it costs a sample to be at a position, off the course. */
    float cost(int sample, float weight, int at) {
        float off = (at - position[sample]) / SD;
        return Float.isNaN(off) ? 0 : weight * Math.min(CAP, 0.5f * off * off);
    }

    /** Adds that to the costs of positions {@code low} to {@code high}. */
    void add(float[] costs, int sample, float weight, int low, int high) {
        for (int p = low; p <= high; p++) {
            costs[p] += cost(sample, weight, p);
        }
    }

    /**
     * The way smoothed: at each block the line through those about it by repeated medians (Siegel, Biometrika 69, 1982), which
     * less than half of them can't move.
     *
     * @param time time moved up to each block, in samples
     * @param position position at each
     * @param broken whether nobody knows how the train came from the block before to this one
     * @return position at each block, NaN where too few are about it
     */
    static double[] smooth(double[] time, double[] position, boolean[] broken) {
        int n = position.length;
        double[] smooth = new double[n];
        double[] slopes = new double[2 * REACH];
        double[] lines = new double[2 * REACH + 1];
        for (int b = 0; b < n; b++) {
            int from = b;
            while (from > 0 && from > b - REACH && !broken[from]) {
                from--;
            }
            int to = b;
            while (to + 1 < n && to < b + REACH && !broken[to + 1]) {
                to++;
            }
            smooth[b] = to - from + 1 < LEAST_BLOCKS ? Double.NaN : at(time, position, from, to, b, slopes, lines);
        }
        return smooth;
    }

    private static double at(
            double[] time, double[] position, int from, int to, int b, double[] slopes, double[] lines) {
        int count = 0;
        for (int i = from; i <= to; i++) {
            int moved = 0;
            for (int j = from; j <= to; j++) {
                if (time[j] != time[i]) {
                    slopes[moved++] = (position[j] - position[i]) / (time[j] - time[i]);
                }
            }
            if (moved > 0) {
                lines[count++] = median(slopes, moved);
            }
        }
        double slope = count == 0 ? 0 : median(lines, count);
        for (int i = from; i <= to; i++) {
            lines[i - from] = position[i] - slope * (time[i] - time[b]);
        }
        return median(lines, to - from + 1);
    }

    private static double median(double[] values, int count) {
        Arrays.sort(values, 0, count);
        return (values[(count - 1) / 2] + values[count / 2]) / 2;
    }
}
