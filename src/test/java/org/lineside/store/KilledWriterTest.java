package org.lineside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.findings.Verdict;
import org.lineside.store.RunTable.Status;
import org.lineside.store.Store.Mode;

/** A writer killed in the middle of its run, as kill -9 does it. */
class KilledWriterTest {
    @TempDir
    Path folder;

    /** Runs in a process of its own: commits one run, begins another, writes much of it, and waits to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws IOException {
            Path db = Path.of(args[0]);
            try (Store store = Store.open(db, Mode.WRITE)) {
                store.beginRun("detect", "1.0", Instant.EPOCH);
                store.calls().save(List.of(Samples.call("good", "M1", 30, Verdict.NORMAL, 0.1)));
                store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
                MetricsDatabase.publish(
                        db.resolveSibling("metrics.db"),
                        Samples.DAY,
                        List.of(new MetricsDatabase.Metric("lineside.run.status", "", 2)),
                        List.of(),
                        0);
                store.beginRun("run", "1.0", Instant.EPOCH);
                // more than the page cache holds, so that it reaches the log on disk
                store.calls()
                        .save(IntStream.range(0, 20_000)
                                .mapToObj(i -> Samples.call("half" + i, "M1", 30, Verdict.NORMAL, 0.1))
                                .toList());
                System.out.println("written");
                System.out.flush();
                if (System.in.read() >= 0) {
                    store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
                }
            }
        }
    }

    private Process victim(Path db) {
        ProcessBuilder builder = new ProcessBuilder(
                Objects.requireNonNull(ProcessHandle.current().info().command().orElse("java")),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                db.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            assertThat(out.readLine()).isEqualTo("written");
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void nothing_of_a_killed_run_remains_but_that_it_failed() throws InterruptedException {
        Path db = folder.resolve("lineside.db");
        Process process = victim(db);
        try (Store reader = Store.open(db, Mode.READ)) {
            assertThat(reader.runs().latest(1).getFirst().status()).isEqualTo(Status.RUNNING);
            assertThatThrownBy(() -> Store.open(db, Mode.WRITE)).isInstanceOf(StoreException.Busy.class);
        }
        process.destroyForcibly().waitFor();
        assertThat(folder.resolve("lineside.db-wal")).exists().isNotEmptyFile();

        try (Sql zabbix = Sql.open(folder.resolve("metrics.db"), Sql.Access.READ_ONLY, 0)) {
            assertThat(zabbix.number("SELECT value FROM metric_latest WHERE key = 'lineside.run.status'"))
                    .isEqualTo(2);
        }
        try (Store reader = Store.open(db, Mode.READ)) {
            RunTable.Run last = reader.runs().latest(1).getFirst();
            assertThat(last.status()).isEqualTo(Status.FAILED);
            assertThat(last.error()).isEqualTo("process ended");
            assertThat(reader.calls().list(Filter.ALL)).hasSize(1);
        }
        try (Store writer = Store.open(db, Mode.WRITE)) {
            assertThat(writer.calls().list(Filter.ALL)).hasSize(1);
        }
        assertThat(folder.resolve("lineside.db-wal")).doesNotExist();
        try (Sql sql = Sql.open(db, Sql.Access.READ_ONLY, 0)) {
            assertThat(sql.number("SELECT count(*) FROM run WHERE status = 'failed' AND error = 'process ended'"))
                    .isEqualTo(1);
            assertThat(sql.query("PRAGMA integrity_check", row -> row.text(1))).containsExactly("ok");
        }
    }
}
