package org.lineside.store;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.attribution.OperatorWord;
import org.lineside.attribution.Scope;
import org.lineside.calls.OperatorLabel;

/** Incidents and the operator's labels. */
public final class IncidentTable {
    private static final String INCIDENT = "SELECT incident_id, scope, entity, cause, confidence, severity, opened_at,"
            + " last_seen_at, closed_at, calls_affected, calls_observed, effect, unit, summary, evidence,"
            + " label, label_at, muted_until, found_cause FROM incident";

    private final Sql sql;

    IncidentTable(Sql sql) {
        this.sql = sql;
    }

    /** Writes incidents, replacing what was known of the same ones. */
    public void save(List<Incident> incidents) {
        List<Incident> sorted = incidents.stream()
                .sorted(Comparator.comparing(Incident::incidentId))
                .toList();
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO incident (incident_id, scope, entity, cause, confidence, severity, opened_at,"
                        + " last_seen_at, closed_at, calls_affected, calls_observed, effect, unit, summary, evidence,"
                        + " label, label_at, muted_until, found_cause)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sorted,
                IncidentTable::values));
    }

    private static @Nullable Object[] values(Incident i) {
        OperatorWord word = i.word();
        return Sql.row(
                i.incidentId(),
                i.scope().word(),
                i.entity(),
                i.cause().word(),
                i.confidence(),
                i.severity(),
                IsoTime.format(i.openedAtMs()),
                IsoTime.format(i.lastSeenAtMs()),
                RunTable.time(i.closedAtMs()),
                i.callsAffected(),
                i.callsObserved(),
                i.effect(),
                i.unit(),
                i.summary(),
                i.evidence(),
                word == null ? null : verdict(word.verdict()),
                word == null ? null : IsoTime.format(word.saidAtMs()),
                word == null ? null : RunTable.time(word.mutedUntilMs()),
                word == null || word.foundCause() == null
                        ? null
                        : word.foundCause().word());
    }

    private static @Nullable String verdict(@Nullable Boolean verdict) {
        return verdict == null ? null : verdict.toString();
    }

    /** Removes incidents that turned out to be part of others; their findings are left without one. */
    public void delete(List<String> incidentIds) {
        sql.atomically(() -> {
            sql.batch("UPDATE finding SET incident_id = NULL WHERE incident_id = ?", incidentIds, Sql::row);
            sql.batch("DELETE FROM incident WHERE incident_id = ?", incidentIds, Sql::row);
        });
    }

    /** The incidents wanted, the most severe first, then the newest; without {@code all} only open ones. */
    public List<Incident> list(Filter filter) {
        Filter.Conditions conditions = new Filter.Conditions()
                .and("last_seen_at >= ?", RunTable.time(filter.sinceMs()))
                .and("severity <= ?", filter.severity())
                .and(
                        "((scope = 'cell' AND entity = ?) OR incident_id IN"
                                + " (SELECT incident_id FROM finding WHERE cell_id = ?))",
                        filter.cell())
                .and(
                        "((scope = 'mobile' AND entity = ?) OR incident_id IN"
                                + " (SELECT incident_id FROM finding WHERE mobile_id = ?))",
                        filter.mobile());
        if (!filter.all()) {
            conditions.and("closed_at IS NULL");
        }
        return sql.query(
                INCIDENT + conditions.where() + " ORDER BY closed_at IS NOT NULL, severity, last_seen_at DESC,"
                        + " incident_id",
                IncidentTable::incident,
                conditions.values());
    }

    /** One incident. */
    public Optional<Incident> find(String incidentId) {
        return sql.first(INCIDENT + " WHERE incident_id = ?", IncidentTable::incident, incidentId);
    }

    /**
     * Writes labels; a later one on the same incident or call replaces the earlier, and one that says the same again
     * changes nothing.
     *
     * @param readAtMs the present of the data before this run, null when there are none
     */
    public void saveLabels(List<OperatorLabel> labels, @Nullable Long readAtMs) {
        sql.atomically(() -> sql.batch(
                "INSERT INTO label (incident_id, call_id, verdict, cause, text, read_at) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (incident_id, call_id) DO UPDATE SET verdict = excluded.verdict,"
                        + " cause = excluded.cause, text = excluded.text, read_at = excluded.read_at"
                        + " WHERE (verdict, cause, text) <> (excluded.verdict, excluded.cause, excluded.text)",
                labels,
                l -> Sql.row(
                        orEmpty(l.incidentId()),
                        orEmpty(l.callId()),
                        orEmpty(verdict(l.verdict())),
                        orEmpty(l.cause()),
                        orEmpty(l.text()),
                        RunTable.time(readAtMs))));
    }

    /** All labels, by incident and call. */
    public List<Feedback.Said> labels() {
        return sql.query(
                "SELECT incident_id, call_id, verdict, cause, text, read_at FROM label ORDER BY incident_id, call_id",
                row -> new Feedback.Said(
                        new OperatorLabel(
                                orNull(row.text(1)),
                                orNull(row.text(2)),
                                row.text(3).isEmpty() ? null : Boolean.valueOf(row.text(3)),
                                orNull(row.text(4)),
                                orNull(row.text(5))),
                        row.timeOrNull(6)));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable OperatorWord word(Sql.Row row) throws SQLException {
        Long said = row.timeOrNull(17);
        String verdict = row.textOrNull(16);
        String found = row.textOrNull(19);
        return said == null
                ? null
                : new OperatorWord(
                        verdict == null ? null : Boolean.valueOf(verdict),
                        said,
                        row.timeOrNull(18),
                        found == null ? null : Cause.valueOf(found.toUpperCase(Locale.ROOT)));
    }

    private static Incident incident(Sql.Row row) throws SQLException {
        return new Incident(
                row.text(1),
                Scope.valueOf(row.text(2).toUpperCase(Locale.ROOT)),
                row.text(3),
                Cause.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
                row.real(5),
                row.small(6),
                row.time(7),
                row.time(8),
                row.timeOrNull(9),
                row.small(10),
                row.small(11),
                row.real(12),
                row.text(13),
                row.text(14),
                row.text(15),
                word(row));
    }
}
