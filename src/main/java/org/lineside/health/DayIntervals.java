package org.lineside.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.health.CallHealth.Levels;
import org.lineside.health.CallHealth.Track;

/** The coverage of a day, interval by interval. */
final class DayIntervals {
    /** A key holds the track in 15 bits, the position in 24, and the sample in 24. */
    private static final int BITS = 24;

    private static final long MASK = (1L << BITS) - 1;
    /** Makes positions positive: 800,000 km to either side. */
    private static final int ORIGIN = 1 << (BITS - 1);

    private final String day;
    private final List<Track> tracks = new ArrayList<>();
    private final Map<Track, Integer> trackIndex = new HashMap<>();
    /** Reports of one pass in one interval by level; empty between them. */
    private final int[] atLevel = new int[IntervalKpi.LEVELS];

    private final Map<Long, IntervalKpi.Sum> sums = new HashMap<>();

    /** @param calls calls of the day, in a fixed order */
    DayIntervals(String day, List<CallHealth> calls) {
        this.day = day;
        Map<String, List<Levels>> passes = new TreeMap<>();
        for (CallHealth call : calls) {
            if (call.levels().size() > 0) {
                passes.computeIfAbsent(pass(call), k -> new ArrayList<>()).add(call.levels());
            }
        }
        passes.values().forEach(this::add);
    }

    /** A train's number passes a place once a day; of a call without one nobody knows what else ran with it. */
    private static String pass(CallHealth call) {
        String train = call.trainNumber();
        return train == null ? "c" + call.callId() : "t" + train;
    }

    private void add(List<Levels> pass) {
        Merged all = merge(pass);
        long[] keys = all.keys;
        for (int from = 0; from < keys.length; ) {
            int to = from + 1;
            while (to < keys.length && keys[to] >>> BITS == keys[from] >>> BITS) {
                to++;
            }
            addRun(all, from, to);
            from = to;
        }
    }

    /** One pass in one interval. */
    private void addRun(Merged all, int from, int to) {
        int reports = 0;
        int below = 0;
        double strictest = Double.NaN;
        for (int k = from; k < to; k++) {
            int i = (int) (all.keys[k] & MASK);
            reports += all.reports[i];
            below += all.below[i] * all.reports[i];
            strictest = IntervalKpi.stricter(strictest, all.classDbm[i]);
            atLevel[IntervalKpi.index(all.levelDbm[i])] += all.reports[i];
        }
        IntervalKpi.Sum sum = sums.computeIfAbsent(all.keys[from] >>> BITS, k -> new IntervalKpi.Sum());
        sum.pass(reports, strictest, permille(below, reports));
        for (int k = from; k < to; k++) {
            int level = IntervalKpi.index(all.levelDbm[(int) (all.keys[k] & MASK)]);
            sum.level(level, permille(atLevel[level], reports));
            atLevel[level] = 0;
        }
    }

    private static int permille(int part, int whole) {
        return Math.round((float) IntervalKpi.PASS * part / whole);
    }

    /** The samples of all calls of a pass, their keys sorted. */
    private record Merged(long[] keys, int[] levelDbm, int[] reports, int[] below, double[] classDbm) {}

    private Merged merge(List<Levels> pass) {
        int n = pass.stream().mapToInt(Levels::size).sum();
        Merged all = new Merged(new long[n], new int[n], new int[n], new int[n], new double[n]);
        int at = 0;
        for (Levels levels : pass) {
            int[] track = levels.tracks().stream().mapToInt(this::index).toArray();
            for (int i = 0; i < levels.size(); i++) {
                long place = ((long) track[levels.track()[i]] << BITS) | ((levels.position()[i] + ORIGIN) & MASK);
                all.keys[at + i] = (place << BITS) | (at + i);
            }
            System.arraycopy(levels.levelDbm(), 0, all.levelDbm, at, levels.size());
            System.arraycopy(levels.reports(), 0, all.reports, at, levels.size());
            System.arraycopy(levels.below(), 0, all.below, at, levels.size());
            System.arraycopy(levels.classDbm(), 0, all.classDbm, at, levels.size());
            at += levels.size();
        }
        Arrays.sort(all.keys);
        return all;
    }

    private int index(Track track) {
        return trackIndex.computeIfAbsent(track, t -> {
            tracks.add(t);
            return tracks.size() - 1;
        });
    }

    List<IntervalKpi> rows() {
        List<IntervalKpi> rows = new ArrayList<>();
        sums.forEach((place, sum) ->
                rows.add(sum.row(Period.DAY, day, tracks.get((int) (place >>> BITS)), (int) (place & MASK) - ORIGIN)));
        rows.sort(Comparator.comparing(IntervalKpi::track).thenComparingInt(IntervalKpi::position));
        return List.copyOf(rows);
    }
}
