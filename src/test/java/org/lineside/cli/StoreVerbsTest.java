package org.lineside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.cli.output.Terminal;
import org.lineside.findings.Verdict;
import org.lineside.store.MetricsReader;
import org.lineside.store.ModelTable;
import org.lineside.store.RunTable;
import org.lineside.store.Samples;
import org.lineside.store.Store;

class StoreVerbsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Path db() {
        return folder.resolve("lineside.db");
    }

    private ExitStatus lineside(String verb, String... more) {
        out.reset();
        err.reset();
        List<String> args = new java.util.ArrayList<>(List.of(verb, "--db", db().toString()));
        args.addAll(List.of(more));
        return new CommandLineInterface(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Terminal.NONE,
                        true,
                        "1.0")
                .run(args.toArray(String[]::new));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void fill() {
        try (Store store = Store.open(db(), Store.Mode.WRITE)) {
            long run = store.beginRun("detect", "1.0", Instant.EPOCH);
            store.calls().save(List.of(Samples.call("c1", "M1", 30, Verdict.ANOMALOUS, 7.5)));
            store.calls().saveFindings(List.of(Samples.finding("f1", "i1", "c1", "M1", "C012", 2)));
            store.incidents().save(List.of(Samples.incident("i1", "C012", 2, null)));
            for (String id : List.of("m1", "m2")) {
                store.models()
                        .save(
                                new ModelTable.Model(
                                        id, 0, ModelTable.State.CANDIDATE, run, 9, null, null, "1.0", id, null),
                                new byte[] {1},
                                Set.of());
                store.models().promote(id);
            }
            store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, "m2");
        }
    }

    @Test
    void without_a_database_every_verb_says_what_to_do() {
        for (String verb : List.of("status", "incidents", "findings", "calls", "models")) {
            assertThat(lineside(verb)).isEqualTo(ExitStatus.FAILED);
            assertThat(complained()).contains("There is no database at " + db() + " yet: lineside learn");
        }
        assertThat(db()).doesNotExist();
    }

    @Test
    void empty_lists_say_so() {
        Store.open(db(), Store.Mode.WRITE).close();
        for (String verb : List.of("incidents", "findings", "calls")) {
            assertThat(lineside(verb)).isEqualTo(ExitStatus.DONE);
            assertThat(said())
                    .isEqualTo("No calls have been judged yet: lineside detect PATH judges files, lineside run"
                            + " those in incoming/.\n");
            assertThat(lineside(verb, "--format", "json")).isEqualTo(ExitStatus.DONE);
            assertThat(said()).isEqualTo("[]\n");
        }
        assertThat(lineside("status")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).contains("Nothing has run yet");
        assertThat(lineside("models")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).startsWith("No references yet");
    }

    @Test
    void lists_take_their_filters() {
        fill();
        assertThat(lineside("incidents", "--severity", "2", "--cell", "C012")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).startsWith("1 open incident\n");
        assertThat(lineside("incidents", "--severity", "1")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).isEqualTo("No open incidents match these filters; --all shows closed ones too.\n");
        assertThat(lineside("calls", "--since", "2026-03-02", "--all")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).isEqualTo("Nothing matches these filters.\n");
        assertThat(lineside("calls", "--since", "2026-03-01T00:30:00Z", "--format", "json"))
                .isEqualTo(ExitStatus.DONE);
        assertThat(said())
                .contains("\"call_id\":\"c1\"", "\"anomalous\":1", "\"start_time\":\"2026-03-01T00:20:00.000Z\"");
        assertThat(lineside("findings", "--mobile", "M1", "--format", "tsv")).isEqualTo(ExitStatus.DONE);
        assertThat(said().lines()).hasSize(2);
    }

    @Test
    void wrong_filters_are_usage_errors() {
        fill();
        assertThat(lineside("calls", "--since", "yesterday")).isEqualTo(ExitStatus.USAGE);
        assertThat(complained()).contains("--since yesterday: expected a UTC date or time such as");
        assertThat(lineside("calls", "--severity", "5")).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void explaining_what_is_not_known_says_so() {
        fill();
        assertThat(lineside("explain", "i1")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).contains("No curve of its calls is kept any more");
        assertThat(lineside("explain", "nothing")).isEqualTo(ExitStatus.FAILED);
        assertThat(complained()).contains("nothing: no judged call and no incident has this name");
    }

    @Test
    void models_are_rolled_back_and_promoted_and_the_metrics_published() {
        fill();
        assertThat(lineside("models", "rollback")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).isEqualTo("Model m1 is in force again.\n");
        assertThat(folder.resolve("metrics.db")).exists();
        assertThat(lineside("models", "rollback")).isEqualTo(ExitStatus.FAILED);
        assertThat(lineside("models", "promote", "m2")).isEqualTo(ExitStatus.DONE);
        assertThat(lineside("models", "list", "--format", "tsv")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).contains("m1\tretired\t", "m2\tchampion\t");
        assertThat(lineside("models", "promote", "m9")).isEqualTo(ExitStatus.FAILED);
        assertThat(lineside("models", "promote")).isEqualTo(ExitStatus.USAGE);
        assertThat(lineside("models", "show")).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void publish_writes_the_metrics_of_a_database_that_is_there() throws IOException {
        assertThat(lineside("publish")).isEqualTo(ExitStatus.FAILED);
        assertThat(folder.resolve("lineside.db")).doesNotExist();
        fill();
        Files.deleteIfExists(folder.resolve("metrics.db"));
        assertThat(lineside("publish")).isEqualTo(ExitStatus.DONE);
        assertThat(MetricsReader.published(folder.resolve("metrics.db"))).containsKey("lineside.run.status");
    }

    @Test
    void models_says_which_is_golden_and_refuses_what_cannot_be() {
        fill();
        assertThat(lineside("models", "golden")).isEqualTo(ExitStatus.USAGE);
        assertThat(lineside("models", "golden", "m9")).isEqualTo(ExitStatus.FAILED);
        assertThat(complained()).contains("m9: there is none of this name");
        assertThat(lineside("models", "golden", "m1")).isEqualTo(ExitStatus.FAILED);
        assertThat(complained()).contains("m1: its content is no longer kept");
        try (Store store = Store.open(db(), Store.Mode.WRITE)) {
            store.drift().setGolden("m1");
        }
        assertThat(lineside("models", "list", "--format", "tsv")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).contains("m1\tretired\tgolden\t", "m2\tchampion\t\t");
        assertThat(lineside("models", "show")).isEqualTo(ExitStatus.DONE);
        assertThat(said()).contains("Model m2; the golden one is m1");
        assertThat(lineside("models", "drift", "m1")).isEqualTo(ExitStatus.DONE);
    }

    @Test
    void changing_while_another_run_holds_the_database_ends_with_75() {
        fill();
        try (Store held = Store.open(db(), Store.Mode.WRITE)) {
            assertThat(lineside("models", "rollback").code()).isEqualTo(75);
            assertThat(complained()).contains("Another run holds the database " + held.path());
            assertThat(lineside("incidents")).isEqualTo(ExitStatus.DONE);
        }
    }
}
