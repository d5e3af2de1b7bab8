package org.lineside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.calls.OperatorLabel;
import org.lineside.config.Settings;
import org.lineside.findings.Verdict;
import org.lineside.store.RunTable.Status;
import org.lineside.store.Store.Mode;

class StoreTest {
    private static final Instant START = Instant.parse("2026-03-02T06:00:00Z");
    private static final RunTable.Counters COUNTERS = new RunTable.Counters(1000, 3, 5, 4, 1);

    @TempDir
    Path folder;

    private Path db() {
        return folder.resolve("lineside.db");
    }

    private static void run(Store store, String verb, String... calls) {
        store.beginRun(verb, "1.0", START);
        for (String call : calls) {
            store.calls().save(List.of(Samples.call(call, "M1", 30, Verdict.ANOMALOUS, 7.5)));
        }
        store.finishRun(START.plusSeconds(60), COUNTERS, null);
    }

    @Test
    void committed_run_is_there_after_reopening_and_no_log_beside_it() throws IOException {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            run(store, "detect", "c1");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(p -> Objects.requireNonNull(p.getFileName()).toString()))
                    .containsExactlyInAnyOrder("lineside.db", "lineside.db.lock");
        }
        try (Store store = Store.open(db(), Mode.READ)) {
            assertThat(store.calls().find("c1")).contains(Samples.call("c1", "M1", 30, Verdict.ANOMALOUS, 7.5));
            RunTable.Run run = store.runs().latest(1).getFirst();
            assertThat(run.status()).isEqualTo(Status.OK);
            assertThat(run.counters()).isEqualTo(COUNTERS);
            assertThat(run.endedAtMs()).isEqualTo(START.plusSeconds(60).toEpochMilli());
        }
    }

    @Test
    void failed_run_leaves_nothing_but_its_row() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            store.beginRun("detect", "1.0", START);
            store.calls().save(List.of(Samples.call("c1", "M1", 30, Verdict.NORMAL, 0.2)));
            store.failRun(START.plusSeconds(1), "the disk is full");
            assertThat(store.calls().find("c1")).isEmpty();
            assertThat(store.runs().latest(1).getFirst().status()).isEqualTo(Status.FAILED);
            run(store, "detect", "c2");
            assertThat(store.calls().list(Filter.ALL)).hasSize(1);
        }
    }

    @Test
    void run_not_finished_fails_when_the_store_is_closed() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            store.beginRun("detect", "1.0", START);
            store.calls().save(List.of(Samples.call("c1", "M1", 30, Verdict.NORMAL, 0.2)));
        }
        try (Store store = Store.open(db(), Mode.READ)) {
            assertThat(store.calls().list(Filter.ALL)).isEmpty();
            assertThat(store.runs().latest(1).getFirst().error()).isEqualTo("ended without finishing");
        }
    }

    @Test
    void second_writer_is_told_that_the_first_holds_the_database() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            assertThatThrownBy(() -> Store.open(db(), Mode.WRITE))
                    .isInstanceOf(StoreException.Busy.class)
                    .hasMessageContaining("Another run holds the database");
            // the failed attempt must not have dropped the lock of the first
            assertThatThrownBy(() -> Store.open(db(), Mode.WRITE)).isInstanceOf(StoreException.Busy.class);
            run(store, "detect", "c1");
        }
        try (Store store = Store.open(db(), Mode.WRITE)) {
            assertThat(store.calls().list(Filter.ALL)).hasSize(1);
        }
    }

    @Test
    void reader_sees_the_last_commit_while_a_run_writes() {
        try (Store writer = Store.open(db(), Mode.WRITE)) {
            run(writer, "detect", "c1");
            writer.beginRun("run", "1.0", START);
            for (int i = 0; i < 2000; i++) {
                writer.calls().save(List.of(Samples.call("x" + i, "M1", 30, Verdict.NORMAL, 0.1)));
            }
            try (Store reader = Store.open(db(), Mode.READ)) {
                assertThat(reader.calls().list(Filter.ALL)).hasSize(1);
                assertThat(reader.runs().latest(1).getFirst().status()).isEqualTo(Status.RUNNING);
                writer.finishRun(START.plusSeconds(2), COUNTERS, null);
                assertThat(reader.calls().list(Filter.ALL)).hasSize(2001);
            }
        }
    }

    @Test
    void reader_that_stays_open_does_not_keep_the_writer_from_ending() throws IOException {
        Store.open(db(), Mode.WRITE).close();
        try (Store reader = Store.open(db(), Mode.READ)) {
            try (Store writer = Store.open(db(), Mode.WRITE)) {
                run(writer, "detect", "c1");
                assertThat(reader.calls().list(Filter.ALL)).hasSize(1);
            }
            assertThat(reader.calls().list(Filter.ALL)).hasSize(1);
        }
        assertThat(folder.resolve("lineside.db-wal")).doesNotExist();
        assertThat(Files.size(db())).isPositive();
    }

    @Test
    void reader_cannot_write() {
        Store.open(db(), Mode.WRITE).close();
        try (Store store = Store.open(db(), Mode.READ)) {
            assertThatThrownBy(() -> store.incidents().save(List.of(Samples.incident("i1", "C1", 1, null))))
                    .isInstanceOf(StoreException.Failed.class);
        }
    }

    @Test
    void missing_database_is_missing_and_is_not_made() {
        assertThatThrownBy(() -> Store.open(db(), Mode.READ))
                .isInstanceOf(StoreException.Missing.class)
                .hasMessageContaining("There is no database at " + db());
        assertThat(db()).doesNotExist();
    }

    @Test
    void file_that_is_no_database_is_left_as_it_is() throws IOException {
        Files.writeString(db(), "not a database at all, and longer than a header");
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> Store.open(db(), mode))
                    .isInstanceOf(StoreException.Unreadable.class)
                    .hasMessageContaining("is no SQLite database");
        }
        assertThat(Files.readString(db())).startsWith("not a database");
    }

    @Test
    void damaged_database_is_said_to_be_damaged() throws IOException {
        Store.open(db(), Mode.WRITE).close();
        byte[] bytes = Files.readAllBytes(db());
        java.util.Arrays.fill(bytes, 100, 3000, (byte) 0x5a);
        Files.write(db(), bytes);
        assertThatThrownBy(() -> Store.open(db(), Mode.WRITE))
                .isInstanceOf(StoreException.Unreadable.class)
                .hasMessageContaining("is a damaged database");
    }

    @Test
    void database_of_another_program_is_left_as_it_is() throws IOException {
        try (Sql sql = Sql.open(db(), Sql.Access.CREATE, 0)) {
            sql.execute("CREATE TABLE accounts (name TEXT)");
        }
        byte[] before = Files.readAllBytes(db());
        assertThatThrownBy(() -> Store.open(db(), Mode.WRITE))
                .isInstanceOf(StoreException.Unreadable.class)
                .hasMessageContaining("not one of Lineside");
        assertThat(Files.readAllBytes(db())).isEqualTo(before);
    }

    @Test
    void newer_schema_is_refused_and_the_file_untouched() throws IOException {
        Store.open(db(), Mode.WRITE).close();
        try (Sql sql = Sql.open(db(), Sql.Access.CREATE, 0)) {
            sql.execute("PRAGMA user_version = 99");
        }
        byte[] before = Files.readAllBytes(db());
        for (Mode mode : Mode.values()) {
            assertThatThrownBy(() -> Store.open(db(), mode))
                    .isInstanceOf(StoreException.WrongSchema.class)
                    .hasMessageContaining("has schema 99, made by a newer Lineside");
        }
        assertThat(Files.readAllBytes(db())).isEqualTo(before);
    }

    @Test
    void older_schema_is_migrated_and_a_copy_kept() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            run(store, "detect", "c1");
        }
        int now = Schema.current().version();
        List<String> more = new java.util.ArrayList<>(Schema.current().migrations());
        more.add("ALTER TABLE call ADD COLUMN added TEXT; CREATE INDEX added ON call (added);");
        Schema next = new Schema(more);
        assertThatThrownBy(() -> Store.open(db(), Mode.READ, next))
                .isInstanceOf(StoreException.WrongSchema.class)
                .hasMessageContaining("The next lineside run brings it up to date");
        try (Store store = Store.open(db(), Mode.WRITE, next)) {
            assertThat(store.calls().find("c1")).isPresent();
        }
        try (Sql sql = Sql.open(db(), Sql.Access.READ_ONLY, 0)) {
            assertThat(sql.number("PRAGMA user_version")).isEqualTo(now + 1);
            assertThat(sql.number("SELECT count(*) FROM call WHERE added IS NULL"))
                    .isEqualTo(1);
        }
        try (Store copy = Store.open(Schema.copyOf(db(), now), Mode.READ)) {
            assertThat(copy.calls().find("c1")).isPresent();
        }
    }

    @Test
    void migration_that_fails_changes_nothing() {
        Store.open(db(), Mode.WRITE).close();
        List<String> more = new java.util.ArrayList<>(Schema.current().migrations());
        more.add("CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);");
        assertThatThrownBy(() -> Store.open(db(), Mode.WRITE, new Schema(more)))
                .isInstanceOf(StoreException.Failed.class);
        try (Sql sql = Sql.open(db(), Sql.Access.QUERY, 0)) {
            assertThat(sql.number("PRAGMA user_version"))
                    .isEqualTo(Schema.current().version());
            assertThat(sql.number("SELECT count(*) FROM sqlite_master WHERE name = 'half'"))
                    .isZero();
        }
        Store.open(db(), Mode.WRITE).close();
    }

    @Test
    void text_from_outside_is_never_sql() {
        String evil = "x'); DROP TABLE call; --";
        try (Store store = Store.open(db(), Mode.WRITE)) {
            run(store, "detect", evil, "c1");
            assertThat(store.calls().find(evil)).isPresent();
            assertThat(store.calls().list(new Filter(null, evil, evil, 4, false)))
                    .isEmpty();
            assertThat(store.incidents().list(new Filter(0L, evil, evil, 1, true)))
                    .isEmpty();
            assertThat(store.calls().findings(new Filter(0L, evil, evil, 1, true)))
                    .isEmpty();
            assertThat(store.calls().list(Filter.ALL)).hasSize(2);
        }
    }

    @Test
    void equal_runs_give_equal_tables() {
        List<List<String>> dumps = new java.util.ArrayList<>();
        for (String name : List.of("a.db", "b.db")) {
            Path file = folder.resolve(name);
            List<String> order = name.equals("a.db") ? List.of("c1", "c2", "c3") : List.of("c3", "c1", "c2");
            try (Store store = Store.open(file, Mode.WRITE)) {
                store.beginRun("detect", "1.0", START);
                store.calls()
                        .save(order.stream()
                                .map(c -> Samples.call(c, "M", 30, Verdict.ANOMALOUS, 3))
                                .toList());
                store.calls()
                        .saveCurves(
                                order.stream().map(c -> Samples.curve(c, 20)).toList());
                store.calls()
                        .saveFindings(order.stream()
                                .map(c -> Samples.finding("f" + c, null, c, "M", "C1", 30))
                                .toList());
                store.finishRun(START.plusSeconds(5), COUNTERS, null);
            }
            try (Sql sql = Sql.open(file, Sql.Access.READ_ONLY, 0)) {
                List<String> dump = sql.query("SELECT call_id || ' ' || verdict FROM call", row -> row.text(1));
                dump.addAll(sql.query("SELECT call_id || ' ' || hex(content) FROM curve", row -> row.text(1)));
                dump.addAll(sql.query("SELECT finding_id || ' ' || call_id FROM finding", row -> row.text(1)));
                dumps.add(dump);
            }
        }
        assertThat(dumps.get(0)).hasSize(9).isEqualTo(dumps.get(1));
    }

    private static final long HORIZON = START.plus(366, ChronoUnit.DAYS).toEpochMilli();

    @Test
    void a_full_disk_is_told_as_such_although_the_database_undoes_the_work_itself() {
        try (Sql sql = Sql.open(folder.resolve("full.db"), Sql.Access.CREATE, 0)) {
            sql.execute("CREATE TABLE t (x)");
            sql.execute("PRAGMA max_page_count = 20"); // what SQLite does at this bound it does on a full disk
            assertThatThrownBy(() -> sql.atomically(() -> {
                        for (int i = 0; i < 100; i++) {
                            sql.update("INSERT INTO t VALUES (zeroblob(4000))");
                        }
                    }))
                    .isInstanceOf(StoreException.Failed.class)
                    .hasMessageContaining("the disk is full");
            assertThat(sql.inTransaction()).isFalse();
            assertThat(sql.number("SELECT count(*) FROM t")).isZero();
        }
    }

    @Test
    void a_run_under_a_wrong_clock_does_not_make_the_others_old() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            for (Instant clock : List.of(START, Instant.parse("2099-01-01T00:00:00Z"), START.plusSeconds(900))) {
                store.beginRun("run", "1.0", clock);
                store.prune(new Settings.Retention(5, 5, 5, 5, 5), HORIZON);
                store.finishRun(clock.plusSeconds(5), COUNTERS, null);
            }
            assertThat(store.runs().latest(5)).hasSize(3);
        }
    }

    @Test
    void runs_are_forgotten_when_all_newer_ones_say_that_they_are_old() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            for (int run = 0; run < 100; run++) {
                Instant clock = run < 2 ? START : START.plusSeconds(10 * 86_400L + run);
                store.beginRun("run", "1.0", clock);
                store.prune(new Settings.Retention(5, 5, 5, 5, 5), HORIZON);
                store.finishRun(clock, COUNTERS, null);
            }
            assertThat(store.runs().latest(200)).hasSize(98);
        }
    }

    /** What is muted must be known again as long as it is. */
    @Test
    void pruning_spares_what_is_muted() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            store.beginRun("run", "1.0", START);
            store.calls().save(List.of(Samples.call("new", "M1", 10 * 24 * 60, Verdict.NORMAL, 1)));
            long newest = Samples.DAY + 10 * 86_400_000L;
            List<Incident> muted = new ArrayList<>();
            for (long until : new long[] {newest - 1, newest + 1}) {
                OperatorLabel label = new OperatorLabel("to-" + until, null, false, null, null);
                muted.addAll(new Feedback(List.of(new Feedback.Said(label, until - 86_400_000)), Map.of())
                        .on(List.of(Samples.incident("to-" + until, "C1", 1, 5)), 1));
            }
            store.incidents().save(muted);
            store.prune(new Settings.Retention(5, 5, 5, 5, 5), HORIZON);
            assertThat(store.incidents().list(Filter.ALL)).containsExactly(muted.getLast());
            store.finishRun(START.plusSeconds(5), COUNTERS, null);
        }
    }

    @Test
    void pruning_counts_back_from_the_newest_call_and_spares_what_is_open() {
        try (Store store = Store.open(db(), Mode.WRITE)) {
            store.beginRun("detect", "1.0", START);
            int day = 24 * 60;
            store.calls()
                    .save(List.of(
                            Samples.call("old", "M1", 0, Verdict.ANOMALOUS, 9),
                            Samples.call("new", "M1", 10 * day, Verdict.ANOMALOUS, 9),
                            Samples.call("wrong-clock", "M1", 4000 * day, Verdict.ANOMALOUS, 9)));
            store.calls()
                    .saveFindings(List.of(
                            Samples.finding("f-old", "i1", "old", "M1", "C1", 0),
                            Samples.finding("f-new", "i1", "new", "M1", "C1", 10 * day)));
            store.calls().saveCurves(List.of(Samples.curve("old", 10)));
            store.incidents()
                    .save(List.of(Samples.incident("open", "C1", 1, null), Samples.incident("closed", "C2", 1, 5)));
            store.traces().savePending(Map.of("p", new byte[] {1}));
            assertThat(store.prune(new Settings.Retention(5, 5, 5, 5, 5), HORIZON))
                    .isEqualTo(4);
            store.finishRun(START.plusSeconds(5), COUNTERS, null);
            assertThat(store.calls().list(Filter.ALL))
                    .extracting(v -> v.info().callId())
                    .containsExactly("new", "wrong-clock");
            assertThat(store.incidents().list(Filter.ALL))
                    .extracting(i -> i.incidentId())
                    .containsExactly("open");
            assertThat(store.traces().pending()).containsOnlyKeys("p");
            assertThat(store.runs().latest(5)).hasSize(1);
        }
    }
}
