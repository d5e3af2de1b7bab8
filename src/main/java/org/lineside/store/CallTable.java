package org.lineside.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Feedback;
import org.lineside.calls.CallInfo;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Curve;
import org.lineside.findings.Finding;
import org.lineside.findings.Verdict;
import org.lineside.store.codec.CurveCodec;

/** Judged calls, their findings and curves. */
public final class CallTable {
    private static final String CALL = "SELECT call_id, mobile_id, service, start_time, end_time, release_cause,"
            + " train_number, mobile_model, samples, reference_id, verdict, score, p_value, explanation FROM call";
    private static final String FINDING = "SELECT finding_id, incident_id, call_id, mobile_id, cell_id, start_time,"
            + " end_time, method, indicator, observed, expected, effect, unit, score, p_value, q_value, evidence"
            + " FROM finding";

    private static final String REMOVE_BESIDE_OTHERS = "DELETE FROM finding WHERE call_id = ? AND method = ?";

    private final Sql sql;
    private final long runId;

    CallTable(Sql sql, long runId) {
        this.sql = sql;
        this.runId = runId;
    }

    /** Writes verdicts; a call judged before is replaced, and its findings and curve are dropped. */
    public void save(List<CallVerdict> verdicts) {
        List<CallVerdict> sorted = verdicts.stream()
                .sorted(Comparator.comparing(v -> v.info().callId()))
                .toList();
        sql.atomically(() -> {
            sql.batch(
                    "DELETE FROM finding WHERE call_id = ?",
                    sorted,
                    v -> Sql.row(v.info().callId()));
            sql.batch(
                    "DELETE FROM curve WHERE call_id = ?",
                    sorted,
                    v -> Sql.row(v.info().callId()));
            sql.batch(
                    "INSERT OR REPLACE INTO call (call_id, run_id, mobile_id, service, start_time, end_time, samples,"
                            + " reference_id, verdict, anomalous, score, p_value, explanation, train_number,"
                            + " mobile_model, release_cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    sorted,
                    this::callValues);
        });
    }

    private @Nullable Object[] callValues(CallVerdict v) {
        CallInfo call = v.info();
        return Sql.row(
                call.callId(),
                runId,
                call.mobileId(),
                call.service(),
                IsoTime.format(call.startMs()),
                IsoTime.format(call.endMs()),
                v.samples(),
                v.referenceId(),
                v.verdict().word(),
                v.anomalous(),
                v.score(),
                v.pValue(),
                v.explanation(),
                call.trainNumber(),
                call.mobileModel(),
                call.releaseCause());
    }

    /** Writes findings, in order of their identifiers; {@link #save} has dropped older ones of the same calls. */
    public void saveFindings(List<Finding> findings) {
        List<Finding> sorted = findings.stream()
                .sorted(Comparator.comparing(Finding::findingId))
                .toList();
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO finding (finding_id, run_id, incident_id, call_id, mobile_id, cell_id,"
                        + " start_time, end_time, method, indicator, observed, expected, effect, unit, score, p_value,"
                        + " q_value, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sorted,
                f -> Sql.row(
                        f.findingId(),
                        runId,
                        f.incidentId(),
                        f.callId(),
                        f.mobileId(),
                        f.cellId(),
                        IsoTime.format(f.startMs()),
                        IsoTime.format(f.endMs()),
                        f.method(),
                        f.indicator(),
                        f.observed(),
                        f.expected(),
                        f.effect(),
                        f.unit(),
                        f.score(),
                        f.pValue(),
                        f.qValue(),
                        f.evidence())));
    }

    /** Replaces the findings that calls have only beside others. */
    public void saveFindingsBesideOthers(List<String> calls, List<Finding> findings) {
        sql.atomically(() -> {
            sql.batch(REMOVE_BESIDE_OTHERS, calls, c -> Sql.row(c, Finding.BESIDE_OTHERS));
            saveFindings(findings);
        });
    }

    /** The findings that a call has only beside others, in order of time. */
    public List<Finding> findingsBesideOthers(String callId) {
        return sql.query(
                FINDING + " WHERE call_id = ? AND method = ? ORDER BY start_time, finding_id",
                CallTable::finding,
                callId,
                Finding.BESIDE_OTHERS);
    }

    /** Says of findings, also of earlier runs, which incident explains them. */
    public void setIncidents(Map<String, String> incidentOfFinding) {
        sql.atomically(() -> sql.batch(
                "UPDATE finding SET incident_id = ? WHERE finding_id = ?",
                new TreeMap<>(incidentOfFinding).entrySet(),
                e -> Sql.row(e.getValue(), e.getKey())));
    }

    /**
     * Makes calls anomalous, also of earlier runs, that were normal by themselves and show what an incident is made of; those
     * that met it and show too little only score higher.
     *
     * @param shown what incidents say of calls, by call
     * @param weighed all calls that were weighed: what was said of them before goes where it is said no longer
     */
    public void show(Map<String, Attribution.Shown> shown, Collection<String> weighed) {
        Set<String> looked = new HashSet<>(weighed);
        Map<String, Attribution.Shown> anomalous = new TreeMap<>(shown);
        anomalous.values().removeIf(s -> !s.anomalous());
        Map<String, Attribution.Shown> met = new TreeMap<>(shown);
        met.keySet().removeAll(anomalous.keySet());
        List<String> over = new ArrayList<>();
        sql.each("SELECT call_id FROM call WHERE own_score IS NOT NULL", row -> {
            if (looked.contains(row.text(1)) && !anomalous.containsKey(row.text(1))) {
                over.add(row.text(1));
            }
        });
        sql.atomically(() -> {
            sql.batch(
                    "DELETE FROM curve WHERE call_id = (SELECT call_id FROM call WHERE call_id = ? AND shown_by IS NOT NULL)",
                    over,
                    Sql::row);
            sql.batch(REMOVE_BESIDE_OTHERS, over, c -> Sql.row(c, Finding.BESIDE_OTHERS));
            sql.batch(
                    "UPDATE call SET verdict = 'normal', anomalous = 0, score = own_score, p_value = own_p_value,"
                            + " explanation = NULL, explained_by = NULL, shown_by = NULL, own_score = NULL,"
                            + " own_p_value = NULL WHERE call_id = ?",
                    over,
                    Sql::row);
            sql.batch(
                    "UPDATE call SET verdict = iif(explained_by IS NULL, 'anomalous', verdict),"
                            + " anomalous = explained_by IS NULL, explanation = iif(explained_by IS NULL, ?, explanation),"
                            + " own_score = ifnull(own_score, score), own_p_value = ifnull(own_p_value, p_value),"
                            + " score = max(ifnull(own_score, score), ?), p_value = min(ifnull(own_p_value, p_value), ?),"
                            + " shown_by = ? WHERE call_id = ? AND (verdict = 'normal' OR shown_by IS NOT NULL)",
                    anomalous.entrySet(),
                    e -> Sql.row(
                            "It shows what incident " + e.getValue().incidentId()
                                    + " is made of; by itself it would pass for normal.",
                            e.getValue().score(),
                            e.getValue().chance(),
                            e.getValue().incidentId(),
                            e.getKey()));
            sql.batch(
                    "UPDATE call SET explanation = ?, own_score = score, own_p_value = p_value, score = ?"
                            + " WHERE call_id = ? AND verdict = 'normal' AND score < ?",
                    met.entrySet(),
                    e -> Sql.row(
                            "It met what incident " + e.getValue().incidentId()
                                    + " is made of, and shows too little of it to tell.",
                            e.getValue().score(),
                            e.getKey(),
                            e.getValue().score()));
        });
    }

    /** The calls that an incident makes anomalous, each with the incident. */
    public Map<String, String> shownBy() {
        Map<String, String> calls = new TreeMap<>();
        sql.each(
                "SELECT call_id, shown_by FROM call WHERE shown_by IS NOT NULL",
                row -> calls.put(row.text(1), row.text(2)));
        return calls;
    }

    /** Explains anomalous calls by what an operator said, also of earlier runs; says why of those explained so before. */
    public void explain(Map<String, Feedback.Explained> calls) {
        sql.atomically(() -> sql.batch(
                "UPDATE call SET verdict = 'explained', anomalous = 0, explanation = ?, explained_by = ?"
                        + " WHERE call_id = ? AND (verdict = 'anomalous' OR explained_by IS NOT NULL)",
                new TreeMap<>(calls).entrySet(),
                e -> Sql.row(e.getValue().why(), e.getValue().by(), e.getKey())));
    }

    /** The calls that an operator's word alone explains, each with the incident or call he spoke of. */
    public Map<String, String> explainedByOperators() {
        Map<String, String> calls = new TreeMap<>();
        sql.each(
                "SELECT call_id, explained_by FROM call WHERE explained_by IS NOT NULL",
                row -> calls.put(row.text(1), row.text(2)));
        return calls;
    }

    /** Makes calls anomalous again whose explanation no longer holds. */
    public void unexplain(List<String> callIds) {
        sql.atomically(() -> sql.batch(
                "UPDATE call SET verdict = 'anomalous', anomalous = 1, explanation = NULL, explained_by = NULL"
                        + " WHERE call_id = ? AND explained_by IS NOT NULL",
                callIds,
                Sql::row));
    }

    /** Takes the findings of calls out of their incidents. */
    public void unlink(List<String> callIds) {
        sql.atomically(() -> sql.batch("UPDATE finding SET incident_id = NULL WHERE call_id = ?", callIds, Sql::row));
    }

    /** Keeps the curves of calls with a finding. */
    public void saveCurves(List<Curve> curves) {
        List<Map.Entry<Curve, byte[]>> sorted = curves.parallelStream()
                .map(c -> Map.entry(c, CurveCodec.encode(c)))
                .sorted(Comparator.comparing(e -> e.getKey().callId()))
                .toList();
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO curve (call_id, end_time, content) VALUES (?, ?, ?)",
                sorted,
                e -> Sql.row(e.getKey().callId(), IsoTime.format(endMs(e.getKey())), e.getValue())));
    }

    private static long endMs(Curve curve) {
        return curve.timeMs().length == 0 ? 0 : curve.timeMs()[curve.timeMs().length - 1];
    }

    /** The calls wanted, newest last; without {@code all} only anomalous ones. */
    public List<CallVerdict> list(Filter filter) {
        Filter.Conditions conditions = new Filter.Conditions()
                .and("end_time >= ?", RunTable.time(filter.sinceMs()))
                .and("mobile_id = ?", filter.mobile())
                .and("call_id IN (SELECT call_id FROM finding WHERE cell_id = ?)", filter.cell())
                .and(
                        "call_id IN (SELECT f.call_id FROM finding f JOIN incident i USING (incident_id)"
                                + " WHERE i.severity <= ?)",
                        filter.severity());
        if (!filter.all()) {
            conditions.and("anomalous = 1");
        }
        return sql.query(
                CALL + conditions.where() + " ORDER BY end_time, call_id", CallTable::call, conditions.values());
    }

    /** One call. */
    public Optional<CallVerdict> find(String callId) {
        return sql.first(CALL + " WHERE call_id = ?", CallTable::call, callId);
    }

    /** How many calls stand under each verdict. */
    public Map<String, Long> countsByVerdict() {
        Map<String, Long> counts = new TreeMap<>();
        sql.each("SELECT verdict, count(*) FROM call GROUP BY verdict", row -> counts.put(row.text(1), row.integer(2)));
        return counts;
    }

    /** How many calls this run has written under a verdict. */
    public long count(long ofRun, Verdict verdict) {
        return sql.number("SELECT count(*) FROM call WHERE run_id = ? AND verdict = ?", ofRun, verdict.word());
    }

    /** The findings wanted, newest last; without {@code all} only those that no closed incident explains. */
    public List<Finding> findings(Filter filter) {
        Filter.Conditions conditions = new Filter.Conditions()
                .and("end_time >= ?", RunTable.time(filter.sinceMs()))
                .and("mobile_id = ?", filter.mobile())
                .and("cell_id = ?", filter.cell())
                .and("incident_id IN (SELECT incident_id FROM incident WHERE severity <= ?)", filter.severity());
        if (!filter.all()) {
            conditions.and("NOT EXISTS (SELECT 1 FROM incident i WHERE i.incident_id = finding.incident_id"
                    + " AND i.closed_at IS NOT NULL)");
        }
        return sql.query(
                FINDING + conditions.where() + " ORDER BY end_time, finding_id",
                CallTable::finding,
                conditions.values());
    }

    /** The findings of one call in order of time. */
    public List<Finding> findingsOfCall(String callId) {
        return sql.query(FINDING + " WHERE call_id = ? ORDER BY start_time, finding_id", CallTable::finding, callId);
    }

    /** The findings an incident explains, the strongest first. */
    public List<Finding> findingsOfIncident(String incidentId) {
        return sql.query(
                FINDING + " WHERE incident_id = ? ORDER BY score DESC, finding_id", CallTable::finding, incidentId);
    }

    /** The curve of a call, if it was kept. */
    public Optional<Curve> curve(String callId) {
        return sql.first(
                "SELECT content FROM curve WHERE call_id = ?", row -> CurveCodec.decode(callId, row.blob(1)), callId);
    }

    private static CallVerdict call(Sql.Row row) throws SQLException {
        CallInfo info = new CallInfo(
                row.text(1),
                row.text(2),
                row.text(3),
                row.time(4),
                row.time(5),
                row.textOrNull(6),
                row.textOrNull(7),
                row.textOrNull(8));
        return new CallVerdict(
                info,
                row.small(9),
                row.textOrNull(10),
                Verdict.valueOf(row.text(11).toUpperCase(Locale.ROOT)),
                row.real(12),
                row.real(13),
                row.textOrNull(14));
    }

    private static Finding finding(Sql.Row row) throws SQLException {
        return new Finding(
                row.text(1),
                row.textOrNull(2),
                row.text(3),
                row.text(4),
                row.text(5),
                row.time(6),
                row.time(7),
                row.text(8),
                row.text(9),
                row.real(10),
                row.real(11),
                row.real(12),
                row.text(13),
                row.real(14),
                row.real(15),
                row.real(16),
                row.text(17));
    }
}
