package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.numeric.Cliques;

/**
 * Groups calls by the ground they covered, where they give their coordinates: two calls belong together when at least 80 %
 * of the shorter one's points lie within 50 m of the other's {@link Track}, passed in the same direction. In a group each
 * belongs with each: parts of a long way that do not overlap stay apart. All pairs are compared among the longest calls
 * only; a further one joins a group when it belongs with each of some of its members.
 */
final class TrackClustering {
    private static final double KNOWN_SHARE = 0.8;
    private static final double SHARED = 0.8;
    private static final int MIN_POINTS = 5;
    /** Calls that are all compared with each other. */
    private static final int MAX_FOUNDERS = 1000;

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
        double[] origin = origin(traces);
        List<Track> tracks =
                traces.stream().map(t -> Track.of(t, origin[0], origin[1])).toList();
        int[] longestFirst = IntStream.range(0, tracks.size())
                .filter(i -> tracks.get(i).points() >= MIN_POINTS)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -tracks.get(i).metres())
                        .thenComparing(i -> traces.get(i).info().callId()))
                .mapToInt(i -> i)
                .toArray();
        int[] founders = Arrays.copyOf(longestFirst, Math.min(MAX_FOUNDERS, longestFirst.length));
        List<Track> founding = IntStream.of(founders).mapToObj(tracks::get).toList();
        int[] clusterOf = new int[tracks.size()];
        Arrays.fill(clusterOf, -1);
        Map<Integer, List<Integer>> members = new TreeMap<>();
        int[] clique = Cliques.cover(neighbours(founding));
        for (int k = 0; k < founders.length; k++) {
            clusterOf[founders[k]] = clique[k];
            members.computeIfAbsent(clique[k], c -> new ArrayList<>()).add(founders[k]);
        }
        int next = members.size();
        for (int k = founders.length; k < longestFirst.length; k++) {
            int call = longestFirst[k];
            int joined = members.keySet().stream()
                    .filter(c -> belongs(tracks, call, members.getOrDefault(c, List.of())))
                    .findFirst()
                    .orElse(-1);
            clusterOf[call] = joined < 0 ? next++ : joined;
        }
        return numbered(clusterOf);
    }

    /** The first known position: distances are taken on a plane that touches the earth there. */
    private static double[] origin(List<CallTrace> traces) {
        for (CallTrace trace : traces) {
            for (int i = 0; i < trace.size(); i++) {
                if (!Double.isNaN(trace.latitude()[i]) && !Double.isNaN(trace.longitude()[i])) {
                    return new double[] {trace.latitude()[i], trace.longitude()[i]};
                }
            }
        }
        return new double[2];
    }

    private static boolean belongs(List<Track> tracks, int call, List<Integer> members) {
        return members.stream().limit(COMPARED_MEMBERS).allMatch(m -> together(tracks.get(call), tracks.get(m)));
    }

    private static BitSet[] neighbours(List<Track> tracks) {
        int n = tracks.size();
        BitSet[] neighbours = IntStream.range(0, n)
                .parallel()
                .mapToObj(i -> {
                    BitSet shorter = new BitSet();
                    IntStream.range(i + 1, n)
                            .filter(j -> together(tracks.get(i), tracks.get(j)))
                            .forEach(shorter::set);
                    return shorter;
                })
                .toArray(BitSet[]::new);
        for (int i = 0; i < n; i++) {
            int longer = i;
            neighbours[i].stream().filter(j -> j > longer).forEach(j -> neighbours[j].set(longer));
        }
        return neighbours;
    }

    private static boolean together(Track a, Track b) {
        return a.metres() <= b.metres() ? a.liesOn(b, SHARED) : b.liesOn(a, SHARED);
    }

    private static int[] numbered(int[] clusterOf) {
        Map<Integer, Integer> calls = new HashMap<>();
        for (int cluster : clusterOf) {
            if (cluster >= 0) {
                calls.merge(cluster, 1, Integer::sum);
            }
        }
        List<Integer> order = calls.keySet().stream()
                .sorted(Comparator.comparingInt((Integer c) -> -calls.getOrDefault(c, 0))
                        .thenComparingInt(c -> c))
                .toList();
        Map<Integer, Integer> number = new HashMap<>();
        order.forEach(c -> number.put(c, number.size()));
        return IntStream.of(clusterOf).map(c -> number.getOrDefault(c, -1)).toArray();
    }
}
