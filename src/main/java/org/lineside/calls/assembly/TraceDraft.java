package org.lineside.calls.assembly;

import java.util.BitSet;
import java.util.List;
import org.lineside.calls.Blanks;
import org.lineside.calls.Call;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.packing.PackedReader;
import org.lineside.packing.PackedWriter;

/**
 * A call, its samples packed: they take a third of the memory, and come back bit by bit the same. Its cells are numbered by
 * the dictionary; the final numbers are known when all calls are built.
 *
 * @param columns see {@link SourceRows#columns()}
 */
record TraceDraft(CallInfo info, int columns, byte[] packed) {
    private static final int CHANNELS = Channel.values().length;

    /**
     * Packs what a buffer holds.
     *
     * @param used where the cells named are marked
     */
    static TraceDraft of(CallInfo info, int columns, SampleBuffer b, BitSet used, PackedWriter out) {
        int n = b.size;
        out.numbers(b.startMs, n);
        out.numbers(b.endMs, n);
        out.numbers(b.cell, n);
        out.bytes(b.reports, n);
        out.bytes(b.downlinkReports, n);
        out.bytes(b.afterHandover, n);
        for (int c = 0; c < CHANNELS; c++) {
            out.exact(b.channels[c], (columns & 1 << c) != 0 ? n : 0);
        }
        for (float[] mean : b.means()) {
            out.exact(mean, n);
        }
        for (double[] position : b.positions()) {
            out.exact(position, n);
        }
        out.numbers(b.arfcn, n);
        out.numbers(b.neighbourStart, n + 1);
        out.numbers(b.neighbourCell, b.neighbourSize);
        out.exact(b.neighbourDbm, b.neighbourSize);
        mark(used, b.cell, n);
        mark(used, b.neighbourCell, b.neighbourSize);
        return new TraceDraft(info, columns, out.taken());
    }

    private static void mark(BitSet used, int[] cells, int n) {
        for (int i = 0; i < n; i++) {
            used.set(cells[i]);
        }
    }

    /**
     * What all calls of a batch share.
     *
     * @param profile name of the profile
     * @param cells names of the cells, sorted
     * @param newNumber index into them by the dictionary's number
     * @param blanks columns without values
     */
    record Frame(String profile, List<String> cells, int[] newNumber, Blanks blanks) {}

    /** The call, its cells by their final numbers. */
    Call in(Frame frame) {
        return new Packed(this, frame);
    }

    private record Packed(TraceDraft draft, Frame frame) implements Call {
        @Override
        public CallInfo info() {
            return draft.info;
        }

        @Override
        public CallTrace trace() {
            return draft.unpacked(frame);
        }
    }

    private CallTrace unpacked(Frame frame) {
        PackedReader in = PackedReader.plain(packed);
        long[] startMs = in.numbers();
        int n = startMs.length;
        long[] endMs = in.numbers();
        int[] cell = renumbered(in.smalls(), frame.newNumber);
        byte[] reports = in.bytes();
        byte[] downlinkReports = in.bytes();
        byte[] afterHandover = in.bytes();
        float[][] channels = new float[CHANNELS][];
        for (int c = 0; c < CHANNELS; c++) {
            channels[c] = in.exactFloats();
        }
        float[][] means = new float[SampleBuffer.MEANS][];
        for (int m = 0; m < means.length; m++) {
            means[m] = frame.blanks.copy(in.exactFloats(), n);
        }
        double[][] positions = new double[SampleBuffer.POSITIONS][];
        for (int p = 0; p < positions.length; p++) {
            positions[p] = frame.blanks.copy(in.exactDoubles(), n);
        }
        short[] arfcn = shorts(in.smalls());
        int[] neighbourStart = in.smalls();
        int[] neighbourCell = renumbered(in.smalls(), frame.newNumber);
        float[] neighbourDbm = in.exactFloats();
        sort(neighbourCell, neighbourDbm, neighbourStart);
        return new CallTrace(
                info,
                frame.profile,
                frame.cells,
                startMs,
                endMs,
                cell,
                reports,
                downlinkReports,
                afterHandover,
                channels,
                means[0],
                means[1],
                means[2],
                means[3],
                means[4],
                positions[0],
                positions[1],
                positions[2],
                arfcn,
                neighbourStart,
                neighbourCell,
                neighbourDbm,
                (columns & SourceRows.NEIGHBOURS) != 0);
    }

    private static int[] renumbered(int[] cells, int[] newNumber) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = newNumber[cells[i]];
        }
        return cells;
    }

    private static short[] shorts(int[] values) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            shorts[i] = (short) values[i];
        }
        return shorts;
    }

    private static void sort(int[] cell, float[] level, int[] start) {
        for (int i = 1; i < start.length; i++) {
            sort(cell, level, start[i - 1], start[i]);
        }
    }

    /** Insertion sort by cell: a sample has a handful of neighbours. */
    private static void sort(int[] cell, float[] level, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int c = cell[i];
            float dbm = level[i];
            int j = i;
            for (; j > from && cell[j - 1] > c; j--) {
                cell[j] = cell[j - 1];
                level[j] = level[j - 1];
            }
            cell[j] = c;
            level[j] = dbm;
        }
    }
}
