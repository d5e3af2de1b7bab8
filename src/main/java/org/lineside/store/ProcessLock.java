package org.lineside.store;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One writer at a time: an exclusive lock on an empty file beside the database. The kernel drops it with the process, so
 * it can't be stale. SQLite takes it for us, since it knows the trap of POSIX locks: closing any other handle of the file
 * in the same process would drop them.
 */
final class ProcessLock implements AutoCloseable {
    /** Long enough to outwait a reader who only looks whether the lock is held. */
    private static final int WAIT_MS = 500;

    private final Sql holder;

    private ProcessLock(Sql holder) {
        this.holder = holder;
    }

    /** Takes the lock; throws {@link StoreException.Busy} when another process, or another part of this one, has it. */
    static ProcessLock acquire(Path db) {
        Sql holder = Sql.open(lockFile(db), Sql.Access.CREATE, WAIT_MS);
        try {
            holder.execute("PRAGMA journal_mode = MEMORY"); // nothing is ever written: leave no journal either
            holder.execute("BEGIN EXCLUSIVE");
            return new ProcessLock(holder);
        } catch (StoreException.Busy e) {
            holder.close();
            throw new StoreException.Busy(db, e);
        } catch (StoreException e) {
            holder.close();
            throw e;
        }
    }

    /** Whether somebody writes, or is about to. */
    static boolean isHeld(Path db) {
        if (!Files.exists(lockFile(db))) {
            return false;
        }
        try (Sql probe = Sql.open(lockFile(db), Sql.Access.READ_ONLY, 0)) {
            probe.number("SELECT count(*) FROM sqlite_master");
            return false;
        } catch (StoreException.Busy e) {
            return true;
        }
    }

    private static Path lockFile(Path db) {
        return db.resolveSibling(db.getFileName() + ".lock");
    }

    @Override
    public void close() {
        holder.close();
    }
}
