package org.lineside.health;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.health.CallHealth.Track;
import org.lineside.numeric.ExactIntervals;
import org.lineside.numeric.Interval;

/**
 * Coverage in one interval of track. The pass is the unit, each with the same weight however long it stood there: calls
 * of one train on one day are one pass.
 *
 * @param period what time it is of
 * @param day its first day, ISO-8601, UTC
 * @param track the line or the reference
 * @param position number of the 100 m interval along the line, or position on the reference's axis
 * @param passes passes
 * @param samples measurement reports
 * @param classDbm the coverage class asked for there, NaN where there is none; of several the strictest
 * @param belowPermille sum over the passes of the share below the class, in thousandths
 * @param levels sum over the passes of the shares of each level, in thousandths, by level in whole dBm, rounded down
 */
public record IntervalKpi(
        Period period,
        String day,
        Track track,
        int position,
        int passes,
        int samples,
        double classDbm,
        int belowPermille,
        SortedMap<Integer, Integer> levels) {
    /** What one pass counts in {@code belowPermille} and {@code levels}. */
    static final int PASS = 1000;

    /** EIRENE SRS 3.2.2: the level is to be reached with 95 % probability in each interval. */
    private static final double ALLOWED_BELOW = 0.05;

    /** Below what any profile can say: RSRP goes down to −156 dBm, RXLEV to −110 less 30 dB of power reduction. */
    private static final int LOWEST_DBM = -170;

    /** Levels told apart: up to −11 dBm, above what any profile can say. */
    static final int LEVELS = 160;

    /** Number of a level, 0 to {@value #LEVELS} − 1. */
    static int index(int dbm) {
        return Math.clamp(dbm - LOWEST_DBM, 0, LEVELS - 1);
    }

    /** Kilometre at its lower end, NaN where unknown. */
    public double kmFrom() {
        return onLine() ? (double) position / ReferencePlaces.PER_KM : Double.NaN;
    }

    /** Kilometre at its upper end, NaN where unknown. */
    public double kmTo() {
        return onLine() ? (double) (position + 1) / ReferencePlaces.PER_KM : Double.NaN;
    }

    private boolean onLine() {
        return track.referenceId().isEmpty();
    }

    /** The level in whole dBm that at most 5 % of what was received lies below. */
    public double fifthPercentileDbm() {
        long all = levels.values().stream().mapToLong(w -> w).sum();
        long up = 0;
        for (Map.Entry<Integer, Integer> level : levels.entrySet()) {
            up += level.getValue();
            if (up > ALLOWED_BELOW * all) {
                return level.getKey();
            }
        }
        return Double.NaN;
    }

    /** The share below the class. */
    public Interval below() {
        return Double.isNaN(classDbm)
                ? Interval.NONE
                : ExactIntervals.proportion((double) belowPermille / PASS, passes);
    }

    /** Whether 95 % are at the class or above. */
    public @Nullable Requirement coverage() {
        return Requirement.atMost(ALLOWED_BELOW, below());
    }

    /**
     * The month of some days.
     *
     * @param days every row of its days, any order
     */
    public static List<IntervalKpi> month(List<IntervalKpi> days) {
        Map<Track, Map<Integer, Sum>> sums = new TreeMap<>();
        for (IntervalKpi day : days) {
            sums.computeIfAbsent(day.track, t -> new TreeMap<>())
                    .computeIfAbsent(day.position, p -> new Sum())
                    .add(day);
        }
        List<IntervalKpi> rows = new ArrayList<>();
        sums.forEach((track, byPosition) -> byPosition.forEach((position, sum) ->
                rows.add(sum.row(Period.MONTH, Period.monthOf(days.getFirst().day), track, position))));
        return List.copyOf(rows);
    }

    /** Adds up. */
    static final class Sum {
        private int passes;
        private int samples;
        private double classDbm = Double.NaN;
        private int belowPermille;
        private final int[] levels = new int[LEVELS];

        private void add(IntervalKpi row) {
            passes += row.passes;
            count(row.samples, row.classDbm, row.belowPermille);
            row.levels.forEach((dbm, permille) -> level(index(dbm), permille));
        }

        /** A pass and its share below, in thousandths; its levels come one by one. */
        void pass(int reports, double strictestDbm, int permille) {
            passes++;
            count(reports, strictestDbm, permille);
        }

        private void count(int reports, double strictestDbm, int permille) {
            samples += reports;
            classDbm = stricter(classDbm, strictestDbm);
            belowPermille += permille;
        }

        /** Adds to a level, by its {@link IntervalKpi#index}. */
        void level(int index, int permille) {
            levels[index] += permille;
        }

        IntervalKpi row(Period period, String day, Track track, int position) {
            SortedMap<Integer, Integer> received = new TreeMap<>();
            for (int k = 0; k < LEVELS; k++) {
                if (levels[k] > 0) {
                    received.put(k + LOWEST_DBM, levels[k]);
                }
            }
            return new IntervalKpi(
                    period,
                    day,
                    track,
                    position,
                    passes,
                    samples,
                    classDbm,
                    belowPermille,
                    Collections.unmodifiableSortedMap(received));
        }
    }

    /** The higher of two classes; NaN is none. */
    static double stricter(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }
}
