package org.lineside.simulation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.lineside.simulation.railway.Cell;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.railway.Segment;

/** Writes the reports of a day's calls, interleaved in order of time, as a probe would. */
final class MeasurementWriter {
    private final Railway railway;
    private final SimulationOptions.Output output;
    private final byte[][] cellNames;
    private final byte[][] neighbourNames;

    /** A call and how far it has been written. */
    private static final class Cursor {
        final CallLog log;
        final byte[] callId;
        final byte[] mobileId;
        int row;

        Cursor(CallLog log) {
            this.log = log;
            callId = log.plan.callId().getBytes(StandardCharsets.UTF_8);
            mobileId = log.plan.mobile().id().getBytes(StandardCharsets.UTF_8);
        }

        long time() {
            return log.timeMs[row];
        }
    }

    MeasurementWriter(Railway railway, SimulationOptions.Output output) {
        this.railway = railway;
        this.output = output;
        cellNames = names(railway.cells().stream().map(Cell::id).toList());
        neighbourNames = output.carriers()
                ? names(railway.cells().stream()
                        .map(c -> c.bcchArfcn() + "-" + c.bsic())
                        .toList())
                : cellNames;
    }

    private static byte[][] names(List<String> names) {
        return names.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /**
     * Writes a day.
     *
     * @param positions file for the true positions, or null
     * @return lines of measurements
     */
    long write(List<CallLog> logs, Path file, @Nullable Path positions) throws IOException {
        try (ByteSink out = ByteSink.open(file, output.gzip());
                ByteSink truth = positions == null ? null : ByteSink.open(positions, output.gzip())) {
            out.text(header()).end();
            if (truth != null) {
                truth.text("call_id\ttime\tline\tkm").end();
            }
            merge(logs, out, truth);
            return out.lines() - 1;
        }
    }

    private void merge(List<CallLog> logs, ByteSink out, @Nullable ByteSink truth) throws IOException {
        List<CallLog> byStart = new ArrayList<>(logs);
        byStart.removeIf(log -> log.size == 0);
        byStart.sort(Comparator.comparingLong((CallLog l) -> l.timeMs[0]).thenComparing(l -> l.plan.callId()));
        PriorityQueue<Cursor> open =
                new PriorityQueue<>(Comparator.comparingLong(Cursor::time).thenComparing(c -> c.log.plan.callId()));
        int next = 0;
        while (next < byStart.size() || !open.isEmpty()) {
            while (next < byStart.size()
                    && (open.isEmpty()
                            || byStart.get(next).timeMs[0] <= open.element().time())) {
                open.add(new Cursor(byStart.get(next++)));
            }
            Cursor cursor = open.remove();
            row(out, cursor);
            if (truth != null) {
                position(truth, cursor);
            }
            cursor.row++;
            if (cursor.row < cursor.log.size) {
                open.add(cursor);
            }
        }
    }

    private String header() {
        String measured = output.fullAndSub()
                ? "rxlev_dl_full\trxlev_dl_sub\trxlev_ul_full\trxlev_ul_sub\trxqual_dl_full\trxqual_dl_sub"
                        + "\trxqual_ul_full\trxqual_ul_sub\tdtx_ul\tdtx_dl"
                : "rxlev_dl\trxlev_ul\trxqual_dl\trxqual_ul";
        return "call_id\ttime\tcell_id\tmobile_id\t" + measured
                + "\ttiming_advance\tms_power_dbm\tbs_power_att_db\tarfcn\tneighbours"
                + (output.trackKm() ? "\ttrack_km" : "")
                + (output.coordinates() ? "\tlatitude\tlongitude" : "");
    }

    private void row(ByteSink out, Cursor cursor) throws IOException {
        CallLog log = cursor.log;
        int r = cursor.row;
        out.bytes(cursor.callId).tab().time(log.timeMs[r]).tab();
        out.bytes(cellNames[log.cell[r]]).tab().bytes(cursor.mobileId).tab();
        if (output.fullAndSub()) {
            fullAndSub(out, log, r);
        } else {
            out.optional(log.rxlevDl[r]).tab().optional(log.rxlevUl[r]).tab();
            out.optional(log.rxqualDl[r]).tab().optional(log.rxqualUl[r]).tab();
        }
        out.number(log.timingAdvance[r]).tab().optional(log.msPower[r]).tab();
        out.number(log.bsAttenuation[r]).tab().number(log.arfcn[r]).tab();
        neighbours(out, log, r);
        place(out, log, r);
        out.end();
    }

    /**
     * Where DTX was on (voice, two reports in three), FULL mixes in the silence: weaker and worse than SUB, which is
     * the valid one.
     */
    private static void fullAndSub(ByteSink out, CallLog log, int r) {
        boolean dtx = !"etcs".equals(log.plan.service()) && r % 3 != 0;
        pair(out, log.rxlevDl[r], dtx ? -7 : 0, 63);
        pair(out, log.rxlevUl[r], dtx ? -8 : 0, 63);
        pair(out, log.rxqualDl[r], dtx ? 3 : 0, 7);
        pair(out, log.rxqualUl[r], dtx ? 3 : 0, 7);
        out.number(dtx ? 1 : 0).tab().number(dtx ? 1 : 0).tab();
    }

    private static void pair(ByteSink out, int sub, int change, int max) {
        int full = sub == CallLog.MISSING ? sub : Math.max(0, Math.min(max, sub + change));
        out.optional(full).tab().optional(sub).tab();
    }

    private void neighbours(ByteSink out, CallLog log, int r) {
        int base = r * CallLog.NEIGHBOURS;
        for (int i = 0; i < log.neighbours[r]; i++) {
            if (i > 0) {
                out.put(',');
            }
            out.bytes(neighbourNames[log.neighbourCell[base + i]]).put(':').number(log.neighbourLevel[base + i]);
        }
    }

    private void place(ByteSink out, CallLog log, int r) {
        Segment segment = railway.segments().get(log.segment[r]);
        if (output.trackKm()) {
            out.tab().decimal(segment.km(log.offsetM[r]), 3);
        }
        if (output.coordinates()) {
            int point = segment.point(log.offsetM[r]);
            out.tab().decimal(Railway.latitude(segment.y()[point]), 6);
            out.tab().decimal(Railway.longitude(segment.x()[point]), 6);
        }
    }

    private void position(ByteSink truth, Cursor cursor) throws IOException {
        CallLog log = cursor.log;
        Segment segment = railway.segments().get(log.segment[cursor.row]);
        truth.bytes(cursor.callId).tab().time(log.timeMs[cursor.row]).tab();
        truth.text(segment.line())
                .tab()
                .decimal(segment.km(log.offsetM[cursor.row]), 3)
                .end();
    }
}
