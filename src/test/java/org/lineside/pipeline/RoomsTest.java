package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Detector;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.Store;

/** Which rooms take part, and what a model takes over from the one in force. */
class RoomsTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path history = Path.of("");

    @BeforeAll
    static void simulate() {
        history = Railway.simulate(shared.resolve("data")).resolve("history");
    }

    private static Model learned(Path place, int threads, Path files, String... settings) {
        Setup setup = Railway.setup(place, threads, settings);
        Learning.Learned made = Learning.learn(setup, List.of(files)).model();
        assertThat(made).isNotNull();
        try (Store store = Store.open(place.resolve("lineside.db"), Store.Mode.READ)) {
            return store.models().find(made == null ? "" : made.modelId()).orElseThrow();
        }
    }

    private static byte[] content(Path place, Model model) {
        try (Store store = Store.open(place.resolve("lineside.db"), Store.Mode.READ)) {
            return store.models().content(model.modelId()).orElseThrow();
        }
    }

    private static List<String> methods(Path place, Model model) {
        return ModelCodec.decode(
                        content(place, model),
                        Railway.setup(place, 1).settings().decision())
                .detectors()
                .stream()
                .map(Detector::method)
                .toList();
    }

    /** All days of the history but the last. */
    private Path most() throws IOException {
        Path most = Files.createDirectories(folder.resolve("most"));
        try (Stream<Path> files = Files.list(history)) {
            List<Path> sorted = files.sorted().toList();
            String last = sorted.stream()
                    .map(f -> f.getFileName().toString())
                    .filter(n -> n.startsWith("measurements-"))
                    .reduce((a, b) -> b)
                    .orElseThrow()
                    .replace("measurements", "");
            for (Path file : sorted) {
                if (!file.getFileName().toString().endsWith(last)) {
                    Files.copy(file, most.resolve(file.getFileName()));
                }
            }
        }
        return most;
    }

    @Test
    void theConfigurationKnowsTheRoomsAndTakesThemAll() {
        List<String> names = Rooms.ALL.stream().map(Rooms.Entry::name).toList();
        assertThat(SettingsLoader.defaults(Path.of("/x.db")).detection().rooms())
                .containsExactlyInAnyOrderElementsOf(names);
        assertThat(Rooms.ALL).allMatch(e -> e.weight() > 0);
    }

    @Test
    void aModelHoldsTheRoomsItWasLearnedWithAndSaysSo() {
        Model all = learned(folder.resolve("all"), 2, history);
        Model one = learned(folder.resolve("one"), 2, history, "detection.rooms=graph,test");
        Model same = learned(folder.resolve("same"), 2, history, "detection.rooms=test,graph");
        assertThat(methods(folder.resolve("all"), all))
                .isEqualTo(Rooms.ALL.stream().map(Rooms.Entry::name).toList());
        assertThat(methods(folder.resolve("one"), one)).containsExactly("test", "graph");
        assertThat(one.fingerprint()).isNotEqualTo(all.fingerprint()).isEqualTo(same.fingerprint());
        // Other rooms are other circumstances: the same files are learned anew.
        Model again = learned(folder.resolve("one"), 2, history);
        assertThat(methods(folder.resolve("one"), again)).hasSameSizeAs(Rooms.ALL);
        // The model before had no network to go on from, so this one is as if there had been none.
        assertThat(again.fingerprint()).isEqualTo(all.fingerprint());
        assertThat(content(folder.resolve("one"), again)).isEqualTo(content(folder.resolve("all"), all));
    }

    @Test
    void aModelThatGoesOnFromAnotherSaysSoAndIsTheSameEachTime() throws IOException {
        Path most = most();
        Map<String, byte[]> contents = new java.util.TreeMap<>();
        Map<String, String> fingerprints = new java.util.TreeMap<>();
        for (int threads = 1; threads <= 2; threads++) {
            Path place = folder.resolve("warm" + threads);
            Model first = learned(place, threads, most);
            Model second = learned(place, threads, history);
            assertThat(first.fingerprint().split("-", -1)).hasSize(2);
            assertThat(second.fingerprint().split("-", -1)).hasSize(3);
            contents.put("warm" + threads, content(place, second));
            fingerprints.put("warm" + threads, second.fingerprint());
            // What is in the model in force is known, whatever that went on from.
            assertThat(Learning.learn(Railway.setup(place, threads), List.of(history))
                            .known())
                    .isEqualTo(second.modelId());
        }
        Model cold = learned(folder.resolve("cold"), 2, history);
        assertThat(contents.get("warm1")).isEqualTo(contents.get("warm2"));
        assertThat(fingerprints.get("warm1"))
                .isEqualTo(fingerprints.get("warm2"))
                .startsWith(cold.fingerprint() + "-");
        assertThat(contents.get("warm1")).isNotEqualTo(content(folder.resolve("cold"), cold));
    }
}
