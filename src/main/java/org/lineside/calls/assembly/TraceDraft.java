package org.lineside.calls.assembly;

import java.util.Arrays;
import java.util.List;
import org.lineside.calls.Blanks;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;

/**
 * A trace whose cells are still numbered by the dictionary; the final numbers are known when all traces are built.
 *
 * @param columns see {@link SourceRows#columns()}
 */
record TraceDraft(
        CallInfo info,
        int columns,
        long[] startMs,
        long[] endMs,
        int[] cell,
        byte[] reports,
        byte[] downlinkReports,
        byte[] afterHandover,
        float[][] channels,
        float[] censored,
        float[] censoredUplink,
        float[] badDownlink,
        float[] attenuation,
        float[] msPower,
        double[] trackKm,
        double[] latitude,
        double[] longitude,
        short[] arfcn,
        int[] neighbourStart,
        int[] neighbourCell,
        float[] neighbourDbm) {

    static TraceDraft of(CallInfo info, int columns, SampleBuffer b, Blanks blanks) {
        int n = b.size;
        float[][] channels = new float[Channel.values().length][];
        for (int c = 0; c < channels.length; c++) {
            channels[c] = (columns & 1 << c) != 0 ? Arrays.copyOf(b.channels[c], n) : new float[0];
        }
        return new TraceDraft(
                info,
                columns,
                Arrays.copyOf(b.startMs, n),
                Arrays.copyOf(b.endMs, n),
                Arrays.copyOf(b.cell, n),
                Arrays.copyOf(b.reports, n),
                Arrays.copyOf(b.downlinkReports, n),
                Arrays.copyOf(b.afterHandover, n),
                channels,
                blanks.copy(b.censored, n),
                blanks.copy(b.censoredUplink, n),
                blanks.copy(b.badDownlink, n),
                blanks.copy(b.attenuation, n),
                blanks.copy(b.msPower, n),
                blanks.copy(b.trackKm, n),
                blanks.copy(b.latitude, n),
                blanks.copy(b.longitude, n),
                Arrays.copyOf(b.arfcn, n),
                Arrays.copyOf(b.neighbourStart, n + 1),
                Arrays.copyOf(b.neighbourCell, b.neighbourSize),
                Arrays.copyOf(b.neighbourDbm, b.neighbourSize));
    }

    /** Marks the cells named in this draft. */
    void markCells(boolean[] used) {
        for (int c : cell) {
            used[c] = true;
        }
        for (int c : neighbourCell) {
            used[c] = true;
        }
    }

    /** Renumbers the cells in place and makes the trace of this draft's own arrays; to be called once. */
    CallTrace finish(Profile profile, List<String> cells, int[] newNumber) {
        for (int s = 0; s < cell.length; s++) {
            cell[s] = newNumber[cell[s]];
        }
        for (int n = 0; n < neighbourCell.length; n++) {
            neighbourCell[n] = newNumber[neighbourCell[n]];
        }
        for (int s = 0; s < cell.length; s++) {
            sortNeighbours(neighbourStart[s], neighbourStart[s + 1]);
        }
        return new CallTrace(
                info,
                profile.name(),
                cells,
                startMs,
                endMs,
                cell,
                reports,
                downlinkReports,
                afterHandover,
                channels,
                censored,
                censoredUplink,
                badDownlink,
                attenuation,
                msPower,
                trackKm,
                latitude,
                longitude,
                arfcn,
                neighbourStart,
                neighbourCell,
                neighbourDbm,
                (columns & SourceRows.NEIGHBOURS) != 0);
    }

    /** Insertion sort by cell: a sample has a handful of neighbours. */
    private void sortNeighbours(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int c = neighbourCell[i];
            float dbm = neighbourDbm[i];
            int j = i;
            for (; j > from && neighbourCell[j - 1] > c; j--) {
                neighbourCell[j] = neighbourCell[j - 1];
                neighbourDbm[j] = neighbourDbm[j - 1];
            }
            neighbourCell[j] = c;
            neighbourDbm[j] = dbm;
        }
    }
}
