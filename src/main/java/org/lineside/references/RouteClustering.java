package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lineside.numeric.Cliques;

/**
 * Groups calls that ran the same way, by the cells that served them. Works on the distinct orders of cells only.
 *
 * <p>Two calls belong together when at least 80 % of the shorter one's time can be laid on the other, in order, so that
 * the same cell serves both ({@link CellStays#shareIn}), and not better the other way round. Orders that stand as a whole
 * in a longer one are set aside; the others form groups in which each belongs with each, so that a chain of partial
 * overlaps can't join two ends of the network, large groups first. What then belongs with most of a group of longer ones
 * joins it: partial calls, and those set aside. What belongs with none, because hardly any call ran on so far, is grouped
 * among itself in the same way.
 */
final class RouteClustering {
    /** Share of the shorter call that must be common; the usual choice for sets of cells. */
    static final double SIMILARITY = 0.8;

    /** Calls that make a way known, as they make a provisional reference. */
    private static final int KNOWN_CALLS = 3;

    private static final double EQUAL = 1e-9;
    private static final double WHOLE = 1 - EQUAL;

    /** All pairs of founders are compared: beyond this the shortest orders only join, or found in the next round. */
    private static final int MAX_FOUNDERS = 2000;

    /** What still belongs with nothing then is alone. */
    private static final int MAX_ROUNDS = 4;

    private RouteClustering() {}

    /** Calls with one order of cells. */
    private record Way(CellStays stays, int calls) {}

    /** Calls that belong together, the founders all with each other. */
    private record Group(List<Way> founders, int calls) {
        static Group of(List<Way> founders) {
            return new Group(founders, founders.stream().mapToInt(Way::calls).sum());
        }

        /** How well it holds a call: mean share over its founders' calls; 0 where less than half of them hold it. */
        double holds(CellStays stays) {
            double shares = 0;
            int companions = 0;
            for (Way founder : founders) {
                double share = stays.shareIn(founder.stays);
                if (alike(stays, founder.stays, share)) {
                    companions += founder.calls;
                }
                shares += founder.calls * share;
            }
            return companions >= KNOWN_CALLS || 2 * companions > calls ? shares / calls : 0;
        }
    }

    /**
     * Clusters calls.
     *
     * @param calls the stays of each
     * @return cluster of each call, numbered from 0 by falling number of calls; −1 for calls of a single cell, which
     *     have no direction
     */
    static int[] cluster(List<CellStays> calls) {
        Map<CellStays, Integer> clusterOf = new HashMap<>();
        List<Way> left = ways(calls);
        int clusters = 0;
        for (int round = 0; !left.isEmpty() && round < MAX_ROUNDS; round++) {
            clusters = grouped(left, groups(founders(left)), clusters, clusterOf);
            left = left.stream().filter(w -> !clusterOf.containsKey(w.stays)).toList();
        }
        for (Way alone : left) {
            clusterOf.put(alone.stays, clusters++);
        }
        return renumbered(calls, clusterOf);
    }

    /**
     * Numbers groups, and finds what else belongs with them.
     *
     * @param first the number of the first
     * @param clusterOf filled with the cluster of what belongs with one
     * @return the number after the last
     */
    private static int grouped(List<Way> ways, List<Group> founded, int first, Map<CellStays, Integer> clusterOf) {
        List<Group> groups = joined(founded, first, clusterOf);
        List<Way> others =
                ways.stream().filter(w -> !clusterOf.containsKey(w.stays)).toList();
        int[] best =
                others.parallelStream().mapToInt(w -> best(w.stays, groups)).toArray();
        for (int i = 0; i < best.length; i++) {
            if (best[i] >= 0) {
                clusterOf.put(others.get(i).stays, first + best[i]);
            }
        }
        return first + groups.size();
    }

    private static List<Way> ways(List<CellStays> calls) {
        Map<CellStays, List<CellStays>> same = new LinkedHashMap<>();
        for (CellStays s : calls) {
            if (s.length() > 1) {
                same.computeIfAbsent(s, k -> new ArrayList<>()).add(s);
            }
        }
        return same.entrySet().stream()
                .map(e -> new Way(
                        new CellStays(e.getKey().cells(), mean(e.getValue())),
                        e.getValue().size()))
                .sorted(Comparator.<Way>comparingDouble(w -> -w.stays.total())
                        .thenComparingInt(w -> -w.calls)
                        .thenComparing(w -> w.stays.cells(), Arrays::compare))
                .toList();
    }

    private static double[] mean(List<CellStays> same) {
        double[] mean = new double[same.getFirst().length()];
        // Sorted, so that the sum does not depend on the order of the calls.
        Arrays.setAll(
                mean,
                i -> same.stream().mapToDouble(s -> s.seconds()[i]).sorted().sum() / same.size());
        return mean;
    }

    private static List<Way> founders(List<Way> longestFirst) {
        List<Way> founders = new ArrayList<>();
        for (Way way : longestFirst) {
            if (founders.size() >= MAX_FOUNDERS) {
                break;
            }
            if (founders.parallelStream().noneMatch(f -> way.stays.shareIn(f.stays) >= WHOLE)) {
                founders.add(way);
            }
        }
        return founders;
    }

    private static List<Group> groups(List<Way> founders) {
        int n = founders.size();
        BitSet[] upper = IntStream.range(0, n)
                .parallel()
                .mapToObj(i -> {
                    BitSet alike = new BitSet();
                    IntStream.range(i + 1, n)
                            .filter(j -> alike(founders.get(i).stays, founders.get(j).stays))
                            .forEach(alike::set);
                    return alike;
                })
                .toArray(BitSet[]::new);
        for (int i = 0; i < n; i++) {
            int low = i;
            upper[i].stream().filter(j -> j > low).forEach(j -> upper[j].set(low));
        }
        Map<Integer, List<Way>> members = new TreeMap<>();
        int[] clique = Cliques.cover(upper);
        for (int i = 0; i < n; i++) {
            members.computeIfAbsent(clique[i], k -> new ArrayList<>()).add(founders.get(i));
        }
        return members.values().stream().map(Group::of).toList();
    }

    /**
     * Groups whose longest order belongs with most of a group with a longer one are parts of that one.
     *
     * @param first the number of the first group's cluster
     * @param clusterOf filled with the cluster of each founder, in the order of the result
     */
    private static List<Group> joined(List<Group> groups, int first, Map<CellStays, Integer> clusterOf) {
        List<Group> longestFirst = groups.stream()
                .sorted(Comparator.<Group>comparingDouble(
                                g -> -g.founders.getFirst().stays.total())
                        .thenComparing(g -> g.founders.getFirst().stays.cells(), Arrays::compare))
                .toList();
        List<Group> whole = new ArrayList<>();
        for (Group group : longestFirst) {
            int at = best(group.founders.getFirst().stays, whole);
            if (at < 0) {
                at = whole.size();
                whole.add(group);
            }
            for (Way way : group.founders) {
                clusterOf.put(way.stays, first + at);
            }
        }
        return whole;
    }

    /** The group that holds a call best, of equals the one with most calls; −1 where none does. */
    private static int best(CellStays stays, List<Group> groups) {
        int best = -1;
        double most = 0;
        for (int g = 0; g < groups.size(); g++) {
            double holds = groups.get(g).holds(stays);
            boolean equal = best >= 0 && holds > 0 && Math.abs(holds - most) < EQUAL;
            if (equal ? groups.get(g).calls > groups.get(best).calls : holds > most) {
                most = holds;
                best = g;
            }
        }
        return best;
    }

    /** Whether two calls ran the same way, one perhaps a part of it. */
    static boolean alike(CellStays a, CellStays b) {
        return a.total() <= b.total() ? runs(a, b, a.shareIn(b)) : runs(b, a, b.shareIn(a));
    }

    /** The same, with the share of {@code a} in {@code b}, which its caller needs as well. */
    private static boolean alike(CellStays a, CellStays b, double share) {
        return a.total() <= b.total() ? runs(a, b, share) : runs(b, a, b.shareIn(a));
    }

    private static boolean runs(CellStays shorter, CellStays longer, double share) {
        return share >= SIMILARITY - EQUAL && share >= shorter.reversedShareIn(longer);
    }

    private static int[] renumbered(List<CellStays> stays, Map<CellStays, Integer> clusterOf) {
        Map<Integer, Integer> calls = new TreeMap<>();
        for (CellStays s : stays) {
            Integer cluster = clusterOf.get(s);
            if (cluster != null) {
                calls.merge(cluster, 1, Integer::sum);
            }
        }
        List<Integer> order = new ArrayList<>(calls.keySet());
        order.sort(Comparator.comparingInt(c -> -calls.getOrDefault(c, 0)));
        int[] result = new int[stays.size()];
        for (int i = 0; i < result.length; i++) {
            Integer cluster = clusterOf.get(stays.get(i));
            result[i] = cluster == null ? -1 : order.indexOf(cluster);
        }
        return result;
    }
}
