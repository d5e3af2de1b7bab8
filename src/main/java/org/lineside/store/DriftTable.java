package org.lineside.store;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.drift.DayEffect;
import org.lineside.drift.DriftScales;
import org.lineside.drift.DriftScales.Scale;
import org.lineside.drift.ModelOffsets;
import org.lineside.drift.ModelOffsets.Offset;
import org.lineside.drift.Series;

/** The golden model, what others lie off it, and the daily effects of cells and mobiles. */
public final class DriftTable {
    private final Sql sql;

    DriftTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A call's evidence, and the model that judged it.
     *
     * @param referenceId the reference it was judged against
     * @param content the evidence, opaque here
     */
    public record Judged(String referenceId, byte[] content) {}

    /** The golden model. */
    public Optional<String> golden() {
        return sql.first("SELECT model_id FROM model WHERE golden = 1", row -> row.text(1));
    }

    /** Makes a model the golden one. */
    public void setGolden(String modelId) {
        sql.atomically(() -> {
            sql.update("UPDATE model SET golden = 0 WHERE golden = 1");
            sql.update("UPDATE model SET golden = 1 WHERE model_id = ?", modelId);
        });
    }

    /** Writes what a model lies off the golden one, replacing what was known of it. */
    public void saveOffsets(String modelId, ModelOffsets offsets) {
        sql.atomically(() -> {
            sql.update("DELETE FROM model_drift WHERE model_id = ?", modelId);
            sql.batch(
                    "INSERT INTO model_drift (model_id, scope, entity, indicator, effect, passes)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    new TreeMap<>(offsets.offsets()).entrySet(),
                    e -> Sql.row(
                            modelId,
                            e.getKey().scope().word(),
                            e.getKey().entity(),
                            word(e.getKey().channel()),
                            e.getValue().effect(),
                            e.getValue().passes()));
        });
    }

    /** What a model lies off the golden one. */
    public ModelOffsets offsets(String modelId) {
        Map<Series, Offset> offsets = new TreeMap<>();
        sql.each(
                "SELECT scope, entity, indicator, effect, passes FROM model_drift WHERE model_id = ?",
                row -> offsets.put(series(row, 1), new Offset(row.real(4), row.small(5))),
                modelId);
        return new ModelOffsets(offsets);
    }

    /** Whether it is known what a model lies off the golden one. */
    public boolean knowsOffsets(String modelId) {
        return sql.number("SELECT EXISTS (SELECT 1 FROM model_drift WHERE model_id = ?)", modelId) == 1;
    }

    /** Forgets what models lie off the golden one, and all daily effects: they were held against what is unknown now. */
    public void forget() {
        sql.atomically(() -> {
            sql.update("DELETE FROM model_drift");
            sql.update("DELETE FROM drift_day");
        });
    }

    /**
     * Holds all that is known against a model that isn't golden yet, but whose distance from the golden one is known. What
     * that model does not know has no distance from it, and is forgotten.
     */
    public void rebase(String modelId) {
        sql.atomically(() -> {
            rebase("drift_day", "", modelId);
            rebase("model_drift", " AND model_drift.model_id <> ?1", modelId);
            sql.update("UPDATE model_drift SET effect = 0 WHERE model_id = ?", modelId);
        });
    }

    private void rebase(String table, String others, String modelId) {
        String same = " FROM model_drift n WHERE n.model_id = ?1 AND n.scope = " + table + ".scope AND n.entity = "
                + table + ".entity AND n.indicator = " + table + ".indicator";
        sql.update("DELETE FROM " + table + " WHERE NOT EXISTS (SELECT 1" + same + ")" + others, modelId);
        sql.update(
                "UPDATE " + table + " SET effect = effect - (SELECT n.effect" + same + ") WHERE ?1 IS NOT NULL"
                        + others,
                modelId);
    }

    /** Writes how much daily effects vary in a model's history. */
    public void saveScales(String modelId, DriftScales scales) {
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO drift_scale (model_id, scope, indicator, within, \"between\", autocorrelation)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                new TreeMap<>(scales.scales()).entrySet(),
                e -> Sql.row(
                        modelId,
                        e.getKey().scope().word(),
                        word(e.getKey().channel()),
                        e.getValue().within(),
                        e.getValue().between(),
                        e.getValue().autocorrelation())));
    }

    /** How much daily effects vary in a model's history; empty where that isn't known. */
    public DriftScales scales(String modelId) {
        Map<DriftScales.Kind, Scale> scales = new TreeMap<>();
        sql.each(
                "SELECT scope, indicator, within, \"between\", autocorrelation FROM drift_scale WHERE model_id = ?",
                row -> scales.put(
                        new DriftScales.Kind(scope(row.text(1)), channel(row.text(2))),
                        new Scale(row.real(3), row.real(4), row.real(5))),
                modelId);
        return new DriftScales(scales);
    }

    /** Writes the effects of a day, replacing what was known of it. */
    public void saveDay(long day, List<DayEffect> effects) {
        String name = LocalDate.ofEpochDay(day).toString();
        List<DayEffect> sorted =
                effects.stream().sorted(Comparator.comparing(DayEffect::series)).toList();
        sql.atomically(() -> {
            sql.update("DELETE FROM drift_day WHERE day = ?", name);
            sql.batch(
                    "INSERT INTO drift_day (day, scope, entity, indicator, effect, calls) VALUES (?, ?, ?, ?, ?, ?)",
                    sorted,
                    e -> Sql.row(
                            name,
                            e.series().scope().word(),
                            e.series().entity(),
                            word(e.series().channel()),
                            e.effect(),
                            e.calls()));
        });
    }

    /** The effects of the days from one to another, both included, by day. */
    public List<DayEffect> days(long fromDay, long toDay) {
        return sql.query(
                "SELECT day, scope, entity, indicator, effect, calls FROM drift_day WHERE day BETWEEN ? AND ?"
                        + " ORDER BY day, scope, entity, indicator",
                row -> new DayEffect(
                        LocalDate.parse(row.text(1)).toEpochDay(), series(row, 2), row.real(5), row.small(6)),
                LocalDate.ofEpochDay(fromDay).toString(),
                LocalDate.ofEpochDay(toDay).toString());
    }

    /** The evidence of the calls that ended in the window and were judged against a reference, by end and identifier. */
    public List<Judged> judged(long fromMs, long toMs) {
        return sql.query(
                "SELECT c.reference_id, e.content FROM call_evidence e JOIN call c USING (call_id)"
                        + " WHERE e.end_time >= ? AND e.end_time < ? AND c.reference_id IS NOT NULL"
                        + " ORDER BY e.end_time, e.call_id",
                row -> new Judged(row.text(1), row.blob(2)),
                IsoTime.format(fromMs),
                IsoTime.format(toMs));
    }

    private static Series series(Sql.Row row, int column) throws SQLException {
        return new Series(scope(row.text(column)), row.text(column + 1), channel(row.text(column + 2)));
    }

    private static String word(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    private static Channel channel(String word) {
        return Channel.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Scope scope(String word) {
        return Scope.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
