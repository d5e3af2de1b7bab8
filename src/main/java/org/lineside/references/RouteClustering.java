package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.numeric.Sequences;
import smile.clustering.HierarchicalClustering;
import smile.clustering.linkage.CompleteLinkage;

/**
 * Groups calls that ran the same way. Works on the distinct cell sequences only: of thousands of calls a few hundred
 * remain. Two sequences are alike by the share of the shorter that stands in the longer in the same order, so that
 * partial calls join and opposite directions do not. Sequences that stand in a longer one are set aside first; the
 * others are clustered by complete linkage (a chain of partial overlaps must not join two ends of the network); those
 * set aside then join the cluster that holds them best.
 */
public final class RouteClustering {
    /** Share of the shorter sequence that must be common; the usual choice for sets of cells. */
    static final double SIMILARITY = 0.8;

    /** Hierarchical clustering holds a full matrix: beyond this the rarest sequences only join, they found nothing. */
    private static final int MAX_FOUNDERS = 2000;

    private RouteClustering() {}

    /**
     * Clusters the sequences of calls.
     *
     * @param sequences one per call
     * @return cluster of each call, numbered from 0 by falling number of calls; −1 for calls of a single cell, which
     *     have no direction
     */
    public static int[] cluster(List<CellSequence> sequences) {
        Map<CellSequence, Integer> support = new HashMap<>();
        for (CellSequence s : sequences) {
            if (s.length() > 1) {
                support.merge(s, 1, Integer::sum);
            }
        }
        List<CellSequence> distinct = new ArrayList<>(support.keySet());
        distinct.sort(Comparator.<CellSequence>comparingInt(s -> -s.length())
                .thenComparingInt(s -> -support.getOrDefault(s, 0))
                .thenComparing(CellSequence::cells, Arrays::compare));
        List<CellSequence> founders = founders(distinct);
        int[] founderCluster = joinHeld(founders, clusterFounders(founders));
        Map<CellSequence, Integer> clusterOf = new HashMap<>();
        for (CellSequence s : distinct) {
            clusterOf.put(s, bestCluster(s, founders, founderCluster));
        }
        return renumbered(sequences, clusterOf);
    }

    private static List<CellSequence> founders(List<CellSequence> longestFirst) {
        List<CellSequence> founders = new ArrayList<>();
        for (CellSequence s : longestFirst) {
            boolean held = founders.size() >= MAX_FOUNDERS;
            for (int i = 0; i < founders.size() && !held; i++) {
                held = Sequences.commonLength(s.cells(), founders.get(i).cells()) == s.length();
            }
            if (!held) {
                founders.add(s);
            }
        }
        return founders;
    }

    private static int[] clusterFounders(List<CellSequence> founders) {
        int n = founders.size();
        if (n < 3) {
            int[] own = new int[n];
            Arrays.setAll(own, i -> i);
            return own;
        }
        double[][] distance = new double[n][];
        for (int i = 0; i < n; i++) {
            distance[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                distance[i][j] = 1 - similarity(founders.get(i), founders.get(j));
            }
        }
        HierarchicalClustering tree = HierarchicalClustering.fit(new CompleteLinkage(distance));
        double cut = 1 - SIMILARITY + 1e-9;
        double[] heights = tree.height();
        if (heights[heights.length - 1] <= cut) {
            return new int[n];
        }
        if (heights[0] > cut) {
            int[] own = new int[n];
            Arrays.setAll(own, i -> i);
            return own;
        }
        return tree.partition(cut);
    }

    /**
     * Complete linkage keeps a partial call with one cell of its own apart from another at the far end of the same
     * route: clusters whose longest sequence stands in a longer one's join it.
     */
    private static int[] joinHeld(List<CellSequence> founders, int[] cluster) {
        int[] joined = new int[cluster.length];
        Map<Integer, Integer> leaderOf = new HashMap<>();
        List<Integer> leaders = new ArrayList<>();
        for (int i = 0; i < cluster.length; i++) {
            Integer leader = leaderOf.get(cluster[i]);
            for (int k = 0; k < leaders.size() && leader == null; k++) {
                if (similarity(founders.get(i), founders.get(leaders.get(k))) >= SIMILARITY) {
                    leader = leaders.get(k);
                }
            }
            if (leader == null) {
                leader = i;
                leaders.add(i);
            }
            leaderOf.putIfAbsent(cluster[i], leader);
            joined[i] = leader;
        }
        return joined;
    }

    /** Share 0..1 of the shorter sequence that stands in the longer in the same order. */
    static double similarity(CellSequence a, CellSequence b) {
        int shorter = Math.min(a.length(), b.length());
        return shorter == 0 ? 0 : (double) Sequences.commonLength(a.cells(), b.cells()) / shorter;
    }

    private static int bestCluster(CellSequence s, List<CellSequence> founders, int[] founderCluster) {
        int best = -1;
        double bestSimilarity = -1;
        for (int i = 0; i < founders.size(); i++) {
            double similarity = similarity(s, founders.get(i));
            if (similarity > bestSimilarity) {
                bestSimilarity = similarity;
                best = founderCluster[i];
            }
        }
        return best;
    }

    private static int[] renumbered(List<CellSequence> sequences, Map<CellSequence, Integer> clusterOf) {
        Map<Integer, Integer> calls = new TreeMap<>();
        for (CellSequence s : sequences) {
            Integer cluster = clusterOf.get(s);
            if (cluster != null) {
                calls.merge(cluster, 1, Integer::sum);
            }
        }
        List<Integer> order = new ArrayList<>(calls.keySet());
        order.sort(Comparator.comparingInt(c -> -calls.getOrDefault(c, 0)));
        int[] result = new int[sequences.size()];
        for (int i = 0; i < result.length; i++) {
            Integer cluster = clusterOf.get(sequences.get(i));
            result[i] = cluster == null ? -1 : order.indexOf(cluster);
        }
        return result;
    }
}
