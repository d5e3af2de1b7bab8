package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.calls.CallSet;
import org.lineside.findings.Verdict;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;
import org.lineside.store.Filter;
import org.lineside.store.Store;

/** Files in, database out, on a small simulated railway. */
class EndToEndTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path history = Path.of("");
    private static Path fresh = Path.of("");
    private static Map<String, List<String>> expected = Map.of();

    @BeforeAll
    static void simulate() throws IOException {
        Path data = Railway.simulate(shared.resolve("data"));
        history = data.resolve("history");
        fresh = data.resolve("new");
        expected = judged(Files.createDirectories(shared.resolve("db")), 2, history, fresh);
    }

    private static Map<String, List<String>> judged(Path place, int threads, Path learn, Path detect) {
        Setup setup = Railway.setup(place, threads);
        Learning.learn(setup, List.of(learn));
        Detecting.detect(setup, List.of(detect));
        return Dump.withoutFiles(place.resolve("lineside.db"));
    }

    @Test
    void learned_history_judges_new_calls() {
        assertThat(expected.get("model")).hasSize(1).first().asString().contains("state=champion");
        assertThat(expected.get("call")).anyMatch(r -> r.contains("verdict=normal"));
        assertThat(expected.get("call")).anyMatch(r -> r.contains("verdict=anomalous"));
        assertThat(expected.get("finding")).isNotEmpty();
        assertThat(expected.get("curve")).isNotEmpty();
        assertThat(expected.get("reference_profile")).isNotEmpty();
        assertThat(expected.get("call_evidence")).isNotEmpty();
        assertThat(shared.resolve("db/metrics.db")).exists();
    }

    @Test
    void one_thread_says_the_same_as_two() {
        Dump.assertSame(judged(folder, 1, history, fresh), expected);
    }

    @Test
    void input_cut_into_other_files_says_the_same() {
        Path cutHistory = Railway.cut(history, folder.resolve("history"), 3, 100);
        Path cutNew = Railway.cut(fresh, folder.resolve("new"), 4, 37);
        Map<String, List<String>> cut = judged(folder.resolve("db"), 2, cutHistory, cutNew);
        // The fingerprint is of the files.
        Dump.assertSame(withoutFingerprint(cut), withoutFingerprint(expected));
    }

    private static Map<String, List<String>> withoutFingerprint(Map<String, List<String>> tables) {
        Map<String, List<String>> without = new TreeMap<>(tables);
        without.computeIfPresent(
                "model",
                (name, rows) -> rows.stream()
                        .map(r -> r.replaceAll("fingerprint=\\S+", ""))
                        .toList());
        return without;
    }

    @Test
    void what_was_judged_or_learned_before_changes_nothing() {
        judged(folder, 2, history, fresh);
        Setup setup = Railway.setup(folder, 2);
        assertThat(Learning.learn(setup, List.of(history)).known()).isEqualTo("m1");
        Detecting.Report again = Detecting.detect(setup, List.of(fresh));
        assertThat(again.known()).isEqualTo(again.files());
        Dump.assertSame(Dump.withoutFiles(folder.resolve("lineside.db")), expected);
    }

    @Test
    void half_of_each_call_now_and_half_later_ends_with_the_same_samples() throws IOException {
        Setup setup = Railway.setup(folder, 2);
        Learning.learn(setup, List.of(history));
        Path cut = Railway.cut(fresh, folder.resolve("new"), 2, 4000);
        for (String part : List.of("0-", "1-")) {
            try (Stream<Path> files = Files.list(cut)) {
                List<Path> some = files.filter(f -> f.getFileName().toString().startsWith(part)
                                || !f.getFileName().toString().contains("measurements"))
                        .toList();
                Detecting.detect(setup, some);
            }
        }
        try (Store store = Store.open(folder.resolve("lineside.db"), Store.Mode.READ);
                Store whole = Store.open(shared.resolve("db/lineside.db"), Store.Mode.READ)) {
            assertThat(store.calls().list(Filter.ALL))
                    .extracting(c -> c.info().callId() + " " + c.samples())
                    .isEqualTo(whole.calls().list(Filter.ALL).stream()
                            .map(c -> c.info().callId() + " " + c.samples())
                            .toList());
        }
    }

    @Test
    void a_model_read_again_judges_the_same() {
        Setup setup = Railway.setup(folder, 2);
        CallSet past = Intake.read(IntakeRequest.complete(
                        List.of(history), setup.settings().intake(), 2))
                .calls();
        CallSet now = Intake.read(
                        IntakeRequest.complete(List.of(fresh), setup.settings().intake(), 2))
                .calls();
        TrainedModel model = Training.train(past, setup.settings()).model();
        byte[] bytes = ModelCodec.encode(model);
        TrainedModel again = ModelCodec.decode(bytes, setup.settings().decision());

        assertThat(ModelCodec.encode(again)).isEqualTo(bytes);
        List<Judging.Result> one = Judging.judge(now, model, setup.settings(), List.of());
        List<Judging.Result> two = Judging.judge(now, again, setup.settings(), List.of());
        assertThat(two.stream().map(r -> r.judged().verdict()))
                .isEqualTo(one.stream().map(r -> r.judged().verdict()).toList());
        assertThat(two.stream().map(r -> r.judged().findings()))
                .isEqualTo(one.stream().map(r -> r.judged().findings()).toList());
    }

    @Test
    void a_model_of_another_form_is_refused_with_a_sentence() {
        Setup setup = Railway.setup(folder, 1);
        assertThatThrownBy(() -> ModelCodec.decode(
                        new byte[] {77, 1, 2}, setup.settings().decision()))
                .hasMessageContaining("form 77")
                .hasMessageContaining("lineside learn");
        byte[] cut = Arrays.copyOf(new byte[] {ModelCodec.FORM}, 40);
        assertThatThrownBy(() -> ModelCodec.decode(cut, setup.settings().decision()))
                .hasMessageContaining("damaged");
    }

    @Test
    void without_references_every_call_is_without() {
        Detecting.Report report = Detecting.detect(Railway.setup(folder, 2), List.of(fresh));
        assertThat(report.calls()).containsOnlyKeys(Verdict.NO_REFERENCE);
    }

    @Test
    void a_folder_without_measurements_is_nothing_to_learn_from() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Setup setup = Railway.setup(folder, 2);
        assertThatThrownBy(() -> Learning.learn(setup, List.of(empty))).hasMessageContaining("No files");
        Files.copy(history.resolve("cells.tsv"), empty.resolve("cells.tsv"));
        assertThatThrownBy(() -> Learning.learn(setup, List.of(empty)))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("No measurements");
    }

    @Test
    void a_handful_of_calls_makes_a_model_that_is_not_in_force() throws IOException {
        Path some = Files.createDirectories(folder.resolve("some"));
        List<String> lines = Files.readAllLines(history.resolve("measurements-2026-03-01.tsv"));
        Files.write(some.resolve("measurements.tsv"), lines.subList(0, 200));
        Setup setup = Railway.setup(folder, 2);
        Learning.Report report = Learning.learn(setup, List.of(some));
        assertThat(report.model()).isNotNull().matches(m -> !m.inForce());
        assertThat(Detecting.detect(setup, List.of(fresh)).calls()).containsOnlyKeys(Verdict.NO_REFERENCE);
    }

    @Test
    void a_later_model_that_covers_much_less_is_rejected() {
        Setup setup = Railway.setup(folder, 2);
        Learning.learn(setup, List.of(history));
        Path day = Railway.cut(history, folder.resolve("cut"), 2, 100).resolve("0-measurements-2026-03-01.tsv");
        Learning.Learned later = Learning.learn(setup, List.of(day)).model();
        assertThat(later).isNotNull().matches(m -> !m.inForce()).matches(m -> !m.firstTry());
        try (Store store = Store.open(folder.resolve("lineside.db"), Store.Mode.READ)) {
            assertThat(store.models().champion()).get().matches(m -> m.modelId().equals("m1"));
            assertThat(store.models().history("m1")).isNotEmpty();
        }
    }

    @Test
    void checking_writes_nothing() throws IOException {
        Setup setup = Railway.setup(folder, 2);
        assertThat(Checking.check(setup, List.of(fresh)).model()).isNull();
        assertThat(folder.resolve("lineside.db")).doesNotExist();
        Learning.learn(setup, List.of(history));
        byte[] before = Files.readAllBytes(folder.resolve("lineside.db"));
        Checking.Report report = Checking.check(setup, List.of(fresh));
        assertThat(report.model()).isEqualTo("m1");
        assertThat(report.indicators()).extracting(Checking.Indicator::name).contains("rxlev_dl", "timing_advance");
        assertThat(Files.readAllBytes(folder.resolve("lineside.db"))).isEqualTo(before);
    }
}
