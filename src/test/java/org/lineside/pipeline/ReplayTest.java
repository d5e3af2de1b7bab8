package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.attribution.Incident;
import org.lineside.store.Filter;
import org.lineside.store.Store;

/** What a replay says against what runs say that know no more. */
class ReplayTest {
    private static final String FIRST_DAY = "2026-03-06";

    @TempDir
    static Path folder;

    private static Path fresh = Path.of("");

    @BeforeAll
    static void judge() throws IOException {
        Path data = Railway.simulate(folder.resolve("data"));
        fresh = data.resolve("new");
        Setup setup = Railway.setup(Files.createDirectories(folder.resolve("whole")), 2);
        Learning.learn(setup, List.of(data.resolve("history")));
        Path learnt = folder.resolve("whole/lineside.db");
        Files.copy(learnt, Files.createDirectories(folder.resolve("day")).resolve("lineside.db"));
        Detecting.detect(setup, List.of(fresh));
    }

    private static List<Incident> until(Store store, long endMs) {
        return Replay.of(Railway.setup(folder.resolve("whole"), 2), store)
                .orElseThrow()
                .until(endMs)
                .incidents();
    }

    @Test
    void atTheEndItSaysWhatOneRunSaid() {
        try (Store store = Store.open(folder.resolve("whole/lineside.db"), Store.Mode.READ)) {
            List<Incident> said = store.incidents().list(Filter.ALL);
            assertThat(said).isNotEmpty();
            assertThat(until(store, Long.MAX_VALUE)).containsExactlyInAnyOrderElementsOf(said);
        }
    }

    @Test
    void earlierItSaysWhatARunSaidThatKnewNoMore() throws IOException {
        List<Path> firstDay;
        try (Stream<Path> files = Files.list(fresh)) {
            firstDay = files.filter(f ->
                            f.toString().contains(FIRST_DAY) || f.toString().matches(".*(cells|works).tsv"))
                    .toList();
        }
        Detecting.detect(Railway.setup(folder.resolve("day"), 2), firstDay);
        try (Store whole = Store.open(folder.resolve("whole/lineside.db"), Store.Mode.READ);
                Store day = Store.open(folder.resolve("day/lineside.db"), Store.Mode.READ)) {
            long end = day.calls().list(Filter.ALL).stream()
                    .mapToLong(c -> c.info().endMs())
                    .max()
                    .orElseThrow();
            List<Incident> said = day.incidents().list(Filter.ALL);
            assertThat(said).isNotEmpty();
            assertThat(until(whole, end)).containsExactlyInAnyOrderElementsOf(said);
        }
    }

    @Test
    void beforeTheFirstCallNothingWasKnown() {
        try (Store store = Store.open(folder.resolve("whole/lineside.db"), Store.Mode.READ)) {
            assertThat(until(store, 0)).isEmpty();
        }
    }
}
