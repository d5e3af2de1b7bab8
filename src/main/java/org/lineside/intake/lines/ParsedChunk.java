package org.lineside.intake.lines;

import java.util.List;
import org.lineside.calls.CellInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.assembly.CallRow;

/** What a piece of a file holds. Line numbers count from 1 within the piece. */
public sealed interface ParsedChunk {
    /** Lines in the piece, rejected ones included. */
    int lines();

    /** Rejected lines, in their order. */
    List<Reject> rejects();

    /** Earliest data time, {@link Long#MAX_VALUE} without any. */
    long firstMs();

    /** Latest data time, {@link Long#MIN_VALUE} without any. */
    long lastMs();

    /**
     * Measurements, packed by call.
     *
     * @param calls number of each call
     * @param ends where each call's bytes end in {@code data}; they begin where the one before it ends
     * @param rows rows of each call
     * @param latestMs latest time of each call
     * @param data packed rows
     */
    record Measurements(
            int lines,
            List<Reject> rejects,
            long firstMs,
            long lastMs,
            int[] calls,
            int[] ends,
            int[] rows,
            long[] latestMs,
            byte[] data)
            implements ParsedChunk {}

    /**
     * Everything else; the lists that are not of the file's kind are empty.
     */
    record Table(
            int lines,
            List<Reject> rejects,
            long firstMs,
            long lastMs,
            List<CallRow> calls,
            List<RadioEvent> events,
            List<CellInfo> cells,
            List<PlannedWork> works,
            List<OperatorLabel> labels)
            implements ParsedChunk {}
}
