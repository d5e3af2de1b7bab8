package org.lineside.calls.assembly;

import java.util.ArrayList;
import java.util.List;
import org.lineside.calls.RadioEvent;

/** Everything known of one call while the assembly decides about it. */
final class OpenCall {
    private static final String RELEASE = "RELEASE";

    /** Number of the source that stands for the last batch. */
    static final int KEPT_BACK = -1;

    CallRow row;
    int columns;
    final List<RadioEvent> events = new ArrayList<>();
    final List<PackedRows> parts = new ArrayList<>();
    final List<Integer> sources = new ArrayList<>();
    private long lastMs = Long.MIN_VALUE;

    OpenCall(String callId) {
        row = CallRow.silent(callId);
    }

    void add(int source, int sourceColumns, PackedRows rows) {
        columns |= sourceColumns;
        parts.add(rows);
        sources.add(source);
    }

    /** Takes what was kept back, its names numbered by this batch's dictionaries. */
    void takePending(PendingCall p, AssemblyInput input) {
        row = p.row();
        events.addAll(p.events());
        int[] cells = p.cells().stream().mapToInt(input.cells()::idOf).toArray();
        int[] mobiles = p.mobiles().stream().mapToInt(input.mobiles()::idOf).toArray();
        RowDecoder decoder = new RowDecoder();
        RowEncoder encoder = new RowEncoder();
        Row r = new Row();
        decoder.read(p.packed(), 0, p.packed().length);
        while (decoder.next(r)) {
            r.cell = cells[r.cell];
            r.mobile = r.mobile < 0 ? -1 : mobiles[r.mobile];
            for (int n = 0; n < r.neighbours; n++) {
                r.neighbourCell[n] = cells[r.neighbourCell[n]];
            }
            encoder.append(r);
        }
        PackedRows packed = new PackedRows();
        packed.append(encoder.toBytes(), 0, encoder.size(), encoder.rows(), encoder.lastMs());
        add(KEPT_BACK, p.columns(), packed);
    }

    /** Number of rows, duplicates included. */
    int rows() {
        return parts.stream().mapToInt(PackedRows::rows).sum();
    }

    /** Finds and remembers the latest time known of the call: of its lines, its events, its row in the calls files. */
    long measureLastMs() {
        Long start = row.startMs();
        Long end = row.endMs();
        lastMs = Math.max(start == null ? Long.MIN_VALUE : start, end == null ? Long.MIN_VALUE : end);
        for (PackedRows p : parts) {
            lastMs = Math.max(lastMs, p.lastMs());
        }
        for (RadioEvent e : events) {
            lastMs = Math.max(lastMs, e.timeMs());
        }
        return lastMs;
    }

    /**
     * Whether the call may go on: it is not released (or nothing was measured yet), and not silent for long. For a call
     * behind the watermark nobody waits: no time that is believed would ever end it.
     */
    boolean isKeptBack(long deadlineMs, long watermarkMs) {
        boolean released =
                row.endMs() != null || events.stream().anyMatch(e -> e.event().equals(RELEASE));
        boolean over = released && rows() > 0;
        return !over && lastMs > deadlineMs && lastMs <= watermarkMs;
    }
}
