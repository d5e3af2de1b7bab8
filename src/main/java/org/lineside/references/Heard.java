package org.lineside.references;

import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/** The cells that a sample of one call heard, or a few samples together, as the mean of what they tell. */
final class Heard {
    /** What a sample of a train that has not moved tells beyond the one before. */
    private static final float STILL_WEIGHT = 0.1f;

    private static final float NEIGHBOUR_SHARE = 0.7f;
    private static final int MOST_CELLS = 24;

    private final EmissionTable table;
    private final CallTrace trace;
    private final int[] modelCell;
    private final boolean[] still;
    private final float offsetDb;
    private final int[] cells = new int[MOST_CELLS];
    private final float[] dbm = new float[MOST_CELLS];
    private final float[] share = new float[MOST_CELLS];
    private final int[] servers = new int[Overview.UNIT];
    private final float[] serverShare = new float[Overview.UNIT];
    private final float[] symbols = new float[Overview.UNIT];
    private final float[] timed = new float[Overview.UNIT];
    private int count;
    private int serverCount;

    /**
     * @param table says which cells the route knows
     * @param still where the train stood, by sample
     * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
     * @param offsetDb what is taken off the downlink levels
     */
    Heard(EmissionTable table, CallTrace trace, boolean[] still, int[] modelCell, float offsetDb) {
        this.table = table;
        this.trace = trace;
        this.still = still;
        this.modelCell = modelCell;
        this.offsetDb = offsetDb;
    }

    /** For how many samples of a moving train a stretch of samples counts, above 0. */
    float weight(int from, int to) {
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += still[i] ? STILL_WEIGHT : 1;
        }
        return Math.max(sum, STILL_WEIGHT);
    }

    /** Looks at the samples {@code from} to {@code to} (exclusive), at most {@link Overview#UNIT}. */
    void look(int from, int to) {
        count = 0;
        serverCount = 0;
        float whole = weight(from, to);
        for (int i = from; i < to; i++) {
            look(i, weight(i, i + 1) / whole);
        }
        for (int k = 0; k < count; k++) {
            dbm[k] = dbm[k] / share[k] - offsetDb;
        }
    }

    private void look(int sample, float weight) {
        int server = table.local(modelCell[trace.cell()[sample]]);
        float advance = trace.has(Channel.TIMING_ADVANCE) ? trace.channel(Channel.TIMING_ADVANCE)[sample] : Float.NaN;
        serve(server, weight, advance);
        if (trace.has(Channel.LEVEL_DL)) {
            hear(server, trace.channel(Channel.LEVEL_DL)[sample], weight);
        }
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            hear(table.local(modelCell[trace.neighbourCell()[k]]), trace.neighbourDbm()[k], weight * NEIGHBOUR_SHARE);
        }
    }

    private void serve(int server, float weight, float advance) {
        int s = 0;
        while (s < serverCount && servers[s] != server) {
            s++;
        }
        if (s == serverCount) {
            servers[serverCount++] = server;
            serverShare[s] = 0;
            symbols[s] = 0;
            timed[s] = 0;
        }
        serverShare[s] += weight;
        if (!Float.isNaN(advance)) {
            symbols[s] += weight * advance;
            timed[s] += weight;
        }
    }

    private void hear(int cell, float level, float weight) {
        if (cell < 0 || Float.isNaN(level)) {
            return;
        }
        int k = 0;
        while (k < count && cells[k] != cell) {
            k++;
        }
        if (k == MOST_CELLS) {
            return;
        }
        if (k == count) {
            cells[count++] = cell;
            dbm[k] = 0;
            share[k] = 0;
        }
        dbm[k] += weight * level;
        share[k] += weight;
    }

    /** Number of cells heard that the route knows. */
    int count() {
        return count;
    }

    /** The k-th of them, as the route counts. */
    int cell(int k) {
        return cells[k];
    }

    /** Its level in dBm, without the mobile's offset. */
    float dbm(int k) {
        return dbm[k];
    }

    /** How much it counts: 1 for what served all the time. */
    float share(int k) {
        return share[k];
    }

    /** Number of servers. */
    int servers() {
        return serverCount;
    }

    /** The s-th of them, as the route counts, −1 for one it doesn't know. */
    int server(int s) {
        return servers[s];
    }

    /** For which part of the samples it served, 0..1. */
    float serverShare(int s) {
        return serverShare[s];
    }

    /** Its mean timing advance in symbols, NaN where there is none. */
    float symbols(int s) {
        return timed[s] == 0 ? Float.NaN : symbols[s] / timed[s];
    }
}
