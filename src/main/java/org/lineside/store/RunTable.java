package org.lineside.store;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs and the files they read. */
public final class RunTable {
    private static final String DEAD = "process ended";
    private static final String COLUMNS = "run_id, verb, started_at, ended_at, status, version, model_id, lines_read,"
            + " lines_rejected, calls_seen, calls_judged, calls_anomalous, error";

    private final Sql sql;
    private final boolean reader;

    RunTable(Sql sql, boolean reader) {
        this.sql = sql;
        this.reader = reader;
    }

    /**
     * What a run has seen.
     *
     * @param linesRead data lines, rejected ones included
     * @param linesRejected lines that break the contract
     * @param callsSeen calls assembled
     * @param callsJudged calls given a verdict other than too short, incomplete or without reference
     * @param callsAnomalous calls found anomalous
     */
    public record Counters(long linesRead, long linesRejected, long callsSeen, long callsJudged, long callsAnomalous) {
        /** Nothing seen. */
        public static final Counters NONE = new Counters(0, 0, 0, 0, 0);
    }

    /** How a run stands; the words in the table are these in lower case. */
    public enum Status {
        /** Under way. */
        RUNNING,
        /** Ended well. */
        OK,
        /** Ended badly, or its process is gone. */
        FAILED
    }

    /**
     * A run.
     *
     * @param runId counts up
     * @param verb the verb
     * @param startedAtMs epoch milliseconds
     * @param endedAtMs null while under way
     * @param status how it stands
     * @param version the program's
     * @param modelId the model in force at its end
     * @param counters what it has seen
     * @param error why it failed, null otherwise
     */
    public record Run(
            long runId,
            String verb,
            long startedAtMs,
            @Nullable Long endedAtMs,
            Status status,
            String version,
            @Nullable String modelId,
            Counters counters,
            @Nullable String error) {}

    /**
     * A file of a run.
     *
     * @param path absolute
     * @param sha256 of the content, hexadecimal
     * @param kind {@code measurements}, {@code calls}, …
     * @param bytes size as it lies on disk
     * @param lines data lines, rejected ones included
     * @param rejected lines that break the contract
     * @param duplicates lines that repeat an earlier one
     * @param firstMs earliest time in it, null without any
     * @param lastMs latest time in it, null without any
     * @param state how it was taken: loaded, quarantined, or known already
     * @param reason why it was set aside, null when it was not
     */
    public record InputFile(
            String path,
            String sha256,
            String kind,
            long bytes,
            long lines,
            long rejected,
            long duplicates,
            @Nullable Long firstMs,
            @Nullable Long lastMs,
            String state,
            @Nullable String reason) {}

    long begin(String verb, String version, long startedAtMs) {
        sql.update(
                "INSERT INTO run (verb, started_at, status, version) VALUES (?, ?, 'running', ?)",
                verb,
                IsoTime.format(startedAtMs),
                version);
        return sql.number("SELECT max(run_id) FROM run");
    }

    void finish(long runId, long endedAtMs, Counters c, @Nullable String modelId) {
        sql.update(
                "UPDATE run SET status = 'ok', ended_at = ?, model_id = ?, lines_read = ?, lines_rejected = ?,"
                        + " calls_seen = ?, calls_judged = ?, calls_anomalous = ? WHERE run_id = ?",
                IsoTime.format(endedAtMs),
                modelId,
                c.linesRead(),
                c.linesRejected(),
                c.callsSeen(),
                c.callsJudged(),
                c.callsAnomalous(),
                runId);
    }

    void fail(long runId, long endedAtMs, String error) {
        sql.update(
                "UPDATE run SET status = 'failed', ended_at = ?, error = ? WHERE run_id = ?",
                IsoTime.format(endedAtMs),
                error,
                runId);
    }

    /** Called by the holder of the lock: whoever is still said to run does not. */
    void endDeadRuns(long nowMs) {
        sql.update(
                "UPDATE run SET status = 'failed', ended_at = ?, error = ? WHERE status = 'running'",
                IsoTime.format(nowMs),
                DEAD);
    }

    /** The newest runs first; one said to be under way whose process is gone is given as failed. */
    public List<Run> latest(int count) {
        List<Run> runs = rows(count);
        if (!reader || runs.stream().noneMatch(r -> r.status() == Status.RUNNING) || ProcessLock.isHeld(sql.file())) {
            return runs;
        }
        // Nobody holds the lock: either it ended between the two looks, or it died.
        return rows(count).stream().map(RunTable::dead).toList();
    }

    /** The newest run that ended well. */
    public Optional<Run> latestGood() {
        return sql.first(
                "SELECT " + COLUMNS + " FROM run WHERE status = 'ok' ORDER BY run_id DESC LIMIT 1", RunTable::run);
    }

    private List<Run> rows(int count) {
        return sql.query("SELECT " + COLUMNS + " FROM run ORDER BY run_id DESC LIMIT ?", RunTable::run, count);
    }

    private static Run dead(Run r) {
        return r.status() != Status.RUNNING
                ? r
                : new Run(
                        r.runId(),
                        r.verb(),
                        r.startedAtMs(),
                        r.endedAtMs(),
                        Status.FAILED,
                        r.version(),
                        r.modelId(),
                        r.counters(),
                        DEAD);
    }

    private static Run run(Sql.Row row) throws SQLException {
        Status status = switch (row.text(5)) {
            case "ok" -> Status.OK;
            case "running" -> Status.RUNNING;
            default -> Status.FAILED;
        };
        Counters counters =
                new Counters(row.integer(8), row.integer(9), row.integer(10), row.integer(11), row.integer(12));
        return new Run(
                row.integer(1),
                row.text(2),
                row.time(3),
                row.timeOrNull(4),
                status,
                row.text(6),
                row.textOrNull(7),
                counters,
                row.textOrNull(13));
    }

    /** Writes a number that differs between equal runs: {@code model.drift}, {@code peak_memory}, seconds of a stage. */
    public void saveGauge(long runId, String name, double value) {
        sql.update("INSERT OR REPLACE INTO run_gauge VALUES (?, ?, ?)", runId, name, value);
    }

    /** The gauges of one run by name. */
    public Map<String, Double> gauges(long runId) {
        Map<String, Double> gauges = new TreeMap<>();
        sql.each(
                "SELECT name, value FROM run_gauge WHERE run_id = ?",
                row -> gauges.put(row.text(1), row.real(2)),
                runId);
        return gauges;
    }

    /** The newest value of a gauge over all runs. */
    public OptionalDouble latestGauge(String name) {
        return sql
                .query(
                        "SELECT value FROM run_gauge WHERE name = ? AND value IS NOT NULL ORDER BY run_id DESC LIMIT 1",
                        row -> row.real(1),
                        name)
                .stream()
                .mapToDouble(v -> v)
                .findFirst();
    }

    /** Records the files of a run, in order of path and content. */
    public void saveFiles(long runId, List<InputFile> files) {
        List<InputFile> sorted = files.stream()
                .sorted(Comparator.comparing(InputFile::path).thenComparing(InputFile::sha256))
                .toList();
        sql.atomically(() -> sql.batch(
                "INSERT INTO input_file (run_id, path, sha256, kind, bytes, lines, rejected, duplicates, first_time,"
                        + " last_time, state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sorted,
                f -> Sql.row(
                        runId,
                        f.path(),
                        f.sha256(),
                        f.kind(),
                        f.bytes(),
                        f.lines(),
                        f.rejected(),
                        f.duplicates(),
                        time(f.firstMs()),
                        time(f.lastMs()),
                        f.state(),
                        f.reason())));
    }

    static @Nullable String time(@Nullable Long ms) {
        return ms == null ? null : IsoTime.format(ms);
    }

    /** The files of one run, in order. */
    public List<InputFile> files(long runId) {
        return sql.query(
                "SELECT path, sha256, kind, bytes, lines, rejected, duplicates, first_time, last_time, state, reason"
                        + " FROM input_file WHERE run_id = ? ORDER BY file_id",
                row -> new InputFile(
                        row.text(1),
                        row.text(2),
                        row.text(3),
                        row.integer(4),
                        row.integer(5),
                        row.integer(6),
                        row.integer(7),
                        row.timeOrNull(8),
                        row.timeOrNull(9),
                        row.text(10),
                        row.textOrNull(11)),
                runId);
    }

    /** All content that {@link #isJudged} knows, as SHA-256: one look where many files are asked about. */
    public Set<String> judged() {
        return new HashSet<>(sql.query(
                "SELECT DISTINCT f.sha256 FROM input_file f JOIN run r USING (run_id) WHERE f.state = 'loaded'"
                        + " AND r.status IN ('ok', 'running') AND r.verb IN ('detect', 'run')",
                row -> row.text(1)));
    }

    /** Whether a good run of {@code detect} or {@code run} (or the one under way) has loaded this content. */
    public boolean isJudged(String sha256) {
        return sql.number(
                        "SELECT EXISTS (SELECT 1 FROM input_file f JOIN run r USING (run_id) WHERE f.sha256 = ? AND"
                                + " f.state = 'loaded' AND r.status IN ('ok', 'running')"
                                + " AND r.verb IN ('detect', 'run'))",
                        sha256)
                == 1;
    }
}
