package org.lineside.references;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;

/**
 * How calls move between cells: a second-order Markov chain of the serving cells with Dirichlet smoothing towards the
 * first order (MacKay and Peto 1995), and how long they stay, log-normal per (previous, cell, next). The two cells
 * before tell the direction of travel, so the graph needs no routes.
 */
public final class HandoverGraph {
    /** Weight, in handovers, of the first-order chain against the second-order one. */
    private static final double SECOND_ORDER_PRIOR = 2;

    /** Weight, in handovers, of "anywhere else" against what was seen. */
    private static final double FIRST_ORDER_PRIOR = 0.5;

    private static final int BITS = 21;

    private final int cells;
    private final Map<Long, Integer> edges;
    private final Map<Long, Integer> triples;
    private final int[] departures;
    private final Map<Long, Integer> contextDepartures;
    private final Map<Long, Dwell> dwell;

    /**
     * Stay in a cell between a given previous and next one.
     *
     * @param count visits
     * @param meanLogSeconds mean of ln(seconds)
     * @param sdLogSeconds standard deviation of ln(seconds)
     */
    public record Dwell(int count, double meanLogSeconds, double sdLogSeconds) {}

    private HandoverGraph(int cells, Map<Long, Integer> edges, Map<Long, Integer> triples, Map<Long, Dwell> dwell) {
        this.cells = cells;
        this.edges = edges;
        this.triples = triples;
        this.dwell = dwell;
        this.departures = new int[cells];
        this.contextDepartures = new HashMap<>();
        edges.forEach((k, n) -> departures[(int) (k >> BITS)] += n);
        triples.forEach((k, n) -> contextDepartures.merge(k >> BITS, n, Integer::sum));
    }

    /**
     * Learns the graph.
     *
     * @param modelCell model index of each of the traces' cell names
     * @param cells number of cells the model knows
     */
    public static HandoverGraph learn(List<CallTrace> traces, int[] modelCell, int cells) {
        Map<Long, Integer> edges = new TreeMap<>();
        Map<Long, Integer> triples = new TreeMap<>();
        Map<Long, double[]> stays = new TreeMap<>();
        for (CallTrace trace : traces) {
            List<CellVisit> visits = CellVisit.of(trace);
            for (int v = 1; v < visits.size(); v++) {
                int from = modelCell[visits.get(v - 1).cell()];
                int to = modelCell[visits.get(v).cell()];
                edges.merge(key(from, to), 1, Integer::sum);
                if (v > 1) {
                    int before = modelCell[visits.get(v - 2).cell()];
                    triples.merge(key(before, from, to), 1, Integer::sum);
                    double log = Math.log(Math.max(0.5, visits.get(v - 1).seconds(trace)));
                    double[] sums = stays.computeIfAbsent(key(before, from, to), k -> new double[3]);
                    sums[0]++;
                    sums[1] += log;
                    sums[2] += log * log;
                }
            }
        }
        Map<Long, Dwell> dwell = new TreeMap<>();
        stays.forEach((k, s) -> {
            double mean = s[1] / s[0];
            double variance = s[0] > 1 ? Math.max(0, (s[2] - s[0] * mean * mean) / (s[0] - 1)) : Double.NaN;
            dwell.put(k, new Dwell((int) s[0], mean, Math.sqrt(variance)));
        });
        return new HandoverGraph(cells, edges, triples, dwell);
    }

    private static long key(int a, int b) {
        return ((long) a << BITS) | b;
    }

    private static long key(int a, int b, int c) {
        return (key(a, b) << BITS) | c;
    }

    /** Handovers seen from one cell to another. */
    public int count(int from, int to) {
        return from < 0 || to < 0 ? 0 : edges.getOrDefault(key(from, to), 0);
    }

    /** Handovers seen out of a cell. */
    public int departures(int from) {
        return from < 0 ? 0 : departures[from];
    }

    /** Times a call that had come from {@code before} left {@code from} for anywhere. */
    public int departures(int before, int from) {
        return before < 0 || from < 0 ? 0 : contextDepartures.getOrDefault(key(before, from), 0);
    }

    /** Times a call went these three cells in a row. */
    public int count(int before, int from, int to) {
        return before < 0 || from < 0 || to < 0 ? 0 : triples.getOrDefault(key(before, from, to), 0);
    }

    /** Probability of the next cell given the two before; {@code before} may be −1 at the start of a call. */
    public double probability(int before, int from, int to) {
        double first =
                (count(from, to) + FIRST_ORDER_PRIOR / Math.max(1, cells)) / (departures(from) + FIRST_ORDER_PRIOR);
        if (before < 0) {
            return first;
        }
        return (count(before, from, to) + SECOND_ORDER_PRIOR * first) / (departures(before, from) + SECOND_ORDER_PRIOR);
    }

    /**
     * The same, for a handover that the graph was learned from itself: what the other calls say of it (leave one out).
     */
    public double probabilityWithoutOne(int before, int from, int to) {
        int others = Math.max(0, count(from, to) - 1);
        double first = (others + FIRST_ORDER_PRIOR / Math.max(1, cells))
                / (Math.max(0, departures(from) - 1) + FIRST_ORDER_PRIOR);
        if (before < 0) {
            return first;
        }
        return (Math.max(0, count(before, from, to) - 1) + SECOND_ORDER_PRIOR * first)
                / (Math.max(0, departures(before, from) - 1) + SECOND_ORDER_PRIOR);
    }

    /** The usual stay in {@code cell} between these two, null when it was never seen. */
    public @org.jspecify.annotations.Nullable Dwell dwell(int before, int cell, int after) {
        return before < 0 || cell < 0 || after < 0 ? null : dwell.get(key(before, cell, after));
    }

    /** The most frequent next cell for a call that came from {@code before}, −1 when nothing was seen. */
    public int usualNext(int before, int from) {
        int best = -1;
        int most = 0;
        for (int to = 0; to < cells; to++) {
            int n = before < 0 ? count(from, to) : count(before, from, to);
            if (n > most) {
                most = n;
                best = to;
            }
        }
        return best;
    }

    /** Writes the graph. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(cells);
        writeCounts(out, edges);
        writeCounts(out, triples);
        out.writeInt(dwell.size());
        for (Map.Entry<Long, Dwell> e : dwell.entrySet()) {
            out.writeLong(e.getKey());
            out.writeInt(e.getValue().count());
            out.writeDouble(e.getValue().meanLogSeconds());
            out.writeDouble(e.getValue().sdLogSeconds());
        }
    }

    private static void writeCounts(DataOutput out, Map<Long, Integer> counts) throws IOException {
        out.writeInt(counts.size());
        for (Map.Entry<Long, Integer> e : counts.entrySet()) {
            out.writeLong(e.getKey());
            out.writeInt(e.getValue());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static HandoverGraph read(DataInput in) throws IOException {
        int cells = in.readInt();
        Map<Long, Integer> edges = readCounts(in);
        Map<Long, Integer> triples = readCounts(in);
        Map<Long, Dwell> dwell = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            dwell.put(in.readLong(), new Dwell(in.readInt(), in.readDouble(), in.readDouble()));
        }
        return new HandoverGraph(cells, edges, triples, dwell);
    }

    private static Map<Long, Integer> readCounts(DataInput in) throws IOException {
        Map<Long, Integer> counts = new TreeMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            counts.put(in.readLong(), in.readInt());
        }
        return counts;
    }
}
