package org.lineside.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;

/**
 * The small database that Zabbix reads as another user. A reader of an SQLite file in write-ahead mode, or of one with a
 * killed writer's journal beside it, needs the right to write; so this file is never written where it is read: each
 * publication is a complete new file, synced, and renamed over the old one.
 */
public final class MetricsDatabase {
    private static final int VERSION = 2;
    private static final String DISCOVERY_KEY = "lineside.incident.discovery";

    private MetricsDatabase() {}

    /**
     * One value.
     *
     * @param key as the data contract names it
     * @param entity what it is about, empty where the key says it all
     * @param value the value; an age as of the publication
     */
    public record Metric(String key, String entity, double value) {}

    /**
     * An open incident for low-level discovery.
     *
     * @param incident its identifier
     * @param scope its scope
     * @param entity what it accuses
     * @param cause its cause
     * @param severity 1..4
     * @param summary its sentence
     */
    public record Discovery(String incident, String scope, String entity, String cause, int severity, String summary) {}

    /**
     * Publishes values, keeping earlier publications.
     *
     * @param target the file to replace
     * @param clockMs the time of the publication, epoch milliseconds
     * @param metrics all values that hold now
     * @param open the open incidents
     * @param keepFromMs publications before this time are dropped
     * @throws StoreException when the folder can't be written or the disk is full; the old file then stands
     */
    public static void publish(Path target, long clockMs, List<Metric> metrics, List<Discovery> open, long keepFromMs) {
        Path file = target.toAbsolutePath();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            if (!continues(file, fresh)) {
                Files.deleteIfExists(fresh);
            }
            try (Sql sql = Sql.open(fresh, Sql.Access.CREATE, 0)) {
                sql.execute("PRAGMA journal_mode = MEMORY"); // nobody sees this file before it is whole
                sql.execute("PRAGMA synchronous = OFF");
                sql.atomically(() -> write(sql, IsoTime.format(clockMs), metrics, open, IsoTime.format(keepFromMs)));
            }
            // Another user is to read it, whatever this one's umask is.
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-r--r--"));
            sync(fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(Objects.requireNonNull(file.getParent()));
        } catch (IOException e) {
            throw new StoreException.Failed("Can't publish the metrics as " + file + ": " + e.getMessage(), e);
        }
    }

    /** Copies the last publication, if there is one that we can go on with. */
    private static boolean continues(Path file, Path fresh) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        Files.copy(file, fresh);
        try (Sql sql = Sql.open(fresh, Sql.Access.CREATE, 0)) {
            return sql.number("PRAGMA user_version") == VERSION
                    && sql.query("PRAGMA quick_check(1)", row -> row.text(1)).equals(List.of("ok"));
        } catch (StoreException e) {
            return false; // metrics are made anew rather than missed
        }
    }

    private static void write(Sql sql, String clock, List<Metric> metrics, List<Discovery> open, String keepFrom) {
        if (sql.number("SELECT count(*) FROM sqlite_master") == 0) {
            sql.execute(Schema.script("metrics.sql"));
        }
        // A clock set back must not leave values of the future to be read as the newest.
        sql.update("DELETE FROM metric WHERE clock < ? OR clock >= ? OR key = ?", keepFrom, clock, DISCOVERY_KEY);
        // That a run was under way is of use until it has ended, and would double what is kept.
        sql.update("DELETE FROM metric WHERE clock IN"
                + " (SELECT clock FROM metric WHERE key = 'lineside.run.status' AND value = 2)");
        sql.update("DELETE FROM incident_discovery");
        sql.batch(
                "INSERT INTO metric (clock, key, entity, value) VALUES (?, ?, ?, ?)",
                metrics,
                m -> Sql.row(clock, m.key(), m.entity(), whole(m.value())));
        sql.batch(
                "INSERT INTO incident_discovery VALUES (?, ?, ?, ?, ?, ?)",
                open,
                d -> Sql.row(d.incident(), d.scope(), d.entity(), d.cause(), d.severity(), d.summary()));
        sql.update(
                "INSERT INTO metric (clock, key, entity, value) SELECT ?, ?, '', json_group_array(json_object("
                        + "'{#INCIDENT}', \"{#INCIDENT}\", '{#SCOPE}', \"{#SCOPE}\", '{#ENTITY}', \"{#ENTITY}\","
                        + " '{#CAUSE}', \"{#CAUSE}\", '{#SEVERITY}', \"{#SEVERITY}\", '{#SUMMARY}', \"{#SUMMARY}\"))"
                        + " FROM incident_discovery",
                clock,
                DISCOVERY_KEY);
    }

    /** Whole numbers stand as integers: 4096, not 4096.0. */
    private static Number whole(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Number) (long) value : (Number) value;
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
