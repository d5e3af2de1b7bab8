package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.findings.Verdict;
import org.lineside.pipeline.spool.Move;
import org.lineside.store.Filter;
import org.lineside.store.Store;

/** {@code run} and its spool, also killed at any instant. */
class WatchTest {
    private static final int KILLS = 12;
    private static final String[] SETTINGS = {"references.min_calls=6"};

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path data = Path.of("");

    @BeforeAll
    static void simulate() {
        data = Railway.simulate(shared.resolve("data"));
    }

    /** Runs once, in a process of its own, to be killed. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) {
            Watch.run(Railway.setup(Path.of(args[0]), 2, SETTINGS));
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of one day, history and new days alike. */
    private static void deliver(Path place, String day) throws IOException {
        Path incoming = Files.createDirectories(place.resolve("incoming"));
        for (Path file : files(data)) {
            boolean truth = file.startsWith(data.resolve("truth"));
            String name = file.getFileName().toString();
            if (!truth && (name.contains(day) || name.equals("cells.tsv"))) {
                Files.copy(file, incoming.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static List<String> days() {
        return files(data).stream()
                .map(f -> f.getFileName().toString())
                .filter(n -> n.startsWith("measurements-"))
                .map(n -> n.substring("measurements-".length(), "measurements-".length() + 10))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Watch.Report> runAll(Path place) throws IOException {
        List<Watch.Report> reports = new ArrayList<>();
        for (String day : days()) {
            deliver(place, day);
            reports.add(Watch.run(Railway.setup(place, 2, SETTINGS)));
            assertThat(files(place.resolve("incoming"))).isEmpty();
        }
        return reports;
    }

    @Test
    void learns_by_itself_and_judges_from_then_on() throws IOException {
        List<Watch.Report> reports = runAll(folder);
        assertThat(reports.getFirst().read().calls()).containsOnlyKeys(Verdict.NO_REFERENCE);
        assertThat(reports).anySatisfy(r -> assertThat(r.learned()).isNotEmpty());
        assertThat(reports.getLast().read().calls()).containsKey(Verdict.NORMAL);
        assertThat(files(folder.resolve("done"))).hasSizeGreaterThan(days().size());
        assertThat(folder.resolve("metrics.db")).exists();
    }

    @Test
    void cut_into_more_runs_the_same_calls_get_the_same_verdicts() throws IOException {
        Path whole = Files.createDirectories(folder.resolve("whole"));
        for (String day : days()) {
            deliver(whole, day);
        }
        Watch.run(Railway.setup(whole, 2, SETTINGS));
        Path daily = Files.createDirectories(folder.resolve("daily"));
        runAll(daily);
        // Incidents are weighed once a run: which of them explains a finding may depend on the cut, a verdict may not.
        Dump.assertSame(verdicts(daily), verdicts(whole));
    }

    private static Map<String, List<String>> verdicts(Path place) {
        Map<String, List<String>> tables = Dump.all(place.resolve("lineside.db"));
        List<String> incidents = tables.getOrDefault("incident", List.of());
        tables.keySet()
                .retainAll(List.of(
                        "call",
                        "finding",
                        "curve",
                        "call_evidence",
                        "call_trace",
                        "reference",
                        "call_health",
                        "cell_health",
                        "mobile_health",
                        "edge_stats",
                        "interval_kpi",
                        "network_kpi"));
        tables.computeIfPresent(
                "finding",
                (name, rows) -> rows.stream()
                        .map(r -> r.replaceAll("incident_id=\\S+", ""))
                        .toList());
        tables.computeIfPresent(
                "call",
                (name, rows) -> rows.stream().map(r -> naming(incidents, r)).toList());
        return tables;
    }

    /** A row in which incidents bear what they are, not their ids: those tell when each was told first, which depends on the cut. */
    private static String naming(List<String> incidents, String row) {
        String named = row;
        for (String incident : incidents) {
            named = named.replace(
                    value(incident, "incident_id"),
                    value(incident, "scope") + "/" + value(incident, "entity") + "/" + value(incident, "cause"));
        }
        return named;
    }

    private static String value(String row, String column) {
        Matcher value = Pattern.compile("(?:^| )" + column + "=(\\S+)").matcher(row);
        assertThat(value.find()).as("%s of %s", column, row).isTrue();
        return value.group(1);
    }

    @Test
    void killed_at_any_instant_the_next_run_takes_it_up() throws IOException, InterruptedException {
        Path undisturbed = Files.createDirectories(folder.resolve("undisturbed"));
        Path disturbed = Files.createDirectories(folder.resolve("disturbed"));
        Random random = new Random(7);
        int killed = 0;
        long usualMs;
        for (List<String> days : deliveries()) {
            for (String day : days) {
                deliver(undisturbed, day);
                deliver(disturbed, day);
            }
            long start = System.nanoTime();
            assertThat(start(undisturbed).waitFor()).isZero();
            usualMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            double latest = usualMs;
            for (int k = 0; k < KILLS / deliveries().size(); ) {
                Process process = start(disturbed);
                if (process.waitFor((long) (latest * (0.1 + 0.9 * random.nextDouble())), TimeUnit.MILLISECONDS)) {
                    // It was through before: what is left to kill is the next run, which finds an empty spool.
                    latest /= 2;
                } else {
                    process.destroyForcibly().waitFor();
                    killed++;
                    k++;
                }
            }
            assertThat(start(disturbed).waitFor()).isZero();
            assertThat(files(disturbed.resolve("incoming"))).isEmpty();
        }
        assertThat(killed).isEqualTo(KILLS);
        Dump.assertSame(
                located(Dump.all(disturbed.resolve("lineside.db"))),
                located(Dump.all(undisturbed.resolve("lineside.db"))));
        assertThat(names(disturbed.resolve("done"))).isEqualTo(names(undisturbed.resolve("done")));
    }

    /** Days enough to learn from at once, then one to judge. */
    private static List<List<String>> deliveries() {
        return List.of(days().subList(1, Railway.HISTORY_DAYS), List.of(days().get(Railway.HISTORY_DAYS)));
    }

    /** Without what runs remember of the places of their files. */
    private static Map<String, List<String>> located(Map<String, List<String>> tables) {
        tables.computeIfPresent(
                "memory",
                (name, rows) ->
                        rows.stream().filter(r -> !r.contains("run.moves")).toList());
        return tables;
    }

    private static List<String> names(Path folder) {
        return files(folder).stream().map(f -> folder.relativize(f).toString()).toList();
    }

    private static Process start(Path place) throws IOException {
        return new ProcessBuilder(
                        Objects.requireNonNull(
                                ProcessHandle.current().info().command().orElse("java")),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        place.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void moves_decided_but_not_carried_out_are_carried_out_without_reading_again() throws IOException {
        String day = days().getFirst();
        deliver(folder, day);
        Setup setup = Railway.setup(folder, 2, SETTINGS);
        Watch.run(setup);
        // As a kill between commit and move leaves it: the files where they were, their moves still to be made.
        for (Path file : files(folder.resolve("done"))) {
            Files.move(file, folder.resolve("incoming").resolve(file.getFileName()));
        }
        try (Store store = Store.open(folder.resolve("lineside.db"), Store.Mode.WRITE)) {
            long runId = store.runs().latest(1).getFirst().runId();
            store.traces()
                    .remember(
                            "run.moves",
                            Move.encode(store.runs().files(runId).stream()
                                    .map(f -> new Move(f.path(), f.sha256(), f.bytes(), null))
                                    .toList()));
        }
        Map<String, List<String>> before = Dump.all(folder.resolve("lineside.db"));
        Watch.Report report = Watch.run(setup);
        assertThat(report.read().files()).isZero();
        assertThat(files(folder.resolve("incoming"))).isEmpty();
        Dump.assertSame(located(Dump.all(folder.resolve("lineside.db"))), located(before));
    }

    @Test
    void bad_files_go_to_quarantine_with_their_reason() throws IOException {
        Path incoming = Files.createDirectories(folder.resolve("incoming"));
        Files.write(incoming.resolve("binary.tsv"), new byte[] {0, 1, 2, -1, -2, 10, 0});
        Files.write(incoming.resolve("cut.tsv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});
        Files.writeString(incoming.resolve("still-written.tsv.part"), "call_id");
        Watch.Report report = Watch.run(Railway.setup(folder, 2));
        assertThat(report.read().quarantined()).isEqualTo(2);
        assertThat(names(folder.resolve("quarantine")))
                .containsExactly("binary.tsv", "binary.tsv.reason.txt", "cut.tsv.gz", "cut.tsv.gz.reason.txt");
        assertThat(names(incoming)).containsExactly("still-written.tsv.part");
    }

    @Test
    void calls_that_go_on_wait_for_the_next_run() throws IOException {
        Path incoming = Files.createDirectories(folder.resolve("incoming"));
        Path file = data.resolve("history/measurements-" + days().getFirst() + ".tsv");
        List<String> lines = Files.readAllLines(file);
        int half = lines.size() / 2;
        Files.write(incoming.resolve("a.tsv"), lines.subList(0, half));
        Setup setup = Railway.setup(folder, 2);
        assertThat(Watch.run(setup).waiting()).isPositive();
        List<String> rest = new ArrayList<>(List.of(lines.getFirst()));
        rest.addAll(lines.subList(half, lines.size()));
        Files.write(incoming.resolve("b.tsv"), rest);
        Watch.run(setup);
        Path whole = Files.createDirectories(folder.resolve("whole/incoming"));
        Files.copy(file, whole.resolve("c.tsv"));
        Watch.run(Railway.setup(folder.resolve("whole"), 2));
        assertThat(samples(folder)).isEqualTo(samples(folder.resolve("whole")));
    }

    private static List<String> samples(Path place) {
        try (Store store = Store.open(place.resolve("lineside.db"), Store.Mode.READ)) {
            return store.calls().list(Filter.ALL).stream()
                    .map(c -> c.info().callId() + " " + c.samples())
                    .toList();
        }
    }

    @Test
    void a_clock_that_runs_years_ahead_changes_nothing_for_others() throws IOException {
        Path sound = Files.createDirectories(folder.resolve("sound"));
        Path disturbed = Files.createDirectories(folder.resolve("disturbed"));
        Files.writeString(
                Files.createDirectories(disturbed.resolve("incoming")).resolve("ahead.tsv"),
                "call_id\ttime\tcell_id\tmobile_id\trxlev_dl\nahead\t2038-01-19T03:14:07Z\tA\tM\t30\n");
        runAll(sound);
        runAll(disturbed);
        Map<String, List<String>> found = verdicts(disturbed);
        assertThat(found.get("call")).anyMatch(r -> r.contains("call_id=ahead"));
        found.replaceAll((table, rows) -> rows.stream()
                .filter(r -> !r.contains("call_id=ahead") && !r.contains("day=2038"))
                .toList());
        Dump.assertSame(found, verdicts(sound));
    }

    @Test
    void an_empty_spool_is_a_good_run() {
        Setup setup = Railway.setup(folder, 2);
        Watch.run(setup);
        Watch.run(setup);
        assertThat(folder.resolve("metrics.db")).exists();
        try (Store store = Store.open(folder.resolve("lineside.db"), Store.Mode.READ)) {
            assertThat(store.runs().latest(10)).hasSize(2);
        }
    }
}
