package org.lineside.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.lineside.config.Settings;

/**
 * The database, opened. Readers are many; the writer is one, and everything between {@link #beginRun} and
 * {@link #finishRun} is one transaction: killed at any instant, nothing of it remains but the run's own row.
 *
 * <p>While a writer has it open the file is in write-ahead mode, so that nobody waits for anybody; when it closes, the log
 * is folded in and the mode set back, so that the file is complete by itself.
 */
public final class Store implements AutoCloseable {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final FileAttribute<Set<PosixFilePermission>> FOR_GROUP =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final int CLOSE_ATTEMPTS = 20;
    private static final long CLOSE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path db;
    private final Sql sql;
    private final @Nullable ProcessLock lock;
    private long runId = -1;

    /** What a store is opened for. */
    public enum Mode {
        /** Looking; never changes what is stored. */
        READ,
        /** Changing; one process at a time. */
        WRITE
    }

    private Store(Path db, Sql sql, @Nullable ProcessLock lock) {
        this.db = db;
        this.sql = sql;
        this.lock = lock;
    }

    /**
     * Opens the database; for writing it is made when missing and brought up to the current schema.
     *
     * @throws StoreException.Busy when another process writes (exit status 75)
     * @throws StoreException.Missing when there is none to read
     * @throws StoreException.WrongSchema when it was made by a newer version, or read before it was brought up to date
     * @throws StoreException.Unreadable when the file is no database of ours
     * @throws StoreException.Failed when the disk or its permissions forbid it
     */
    public static Store open(Path db, Mode mode) {
        return open(db.toAbsolutePath(), mode, Schema.current());
    }

    static Store open(Path db, Mode mode, Schema schema) {
        return mode == Mode.READ ? openToRead(db, schema) : openToWrite(db, schema);
    }

    private static Store openToRead(Path db, Schema schema) {
        if (!Files.exists(db)) {
            throw new StoreException.Missing(db);
        }
        checkHeader(db);
        Sql sql = Sql.open(db, Sql.Access.QUERY, Sql.BUSY_MS);
        try {
            int found = schema.check(sql);
            if (found == 0) {
                throw new StoreException.Missing(db);
            }
            if (found != schema.version()) {
                throw new StoreException.WrongSchema(db, found, schema.version());
            }
            return new Store(db, sql, null);
        } catch (StoreException e) {
            sql.close();
            throw e;
        }
    }

    private static Store openToWrite(Path db, Schema schema) {
        makeFolder(db);
        checkHeader(db);
        ProcessLock lock = ProcessLock.acquire(db);
        Sql sql = null;
        try {
            createForGroup(db);
            sql = Sql.open(db, Sql.Access.CREATE, Sql.BUSY_MS);
            schema.check(sql);
            sql.execute("PRAGMA journal_mode = WAL");
            sql.execute("PRAGMA synchronous = FULL"); // input is moved away once a commit has returned
            schema.migrate(sql);
            Store store = new Store(db, sql, lock);
            store.runs().endDeadRuns(Instant.now().toEpochMilli());
            return store;
        } catch (StoreException e) {
            if (sql != null) {
                sql.close();
            }
            lock.close();
            throw e;
        }
    }

    private static void makeFolder(Path db) {
        try {
            Path folder = db.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException.Failed("Can't make the folder of the database " + db + ": " + e.getMessage(), e);
        }
    }

    /** Makes an empty file, which SQLite takes for an empty database, that nobody but owner and group can read. */
    static void createForGroup(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, FOR_GROUP);
            }
        } catch (IOException e) {
            throw new StoreException.Failed("Can't make the database " + file + ": " + e.getMessage(), e);
        }
    }

    private static void checkHeader(Path db) {
        if (Files.isDirectory(db)) {
            throw new StoreException.Unreadable(db, "is a folder, not a database", null);
        }
        if (!Files.exists(db)) {
            return;
        }
        try (InputStream in = Files.newInputStream(db)) {
            byte[] head = in.readNBytes(MAGIC.length);
            if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
                throw new StoreException.Unreadable(db, "is no SQLite database", null);
            }
        } catch (IOException e) {
            throw new StoreException.Failed("Can't read the database " + db + ": " + e.getMessage(), e);
        }
    }

    /** The file. */
    public Path path() {
        return db;
    }

    /** Runs and the files they read. */
    public RunTable runs() {
        return new RunTable(sql, lock == null);
    }

    /** Judged calls, their findings and curves. */
    public CallTable calls() {
        return new CallTable(sql, runId);
    }

    /** What each call measured, and what the stages keep of it. */
    public TraceTable traces() {
        return new TraceTable(sql);
    }

    /** Incidents and the operator's labels. */
    public IncidentTable incidents() {
        return new IncidentTable(sql);
    }

    /** Reference models. */
    public ModelTable models() {
        return new ModelTable(sql, runId);
    }

    /** The golden model, and what drifts away from it. */
    public DriftTable drift() {
        return new DriftTable(sql);
    }

    /** Reference data: cells, works, events, calls files. */
    public NetworkTable network() {
        return new NetworkTable(sql);
    }

    /** How cells, mobiles, handovers and places are, day by day. */
    public HealthTable health() {
        return new HealthTable(sql);
    }

    /**
     * Commits a row that says the run is under way, then opens the transaction that holds all the rest of it.
     *
     * @param verb the verb as the user typed it
     * @param version this program's version
     * @return the run's number
     */
    public long beginRun(String verb, String version, Instant startedAt) {
        if (runId >= 0) {
            throw new IllegalStateException("run " + runId + " has not ended");
        }
        runId = runs().begin(verb, version, startedAt.toEpochMilli());
        sql.begin();
        return runId;
    }

    /**
     * Commits the run as good.
     *
     * @param counters what it has seen
     * @param modelId the model in force at its end, null without one
     */
    public void finishRun(Instant endedAt, RunTable.Counters counters, @Nullable String modelId) {
        runs().finish(current(), endedAt.toEpochMilli(), counters, modelId);
        sql.commit();
        runId = -1;
    }

    /**
     * Undoes all the run has written and commits that it failed.
     *
     * @param error a sentence
     */
    public void failRun(Instant endedAt, String error) {
        long failed = current();
        runId = -1;
        sql.rollback();
        runs().fail(failed, endedAt.toEpochMilli(), error);
    }

    private long current() {
        if (runId < 0) {
            throw new IllegalStateException("no run has begun");
        }
        return runId;
    }

    /**
     * Removes what is older than the configuration keeps, counted back from the newest call (data time), in the run's
     * transaction. Open incidents, the models in force and what they need stay.
     *
     * @param horizonMs a call that ends later is not the newest: its clock is wrong
     * @return rows removed
     */
    public int prune(Settings.Retention keep, long horizonMs) {
        Pruning pruning = new Pruning(sql, keep);
        int[] removed = new int[1];
        sql.atomically(() -> removed[0] = pruning.prune(horizonMs));
        return removed[0];
    }

    /** Does work of several steps as a whole or not at all, outside of a run. */
    public void atomically(Runnable work) {
        sql.atomically(work);
    }

    /** Bytes of the database, its free pages included. */
    public long bytes() {
        return sql.number("PRAGMA page_count") * sql.number("PRAGMA page_size");
    }

    /** Ends the run that was not finished as failed, makes the file complete by itself, and lets the next writer in. */
    @Override
    public void close() {
        if (lock == null) {
            sql.close();
            return;
        }
        try {
            if (runId >= 0) {
                failRun(Instant.now(), "ended without finishing");
            }
            foldLog();
        } finally {
            sql.close();
            lock.close();
        }
    }

    /** Leaving write-ahead mode needs the file alone for an instant: wait for readers, but not for ever. */
    private void foldLog() {
        for (int attempt = 1; attempt <= CLOSE_ATTEMPTS; attempt++) {
            try {
                sql.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                sql.execute("PRAGMA journal_mode = DELETE");
                return;
            } catch (StoreException.Busy e) {
                // A reader stays in the file: the last connection to close folds the log in.
                LockSupport.parkNanos(CLOSE_PAUSE_NANOS);
            }
        }
    }
}
