package org.lineside.store;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.RadioEvent;

/** Reference data that files brought in earlier runs: the timer's runs see them one at a time. */
public final class NetworkTable {
    /** Stands for a missing kilometre in the key of a work: no line is that long. */
    private static final double NO_KM = -1e9;

    private final Sql sql;

    NetworkTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * What a calls file said of a call; null where it was silent.
     *
     * @param callId the call
     * @param seenAtMs the data time of the run that read it, by which it is forgotten
     * @param mobileId its mobile
     * @param service one of the contract's words
     * @param startMs epoch milliseconds
     * @param endMs epoch milliseconds
     * @param releaseCause as the file says it
     * @param trainNumber as the file says it
     * @param mobileModel as the file says it
     */
    public record KnownCall(
            String callId,
            long seenAtMs,
            @Nullable String mobileId,
            @Nullable String service,
            @Nullable Long startMs,
            @Nullable Long endMs,
            @Nullable String releaseCause,
            @Nullable String trainNumber,
            @Nullable String mobileModel) {}

    /** Writes cells; a later row for the same cell replaces the earlier. */
    public void saveCells(List<CellInfo> cells) {
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO cell_info (cell_id, site, line, track_km, latitude, longitude, azimuth, arfcn,"
                        + " bsic, coverage_class_dbm, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                cells,
                c -> Sql.row(
                        c.cellId(),
                        c.site(),
                        c.line(),
                        c.trackKm(),
                        c.latitude(),
                        c.longitude(),
                        c.azimuthDegrees(),
                        c.arfcn() < 0 ? null : Integer.valueOf(c.arfcn()),
                        c.bsic() < 0 ? null : Integer.valueOf(c.bsic()),
                        c.coverageClassDbm(),
                        c.replaces())));
    }

    /** All cells by identifier. */
    public List<CellInfo> cells() {
        return sql.query(
                "SELECT cell_id, site, line, track_km, latitude, longitude, azimuth, ifnull(arfcn, -1),"
                        + " ifnull(bsic, -1), coverage_class_dbm, replaces FROM cell_info ORDER BY cell_id",
                row -> new CellInfo(
                        row.text(1),
                        row.textOrNull(2),
                        row.textOrNull(3),
                        row.real(4),
                        row.real(5),
                        row.real(6),
                        row.real(7),
                        row.small(8),
                        row.small(9),
                        row.real(10),
                        row.textOrNull(11)));
    }

    /** Writes planned works; the same row again changes nothing. */
    public void saveWorks(List<PlannedWork> works) {
        sql.atomically(() -> sql.batch(
                "INSERT OR IGNORE INTO work (start_time, end_time, cell_id, line, km_from, km_to, text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                works,
                w -> Sql.row(
                        IsoTime.format(w.startMs()),
                        IsoTime.format(w.endMs()),
                        orEmpty(w.cellId()),
                        orEmpty(w.line()),
                        Double.isNaN(w.kmFrom()) ? NO_KM : w.kmFrom(),
                        Double.isNaN(w.kmTo()) ? NO_KM : w.kmTo(),
                        w.text())));
    }

    /** All planned works kept, by start. */
    public List<PlannedWork> works() {
        return sql.query(
                "SELECT start_time, end_time, cell_id, line, km_from, km_to, text FROM work"
                        + " ORDER BY start_time, end_time, cell_id, line, km_from, km_to, text",
                row -> new PlannedWork(
                        row.time(1),
                        row.time(2),
                        orNull(row, 3),
                        orNull(row, 4),
                        row.real(5) == NO_KM ? Double.NaN : row.real(5),
                        row.real(6) == NO_KM ? Double.NaN : row.real(6),
                        row.text(7)));
    }

    /** Writes events; the same row again changes nothing. */
    public void saveEvents(List<RadioEvent> events) {
        sql.atomically(() -> sql.batch(
                "INSERT OR IGNORE INTO event (time, event, call_id, cell_id, target_cell, cause)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                events,
                e -> Sql.row(
                        IsoTime.format(e.timeMs()),
                        e.event(),
                        orEmpty(e.callId()),
                        orEmpty(e.cellId()),
                        orEmpty(e.targetCell()),
                        orEmpty(e.cause()))));
    }

    /** The events from {@code fromMs} inclusive to {@code toMs} exclusive, by time. */
    public List<RadioEvent> events(long fromMs, long toMs) {
        return sql.query(
                "SELECT time, event, call_id, cell_id, target_cell, cause FROM event WHERE time >= ? AND time < ?"
                        + " ORDER BY time, event, call_id, cell_id, target_cell, cause",
                row -> new RadioEvent(
                        row.time(1), row.text(2), orNull(row, 3), orNull(row, 4), orNull(row, 5), orNull(row, 6)),
                IsoTime.format(fromMs),
                IsoTime.format(toMs));
    }

    /** Writes what calls files said; a later row for the same call replaces the earlier. */
    public void saveCalls(List<KnownCall> calls) {
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO call_info (call_id, seen_at, mobile_id, service, start_time, end_time,"
                        + " release_cause, train_number, mobile_model) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                calls,
                c -> Sql.row(
                        c.callId(),
                        IsoTime.format(c.seenAtMs()),
                        c.mobileId(),
                        c.service(),
                        RunTable.time(c.startMs()),
                        RunTable.time(c.endMs()),
                        c.releaseCause(),
                        c.trainNumber(),
                        c.mobileModel())));
    }

    /** What calls files said since this data time, by call. */
    public List<KnownCall> calls(long seenSinceMs) {
        return sql.query(
                "SELECT call_id, seen_at, mobile_id, service, start_time, end_time, release_cause, train_number,"
                        + " mobile_model FROM call_info WHERE seen_at >= ? ORDER BY call_id",
                row -> new KnownCall(
                        row.text(1),
                        row.time(2),
                        row.textOrNull(3),
                        row.textOrNull(4),
                        row.timeOrNull(5),
                        row.timeOrNull(6),
                        row.textOrNull(7),
                        row.textOrNull(8),
                        row.textOrNull(9)),
                IsoTime.format(seenSinceMs));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(Sql.Row row, int column) throws SQLException {
        String text = row.text(column);
        return text.isEmpty() ? null : text;
    }
}
