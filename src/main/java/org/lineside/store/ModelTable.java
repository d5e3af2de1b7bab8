package org.lineside.store;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Versions of the references. At most one is champion: the one in force. */
public final class ModelTable {
    private static final String MODEL =
            "SELECT model_id, created_at, state, run_id, calls, data_from, data_to, version,"
                    + " fingerprint, validation FROM model";

    private final Sql sql;
    private final long runId;

    ModelTable(Sql sql, long runId) {
        this.sql = sql;
        this.runId = runId;
    }

    /** How a model stands; the words in the table are these in lower case. */
    public enum State {
        /** In force. */
        CHAMPION,
        /** Waiting for its validation or for somebody's decision. */
        CANDIDATE,
        /** Failed its validation. */
        REJECTED,
        /** Was in force once. */
        RETIRED
    }

    /**
     * A model without its content.
     *
     * @param modelId derived from what it was made of
     * @param createdAtMs epoch milliseconds
     * @param state how it stands
     * @param runId the run that made it, null when imported
     * @param calls calls it has learnt from
     * @param dataFromMs earliest call, null without any
     * @param dataToMs latest call, null without any
     * @param version of the program that made it
     * @param fingerprint digest of data and settings
     * @param validation what its validation said, null before it
     */
    public record Model(
            String modelId,
            long createdAtMs,
            State state,
            @Nullable Long runId,
            long calls,
            @Nullable Long dataFromMs,
            @Nullable Long dataToMs,
            String version,
            String fingerprint,
            @Nullable String validation) {}

    /**
     * One reference of a model: a route in one direction.
     *
     * @param referenceId unique in its model
     * @param name for people
     * @param calls passes it rests on
     * @param cells cells along it
     * @param direction for people, null when unknown
     */
    public record Reference(
            String referenceId,
            String name,
            int calls,
            int cells,
            @Nullable String direction) {}

    /**
     * What a reference expects of one cell at one position, for users of SQL; NaN where it expects nothing.
     *
     * @param referenceId the reference
     * @param positionIndex counts along the axis
     * @param positionKm km along the axis
     * @param cellId the cell
     * @param levelDl dBm at full power
     * @param spread robust standard deviation of it in dB
     * @param levelUl dBm at full power
     * @param spreadUl robust standard deviation of it in dB
     * @param qualityDl classes, or dB in LTE
     * @param timingAdvance symbols
     * @param servingShare 0..1 of the passes served by this cell here
     * @param passes passes it rests on
     */
    public record ProfilePoint(
            String referenceId,
            int positionIndex,
            double positionKm,
            String cellId,
            double levelDl,
            double spread,
            double levelUl,
            double spreadUl,
            double qualityDl,
            double timingAdvance,
            double servingShare,
            int passes) {}

    /**
     * Writes a model with its content and the files it has learnt from. A state of champion is not written here: save it
     * as candidate, then {@link #promote} it.
     */
    public void save(Model model, byte[] content, Collection<String> sha256OfFiles) {
        if (model.state() == State.CHAMPION) {
            throw new IllegalArgumentException("save model " + model.modelId() + " as candidate, then promote it");
        }
        sql.atomically(() -> {
            sql.update(
                    "INSERT OR REPLACE INTO model (model_id, created_at, state, run_id, calls, data_from, data_to,"
                            + " version, fingerprint, validation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    model.modelId(),
                    IsoTime.format(model.createdAtMs()),
                    word(model.state()),
                    model.runId() == null && runId >= 0 ? Long.valueOf(runId) : model.runId(),
                    model.calls(),
                    RunTable.time(model.dataFromMs()),
                    RunTable.time(model.dataToMs()),
                    model.version(),
                    model.fingerprint(),
                    model.validation());
            sql.update("INSERT OR REPLACE INTO model_content VALUES (?, ?)", model.modelId(), content);
            sql.batch(
                    "INSERT OR IGNORE INTO model_file VALUES (?, ?)",
                    new TreeSet<>(sha256OfFiles),
                    sha256 -> Sql.row(model.modelId(), sha256));
        });
    }

    /** Writes the references of a model and what they expect. */
    public void saveReferences(String modelId, List<Reference> references, Iterable<ProfilePoint> points) {
        sql.atomically(() -> {
            sql.batch(
                    "INSERT OR REPLACE INTO reference (reference_id, model_id, name, calls, cells, direction)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    references,
                    r -> Sql.row(r.referenceId(), modelId, r.name(), r.calls(), r.cells(), r.direction()));
            sql.batch(
                    "INSERT OR REPLACE INTO reference_profile (reference_id, model_id, position_index, position_km,"
                            + " cell_id, level_dl, spread, level_ul, spread_ul, quality_dl, ta, serving_share, passes)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    points,
                    p -> Sql.row(
                            p.referenceId(),
                            modelId,
                            p.positionIndex(),
                            p.positionKm(),
                            p.cellId(),
                            p.levelDl(),
                            p.spread(),
                            p.levelUl(),
                            p.spreadUl(),
                            p.qualityDl(),
                            p.timingAdvance(),
                            p.servingShare(),
                            p.passes()));
        });
    }

    /** Writes which reference of the model each call of its history was learnt into, by call. */
    public void saveHistory(String modelId, Map<String, String> referenceOfCall) {
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO reference_call (reference_id, model_id, call_id) VALUES (?, ?, ?)",
                new TreeMap<>(referenceOfCall).entrySet(),
                e -> Sql.row(e.getValue(), modelId, e.getKey())));
    }

    /** Which reference of the model each call of its history was learnt into, by call. */
    public Map<String, String> history(String modelId) {
        Map<String, String> referenceOfCall = new TreeMap<>();
        sql.each(
                "SELECT call_id, reference_id FROM reference_call WHERE model_id = ?",
                row -> referenceOfCall.put(row.text(1), row.text(2)),
                modelId);
        return referenceOfCall;
    }

    /** All models, the newest first. */
    public List<Model> list() {
        // By the number of the run first: the clock may have been set back.
        return sql.query(MODEL + " ORDER BY run_id DESC, created_at DESC, model_id", ModelTable::model);
    }

    /** One model. */
    public Optional<Model> find(String modelId) {
        return sql.first(MODEL + " WHERE model_id = ?", ModelTable::model, modelId);
    }

    /** The model in force. */
    public Optional<Model> champion() {
        return sql.first(MODEL + " WHERE state = 'champion'", ModelTable::model);
    }

    /** A model's bytes; empty when they have been pruned. */
    public Optional<byte[]> content(String modelId) {
        return sql.first("SELECT content FROM model_content WHERE model_id = ?", row -> row.blob(1), modelId);
    }

    /** A model's references, by identifier. */
    public List<Reference> references(String modelId) {
        return sql.query(
                "SELECT reference_id, name, calls, cells, direction FROM reference WHERE model_id = ?"
                        + " ORDER BY reference_id",
                row -> new Reference(row.text(1), row.text(2), row.small(3), row.small(4), row.textOrNull(5)),
                modelId);
    }

    /** Whether this model has learnt from this content. */
    public boolean isLearned(String modelId, String sha256) {
        return sql.number("SELECT EXISTS (SELECT 1 FROM model_file WHERE model_id = ? AND sha256 = ?)", modelId, sha256)
                == 1;
    }

    /** The content this model has learnt from, sorted. */
    public List<String> filesOf(String modelId) {
        return sql.query(
                "SELECT sha256 FROM model_file WHERE model_id = ? ORDER BY sha256", row -> row.text(1), modelId);
    }

    /** Puts a model in force; the one before it is retired. Gives false when there is no such model with content. */
    public boolean promote(String modelId) {
        if (content(modelId).isEmpty()) {
            return false;
        }
        sql.atomically(() -> {
            sql.update("UPDATE model SET state = 'retired' WHERE state = 'champion' AND model_id <> ?", modelId);
            sql.update(
                    "UPDATE model SET state = 'champion', reign = (SELECT ifnull(max(reign), 0) + 1 FROM model)"
                            + " WHERE model_id = ?",
                    modelId);
        });
        return true;
    }

    /** Puts the champion before this one in force again and gives its identifier; empty when there is none. */
    public Optional<String> rollback() {
        Optional<String> before = sql.first(
                "SELECT m.model_id FROM model m JOIN model_content USING (model_id) WHERE m.state = 'retired'"
                        + " AND m.reign < (SELECT reign FROM model WHERE state = 'champion')"
                        + " ORDER BY m.reign DESC LIMIT 1",
                row -> row.text(1));
        before.ifPresent(id -> sql.atomically(() -> {
            sql.update("UPDATE model SET state = 'retired' WHERE state = 'champion'");
            sql.update("UPDATE model SET state = 'champion' WHERE model_id = ?", id);
        }));
        return before;
    }

    /** Says that a model failed its validation. */
    public void reject(String modelId, String validation) {
        sql.update("UPDATE model SET state = 'rejected', validation = ? WHERE model_id = ?", validation, modelId);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Model model(Sql.Row row) throws SQLException {
        return new Model(
                row.text(1),
                row.time(2),
                State.valueOf(row.text(3).toUpperCase(Locale.ROOT)),
                row.textOrNull(4) == null ? null : row.integer(4),
                row.integer(5),
                row.timeOrNull(6),
                row.timeOrNull(7),
                row.text(8),
                row.text(9),
                row.textOrNull(10));
    }
}
