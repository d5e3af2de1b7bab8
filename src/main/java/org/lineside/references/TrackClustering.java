package org.lineside.references;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;

/**
 * Groups calls by the ground they covered, where they give their coordinates: two calls belong together when at least 80 %
 * of the shorter one's points lie within 50 m of the other, passed in the same direction. A call joins the group whose
 * members it belongs with, all of them: parts of a long way that do not overlap stay apart. It is compared with a few
 * members of each group at most, so the work grows with calls times groups.
 */
final class TrackClustering {
    private static final double KNOWN_SHARE = 0.8;
    private static final double SHARED = 0.8;
    private static final double NEAR_METRES = 50;
    private static final double SPACING_METRES = 20;
    private static final double METRES_PER_DEGREE = 111_195;
    private static final int MIN_POINTS = 5;
    private static final int COMPARED_MEMBERS = 12;

    private TrackClustering() {}

    /** Whether enough samples have coordinates to tell the calls apart by them. */
    static boolean applies(List<CallTrace> traces) {
        long known = 0;
        long all = 0;
        for (CallTrace trace : traces) {
            for (double latitude : trace.latitude()) {
                known += Double.isNaN(latitude) ? 0 : 1;
                all++;
            }
        }
        return all > 0 && known > KNOWN_SHARE * all;
    }

    /**
     * Clusters calls.
     *
     * @return cluster of each call, numbered from 0 by falling number of calls; −1 for calls that hardly moved
     */
    static int[] cluster(List<CallTrace> traces) {
        List<Path> paths = traces.stream().map(TrackClustering::path).toList();
        List<Integer> longestFirst = IntStream.range(0, paths.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> -paths.get(i).size())
                        .thenComparing(i -> traces.get(i).info().callId()))
                .toList();
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        int[] leaderOf = new int[paths.size()];
        for (int i : longestFirst) {
            leaderOf[i] = -1;
            if (paths.get(i).size() < MIN_POINTS) {
                continue;
            }
            double best = SHARED;
            for (Map.Entry<Integer, List<Integer>> group : members.entrySet()) {
                double shared = group.getValue().stream()
                        .limit(COMPARED_MEMBERS)
                        .mapToDouble(m -> paths.get(i).shareOn(paths.get(m)))
                        .min()
                        .orElse(0);
                if (shared >= best) {
                    best = shared;
                    leaderOf[i] = group.getKey();
                }
            }
            leaderOf[i] = leaderOf[i] < 0 ? i : leaderOf[i];
            members.computeIfAbsent(leaderOf[i], k -> new ArrayList<>()).add(i);
        }
        return numbered(leaderOf);
    }

    private static int[] numbered(int[] leaderOf) {
        Map<Integer, Integer> calls = new HashMap<>();
        for (int leader : leaderOf) {
            if (leader >= 0) {
                calls.merge(leader, 1, Integer::sum);
            }
        }
        List<Integer> order = calls.keySet().stream()
                .sorted(Comparator.comparingInt((Integer l) -> -calls.getOrDefault(l, 0))
                        .thenComparingInt(l -> l))
                .toList();
        return IntStream.of(leaderOf).map(l -> l < 0 ? -1 : order.indexOf(l)).toArray();
    }

    private static Path path(CallTrace trace) {
        double[] x = new double[trace.size()];
        double[] y = new double[trace.size()];
        int n = 0;
        for (int i = 0; i < trace.size(); i++) {
            double latitude = trace.latitude()[i];
            double east = trace.longitude()[i] * METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude));
            double north = latitude * METRES_PER_DEGREE;
            if (!Double.isNaN(east) && (n == 0 || Math.hypot(east - x[n - 1], north - y[n - 1]) >= SPACING_METRES)) {
                x[n] = east;
                y[n++] = north;
            }
        }
        return new Path(x, y, n);
    }

    /** The points of a call, thinned, with an index of squares. */
    private static final class Path {
        private final double[] x;
        private final double[] y;
        private final int size;
        private final Map<Long, List<Integer>> squares = new HashMap<>();

        Path(double[] x, double[] y, int size) {
            this.x = x;
            this.y = y;
            this.size = size;
            for (int i = 0; i < size; i++) {
                squares.computeIfAbsent(key(column(x[i]), column(y[i])), k -> new ArrayList<>())
                        .add(i);
            }
        }

        int size() {
            return size;
        }

        double shareOn(Path other) {
            int near = 0;
            for (int i = 0; i < size; i++) {
                near += other.passes(x[i], y[i], east(i), north(i)) ? 1 : 0;
            }
            return (double) near / size;
        }

        private double east(int i) {
            return x[Math.min(i + 1, size - 1)] - x[Math.max(i - 1, 0)];
        }

        private double north(int i) {
            return y[Math.min(i + 1, size - 1)] - y[Math.max(i - 1, 0)];
        }

        private boolean passes(double px, double py, double dx, double dy) {
            for (long column = column(px) - 1; column <= column(px) + 1; column++) {
                for (long row = column(py) - 1; row <= column(py) + 1; row++) {
                    for (int i : squares.getOrDefault(key(column, row), List.of())) {
                        if (Math.hypot(px - x[i], py - y[i]) <= NEAR_METRES && dx * east(i) + dy * north(i) > 0) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        private static long column(double metres) {
            return (long) Math.floor(metres / NEAR_METRES);
        }

        private static long key(long column, long row) {
            return (column << 32) ^ (row & 0xffffffffL);
        }
    }
}
