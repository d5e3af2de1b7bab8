package org.lineside.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.railway.Cell;
import org.lineside.simulation.railway.Railway;

/** Writes what stands beside the measurements: calls, events, cells, planned works. */
final class ReferenceDataWriter {
    private final Railway railway;
    private final boolean gzip;

    /** With {@code gzip} the files of calls and events are compressed. */
    ReferenceDataWriter(Railway railway, boolean gzip) {
        this.railway = railway;
        this.gzip = gzip;
    }

    void calls(List<CallLog> logs, Path file) throws IOException {
        List<CallLog> sorted = new ArrayList<>(logs);
        sorted.sort(Comparator.comparingLong((CallLog l) -> l.plan.startMs()).thenComparing(l -> l.plan.callId()));
        try (ByteSink out = ByteSink.open(file, gzip)) {
            out.text("call_id\tmobile_id\tservice\tstart_time\tend_time\trelease_cause\ttrain_number\tmobile_model")
                    .end();
            for (CallLog log : sorted) {
                out.text(log.plan.callId()).tab().text(log.plan.mobile().id()).tab();
                out.text(log.plan.service())
                        .tab()
                        .time(log.plan.startMs())
                        .tab()
                        .time(log.endMs)
                        .tab();
                out.text(log.releaseCause).tab().text(log.trainNumber).tab();
                out.text(log.plan.mobile().model()).end();
            }
        }
    }

    /** An event with its call. */
    private record Entry(CallLog.Event event, String callId) {}

    void events(List<CallLog> logs, Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (CallLog log : logs) {
            for (CallLog.Event event : log.events) {
                entries.add(new Entry(event, log.plan.callId()));
            }
        }
        entries.sort(Comparator.comparingLong((Entry e) -> e.event().timeMs()).thenComparing(Entry::callId));
        try (ByteSink out = ByteSink.open(file, gzip)) {
            out.text("time\tevent\tcall_id\tcell_id\ttarget_cell\tcause").end();
            for (Entry entry : entries) {
                CallLog.Event event = entry.event();
                out.time(event.timeMs())
                        .tab()
                        .text(event.name())
                        .tab()
                        .text(entry.callId())
                        .tab();
                out.text(name(event.cell()))
                        .tab()
                        .text(name(event.target()))
                        .tab()
                        .text(event.cause())
                        .end();
            }
        }
    }

    private String name(int cell) {
        return cell < 0 ? "" : railway.cells().get(cell).id();
    }

    void cells(Path file) throws IOException {
        try (ByteSink out = ByteSink.open(file, false)) {
            out.text("cell_id\tsite\tline\ttrack_km\tlatitude\tlongitude\tazimuth\tarfcn\tbsic\tcoverage_class_dbm")
                    .end();
            for (Cell cell : railway.cells()) {
                out.text(cell.id())
                        .tab()
                        .text(cell.site())
                        .tab()
                        .text(cell.line())
                        .tab();
                out.decimal(cell.trackKm(), 3)
                        .tab()
                        .decimal(Railway.latitude(cell.y()), 6)
                        .tab();
                out.decimal(Railway.longitude(cell.x()), 6)
                        .tab()
                        .decimal(cell.azimuthDegrees(), 0)
                        .tab();
                out.number(cell.bcchArfcn())
                        .tab()
                        .number(cell.bsic())
                        .tab()
                        .text("-95")
                        .end();
            }
        }
    }

    void works(List<Fault> faults, Path file) throws IOException {
        try (ByteSink out = ByteSink.open(file, false)) {
            out.text("start\tend\tcell_id\tline\tkm_from\tkm_to\ttext").end();
            for (Fault fault : faults) {
                if (fault.kind() == FaultKind.WORKS) {
                    out.time(fault.startMs()).tab().time(fault.endMs()).tab();
                    out.text(fault.entity())
                            .text("\t\t\t\tantenna works at reduced power")
                            .end();
                }
            }
        }
    }
}
