package org.lineside.store;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Incident;
import org.lineside.attribution.Scope;

/** Incidents and the operator's labels. */
public final class IncidentTable {
    private static final String INCIDENT = "SELECT incident_id, scope, entity, cause, confidence, severity, opened_at,"
            + " last_seen_at, closed_at, calls_affected, calls_observed, effect, unit, summary, evidence FROM incident";

    private final Sql sql;

    IncidentTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * An operator's word on an incident or a call; empty text where the file was silent.
     *
     * @param incidentId the incident, or empty
     * @param callId the call, or empty
     * @param verdict {@code true}, {@code false} or empty
     * @param cause what it was
     * @param text in his words
     */
    public record Label(String incidentId, String callId, String verdict, String cause, String text) {}

    /** Writes incidents, replacing what was known of the same ones. */
    public void save(List<Incident> incidents) {
        List<Incident> sorted = incidents.stream()
                .sorted(Comparator.comparing(Incident::incidentId))
                .toList();
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO incident (incident_id, scope, entity, cause, confidence, severity, opened_at,"
                        + " last_seen_at, closed_at, calls_affected, calls_observed, effect, unit, summary, evidence)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sorted,
                i -> Sql.row(
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
                        i.evidence())));
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

    /** Writes labels; a later one on the same incident or call replaces the earlier. */
    public void saveLabels(List<Label> labels) {
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO label (incident_id, call_id, verdict, cause, text) VALUES (?, ?, ?, ?, ?)",
                labels,
                l -> Sql.row(l.incidentId(), l.callId(), l.verdict(), l.cause(), l.text())));
    }

    /** All labels, by incident and call. */
    public List<Label> labels() {
        return sql.query(
                "SELECT incident_id, call_id, verdict, cause, text FROM label ORDER BY incident_id, call_id",
                row -> new Label(row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)));
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
                row.text(15));
    }
}
