package org.lineside.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The shape of the database as numbered migrations: number n brings {@code user_version} from n − 1 to n, in a
 * transaction of its own. A migration that has been released is never edited; the next one corrects it.
 *
 * @param migrations SQL scripts, the first one for an empty file
 */
record Schema(List<String> migrations) {
    /** Marks our files in the SQLite header: "LnSd". */
    static final int APPLICATION_ID = 0x4c6e5364;

    Schema {
        migrations = List.copyOf(migrations);
    }

    /** The schema of this version. */
    static Schema current() {
        return new Schema(List.of(
                script("001-first.sql"),
                script("002-reference-calls.sql"),
                script("003-feedback.sql"),
                script("004-health.sql"),
                script("005-drift.sql"),
                script("006-second-look.sql"),
                script("007-met-incidents.sql")));
    }

    int version() {
        return migrations.size();
    }

    /** Throws when the database is not ours or newer than we are; gives its schema number, 0 when it is empty. */
    int check(Sql sql) {
        int found = (int) sql.number("PRAGMA user_version");
        long application = sql.number("PRAGMA application_id");
        boolean empty = sql.number("SELECT count(*) FROM sqlite_master") == 0;
        if (!empty && application != APPLICATION_ID) {
            throw new StoreException.Unreadable(sql.file(), "is an SQLite database, but not one of Lineside", null);
        }
        if (found > version()) {
            throw new StoreException.WrongSchema(sql.file(), found, version());
        }
        return empty ? 0 : found;
    }

    /** Brings the database up to date, keeping a copy of what was there. */
    void migrate(Sql sql) {
        int found = check(sql);
        if (found > 0 && found < version()) {
            keepCopy(sql, found);
        }
        for (int number = found + 1; number <= version(); number++) {
            String script = migrations.get(number - 1);
            int reached = number;
            sql.atomically(() -> {
                sql.execute(script);
                sql.execute("PRAGMA application_id = " + APPLICATION_ID);
                sql.execute("PRAGMA user_version = " + reached);
            });
        }
    }

    /** Where the copy of a database of an older schema is kept. */
    static Path copyOf(Path db, int schema) {
        return db.resolveSibling(db.getFileName() + ".schema-" + schema);
    }

    private static void keepCopy(Sql sql, int schema) {
        Path copy = copyOf(sql.file(), schema);
        Path part = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            Files.deleteIfExists(part);
            Store.createForGroup(part);
            sql.update("VACUUM INTO ?", part.toString());
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException.Failed("Can't keep a copy of the database as " + copy + ": " + e.getMessage(), e);
        }
    }

    static String script(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
