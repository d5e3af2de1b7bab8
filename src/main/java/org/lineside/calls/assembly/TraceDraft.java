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
        out.number(b.startMs[0]);
        for (int i = 0; i < n; i++) {
            out.number(i == 0 ? n : b.startMs[i] - b.startMs[i - 1]);
            out.number(b.endMs[i] - b.startMs[i]);
            used.set(b.cell[i]);
        }
        out.numbers(b.cell, n);
        out.bytes(b.reports, n);
        out.bytes(b.downlinkReports, n);
        out.bytes(b.afterHandover, n);
        for (int c = 0; c < CHANNELS; c++) {
            out.exact(b.channels[c], (columns & 1 << c) != 0 ? n : 0);
        }
        out.exact(b.censored, n);
        out.exact(b.censoredUplink, n);
        out.exact(b.badDownlink, n);
        out.exact(b.attenuation, n);
        out.exact(b.msPower, n);
        out.exact(b.trackKm, n);
        out.exact(b.latitude, n);
        out.exact(b.longitude, n);
        for (int i = 0; i < n; i++) {
            out.number(i == 0 ? b.arfcn[0] : b.arfcn[i] - b.arfcn[i - 1]);
            out.number(b.neighbourStart[i + 1] - b.neighbourStart[i]);
        }
        for (int k = 0; k < b.neighbourSize; k++) {
            used.set(b.neighbourCell[k]);
        }
        out.numbers(b.neighbourCell, b.neighbourSize);
        out.exact(b.neighbourDbm, b.neighbourSize);
        return new TraceDraft(info, columns, out.taken());
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
        long first = in.number();
        int n = in.small();
        long[] startMs = new long[n];
        long[] endMs = new long[n];
        for (int i = 0; i < n; i++) {
            startMs[i] = i == 0 ? first : startMs[i - 1] + in.number();
            endMs[i] = startMs[i] + in.number();
        }
        int[] cell = renumbered(in.smalls(), frame.newNumber);
        byte[] reports = in.bytes();
        byte[] downlinkReports = in.bytes();
        byte[] afterHandover = in.bytes();
        float[][] channels = new float[CHANNELS][];
        for (int c = 0; c < CHANNELS; c++) {
            channels[c] = in.exactFloats();
        }
        Blanks blanks = frame.blanks;
        float[] censored = blanks.copy(in.exactFloats(), n);
        float[] censoredUplink = blanks.copy(in.exactFloats(), n);
        float[] badDownlink = blanks.copy(in.exactFloats(), n);
        float[] attenuation = blanks.copy(in.exactFloats(), n);
        float[] msPower = blanks.copy(in.exactFloats(), n);
        double[] trackKm = blanks.copy(in.exactDoubles(), n);
        double[] latitude = blanks.copy(in.exactDoubles(), n);
        double[] longitude = blanks.copy(in.exactDoubles(), n);
        short[] arfcn = new short[n];
        int[] neighbourStart = new int[n + 1];
        for (int i = 0; i < n; i++) {
            arfcn[i] = (short) (in.small() + (i == 0 ? 0 : arfcn[i - 1]));
            neighbourStart[i + 1] = neighbourStart[i] + in.small();
        }
        int[] neighbourCell = renumbered(in.smalls(), frame.newNumber);
        float[] neighbourDbm = in.exactFloats();
        for (int i = 0; i < n; i++) {
            sort(neighbourCell, neighbourDbm, neighbourStart[i], neighbourStart[i + 1]);
        }
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

    private static int[] renumbered(int[] cells, int[] newNumber) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] = newNumber[cells[i]];
        }
        return cells;
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
