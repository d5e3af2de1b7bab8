package org.lineside.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.store.MetricsDatabase.Discovery;
import org.lineside.store.MetricsDatabase.Metric;

class MetricsDatabaseTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("metrics.db");
    }

    private void publish(long clock, double value, List<Discovery> open) {
        MetricsDatabase.publish(
                file(),
                clock,
                List.of(new Metric("lineside.lines.read", "", value), new Metric("lineside.run.age", "", 60)),
                open,
                clock - 1000);
    }

    @Test
    void history_is_kept_as_long_as_asked_and_the_newest_is_latest() {
        publish(Samples.DAY, 1, List.of());
        publish(Samples.DAY + 900, 2, List.of());
        publish(Samples.DAY + 1800, 3.5, List.of());
        try (Sql sql = Sql.open(file(), Sql.Access.READ_ONLY, 0)) {
            assertThat(sql.query(
                            "SELECT clock || ' ' || value FROM metric WHERE key = 'lineside.lines.read' ORDER BY clock",
                            row -> row.text(1)))
                    .containsExactly("2026-03-01T00:00:00.900Z 2", "2026-03-01T00:00:01.800Z 3.5");
            assertThat(sql.query(
                            "SELECT value FROM metric_latest WHERE key = 'lineside.lines.read'", row -> row.real(1)))
                    .containsExactly(3.5);
        }
    }

    @Test
    void what_was_said_of_a_run_under_way_is_not_kept() {
        long clock = Samples.DAY;
        for (int status : new int[] {0, 2, 1}) {
            clock += 10;
            Metric metric = new Metric("lineside.run.status", "", status);
            MetricsDatabase.publish(file(), clock, List.of(metric), List.of(), 0);
        }
        try (Sql sql = Sql.open(file(), Sql.Access.READ_ONLY, 0)) {
            assertThat(sql.query(
                            "SELECT value FROM metric WHERE key = 'lineside.run.status' ORDER BY clock",
                            row -> row.text(1)))
                    .containsExactly("0", "1");
        }
    }

    @Test
    void ages_grow_after_the_publication() {
        publish(Samples.DAY, 1, List.of());
        try (Sql sql = Sql.open(file(), Sql.Access.READ_ONLY, 0)) {
            long elapsed = sql.number("SELECT unixepoch('now')") - Samples.DAY / 1000;
            double age = sql.query("SELECT value FROM metric_latest WHERE key = 'lineside.run.age'", row -> row.real(1))
                    .getFirst();
            assertThat(age - 60 - elapsed).isBetween(-1.0, 3600.0);
            assertThat(sql.number("SELECT value FROM metric WHERE key = 'lineside.run.age'"))
                    .isEqualTo(60);
        }
    }

    @Test
    void discovery_is_what_zabbix_expects() {
        publish(Samples.DAY, 1, List.of(new Discovery("old", "cell", "C0", "cell_outage", 1, "gone")));
        publish(
                Samples.DAY + 1,
                1,
                List.of(new Discovery("i\"1", "cell", "C1", "cell_power_drop", 2, "Cell \"C1\": weak.")));
        try (Sql sql = Sql.open(file(), Sql.Access.READ_ONLY, 0)) {
            String expected = "[{\"{#INCIDENT}\":\"i\\\"1\",\"{#SCOPE}\":\"cell\",\"{#ENTITY}\":\"C1\","
                    + "\"{#CAUSE}\":\"cell_power_drop\",\"{#SEVERITY}\":2,\"{#SUMMARY}\":\"Cell \\\"C1\\\": weak.\"}]";
            assertThat(sql.query(
                            "SELECT value FROM metric WHERE key = 'lineside.incident.discovery'", row -> row.text(1)))
                    .containsExactly(expected);
            assertThat(sql.query("SELECT json FROM metric_json", row -> row.text(1))
                            .getFirst())
                    .contains("\"lineside.lines.read\":1", "\"discovery\":" + expected);
        }
    }

    @Test
    void file_is_complete_alone_and_read_without_the_right_to_write() throws IOException {
        publish(Samples.DAY, 1, List.of());
        Sql before = Sql.open(file(), Sql.Access.READ_ONLY, 0);
        publish(Samples.DAY + 500, 2, List.of());
        try (var files = Files.list(folder)) {
            assertThat(files.map(p -> Objects.requireNonNull(p.getFileName()).toString()))
                    .containsExactly("metrics.db");
        }
        assertThat(before.number("SELECT value FROM metric_latest WHERE key = 'lineside.lines.read'"))
                .as("an open reader keeps what it opened")
                .isEqualTo(1);
        before.close();
        byte[] header = Files.readAllBytes(file());
        assertThat(header[18])
                .as("rollback journal, not write-ahead: SQLite file format §1.3.3")
                .isEqualTo((byte) 1);
    }

    @Test
    void damaged_file_and_leftovers_of_a_kill_are_replaced() throws IOException {
        Files.writeString(file(), "rubbish");
        Files.writeString(folder.resolve("metrics.db.new"), "half written");
        publish(Samples.DAY, 1, List.of());
        try (Sql sql = Sql.open(file(), Sql.Access.READ_ONLY, 0)) {
            assertThat(sql.number("SELECT count(*) FROM metric")).isEqualTo(3);
        }
    }
}
