package org.lineside.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.evaluation.Truth;
import org.lineside.evaluation.TruthReader;
import org.lineside.simulation.faults.FaultKind;

class SimulationTest {
    @TempDir
    Path folder;

    private static SimulationOptions options(long seed, int trains, long lines, boolean all) {
        SimulationOptions.Output output = all
                ? new SimulationOptions.Output(true, true, true, true, false, true)
                : new SimulationOptions.Output(false, false, false, false, false, false);
        return new SimulationOptions(
                seed, 1, LocalDate.of(2026, 3, 1), 1, 2, trains, 60, lines, FaultKind.sudden(), 2, output);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        }
        return files;
    }

    @Test
    void sameOptionsSameBytesWhateverTheThreads() throws Exception {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        try (ForkJoinPool single = new ForkJoinPool(1)) {
            single.submit(() -> Simulation.write(options(7, 8, 0, true), one)).get();
        }
        Simulation.write(options(7, 8, 0, true), two);

        assertThat(files(one)).isEqualTo(files(two));
        assertThat(files(one)).containsKeys("history/cells.tsv", "new/works.tsv", "truth/faults.tsv");
    }

    @Test
    void anotherSeedAnotherRailway() throws IOException {
        Simulation.write(options(1, 2, 0, false), folder.resolve("a"));
        Simulation.write(options(2, 2, 0, false), folder.resolve("b"));

        assertThat(files(folder.resolve("a")).get("history/cells.tsv"))
                .isNotEqualTo(files(folder.resolve("b")).get("history/cells.tsv"));
    }

    @Test
    void linesComeInOrderOfTimeWithTheRightNumberOfFields() throws IOException {
        Simulation.write(options(3, 6, 0, true), folder);
        List<String> lines = Files.readAllLines(folder.resolve("history/measurements-2026-03-01.tsv"));
        int fields = lines.getFirst().split("\t", -1).length;
        String last = "";
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split("\t", -1);
            assertThat(values).hasSize(fields);
            assertThat(values[1])
                    .matches("2026-03-0[12]T\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")
                    .isGreaterThanOrEqualTo(last);
            last = values[1];
        }
    }

    @Test
    void lineCountIsMetWithinATenth() throws IOException {
        Simulation.Result result = Simulation.write(options(4, 1, 300_000, false), folder);

        assertThat(result.lines()).isBetween(270_000L, 330_000L);
    }

    @Test
    void truthReadsBack() throws IOException {
        Simulation.write(options(5, 14, 0, false), folder);
        Truth truth = TruthReader.read(folder.resolve("truth"));

        assertThat(truth.faults()).hasSizeGreaterThan(20);
        assertThat(truth.calls()).anyMatch(Truth.Call::anomalous).anyMatch(Truth.Call::clean);
        for (Truth.Call call : truth.calls()) {
            assertThat(call.anomalous()).isEqualTo(!call.faults().isEmpty());
        }
    }

    /** The field case: hours, direction and place as planned, and handovers there turned to quality, not elsewhere. */
    @Test
    void directionalInterferenceTurnsHandoversToQuality() throws IOException {
        SimulationOptions options = new SimulationOptions(
                511,
                1,
                LocalDate.of(2026, 3, 1),
                1,
                1,
                60,
                60,
                0,
                List.of(FaultKind.DIRECTIONAL_INTERFERENCE),
                1,
                new SimulationOptions.Output(false, false, false, false, false, false));
        Simulation.write(options, folder);
        Truth truth = TruthReader.read(folder.resolve("truth"));
        assertThat(truth.faults()).hasSize(1);
        Truth.Fault fault = truth.faults().getFirst();
        assertThat(java.time.Instant.ofEpochMilli(fault.startMs())).hasToString("2026-03-02T10:08:00Z");
        assertThat(java.time.Instant.ofEpochMilli(fault.endMs())).hasToString("2026-03-02T17:30:00Z");
        assertThat(truth.calls().stream().filter(Truth.Call::anomalous)).hasSizeGreaterThan(5);
        long rescuesBefore = rescues(folder.resolve("history/events-2026-03-01.tsv"));
        long rescues = rescues(folder.resolve("new/events-2026-03-02.tsv"));
        assertThat(rescues).isGreaterThan(rescuesBefore + 10);
    }

    private static long rescues(Path events) throws IOException {
        try (Stream<String> lines = Files.lines(events)) {
            return lines.filter(l -> l.endsWith("\tdl_quality")).count();
        }
    }

    @Test
    void optionsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> options(1, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trains a day is 0: choose at least 1");
    }
}
