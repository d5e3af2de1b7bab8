package org.lineside.store;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lineside.config.Settings;

/** Removes what is older than the configuration keeps; age counts back from the newest data, not from the clock. */
final class Pruning {
    /** Contents of models no longer in force that are kept, for rolling back; the golden one stays beside them. */
    private static final int KEPT_MODELS = 5;

    /** A day of runs, one every quarter of an hour: what is older than all of these is old by any clock. */
    private static final int KEPT_RUNS = 96;

    private static final String SPARE_MODELS = "(SELECT model_id FROM model WHERE state IN ('retired', 'rejected')"
            + " AND golden = 0"
            + " ORDER BY run_id DESC, created_at DESC, model_id LIMIT -1 OFFSET " + KEPT_MODELS + ")";

    private static final int DATE_LENGTH = "2026-03-01".length();

    private final Sql sql;
    private final Settings.Retention keep;

    Pruning(Sql sql, Settings.Retention keep) {
        this.sql = sql;
        this.keep = keep;
    }

    int prune(long horizonMs) {
        String newest = sql.query(
                        "SELECT max(newest) FROM (SELECT max(end_time) AS newest FROM call WHERE end_time <= ?1"
                                + " UNION ALL SELECT max(end_time) FROM call_trace WHERE end_time <= ?1)",
                        row -> row.text(1),
                        IsoTime.format(horizonMs))
                .getFirst();
        int removed = newest.isEmpty() ? 0 : data(IsoTime.parse(newest));
        return removed + models() + runs();
    }

    private int data(long newestMs) {
        String calls = before(newestMs, keep.callDays());
        String traces = before(newestMs, keep.traceDays());
        int removed = sql.update("DELETE FROM finding WHERE end_time < ?", calls);
        removed += sql.update("DELETE FROM call WHERE end_time < ?", calls);
        removed += sql.update("DELETE FROM call_evidence WHERE end_time < ?", calls);
        removed += health(calls.substring(0, DATE_LENGTH));
        removed += sql.update("DELETE FROM drift_day WHERE day < ?", calls);
        removed += sql.update("DELETE FROM work WHERE end_time < ?", calls);
        removed += sql.update("DELETE FROM curve WHERE end_time < ?", before(newestMs, keep.curveDays()));
        removed += sql.update("DELETE FROM call_trace WHERE end_time < ?", traces);
        removed += sql.update("DELETE FROM call_info WHERE seen_at < ?", traces);
        removed += sql.update("DELETE FROM event WHERE time < ?", traces);
        removed += sql.update(
                "DELETE FROM incident WHERE closed_at < ? AND ifnull(muted_until, '') < ?",
                before(newestMs, keep.incidentDays()),
                IsoTime.format(newestMs));
        return removed;
    }

    /** Days are kept or removed as a whole, and a month with its first day. */
    private int health(String day) {
        int removed = 0;
        for (String table :
                List.of("cell_health", "mobile_health", "edge_stats", "interval_kpi", "network_kpi", "call_health")) {
            removed += sql.update("DELETE FROM " + table + " WHERE day < ?", day);
        }
        return removed;
    }

    private int models() {
        int removed = sql.update("DELETE FROM reference_profile WHERE model_id IN " + SPARE_MODELS);
        removed += sql.update("DELETE FROM reference WHERE model_id IN " + SPARE_MODELS);
        removed += sql.update("DELETE FROM reference_call WHERE model_id IN " + SPARE_MODELS);
        removed += sql.update("DELETE FROM model_drift WHERE model_id IN " + SPARE_MODELS);
        removed += sql.update("DELETE FROM drift_scale WHERE model_id IN " + SPARE_MODELS);
        removed += sql.update("DELETE FROM model_file WHERE model_id IN " + SPARE_MODELS);
        return removed + sql.update("DELETE FROM model_content WHERE model_id IN " + SPARE_MODELS);
    }

    /**
     * Runs are old by the clock; those that made a model in force stay, and the newest by their number. A clock that was
     * wrong for some runs must not make the others old, and with them what says which files were judged.
     */
    private int runs() {
        String newest = sql.query(
                        "SELECT min(started_at) FROM (SELECT started_at FROM run ORDER BY run_id DESC LIMIT ?)",
                        row -> row.text(1),
                        KEPT_RUNS)
                .getFirst();
        if (newest.isEmpty()) {
            return 0;
        }
        String oldest = before(IsoTime.parse(newest), keep.runDays());
        int removed = sql.update(
                "DELETE FROM run WHERE started_at < ? AND run_id NOT IN"
                        + " (SELECT run_id FROM model WHERE run_id IS NOT NULL AND (state IN ('champion', 'candidate') OR golden = 1))",
                oldest);
        removed += sql.update("DELETE FROM run_gauge WHERE run_id NOT IN (SELECT run_id FROM run)");
        return removed + sql.update("DELETE FROM input_file WHERE run_id NOT IN (SELECT run_id FROM run)");
    }

    private static String before(long newestMs, int days) {
        return IsoTime.format(newestMs - TimeUnit.DAYS.toMillis(days));
    }
}
