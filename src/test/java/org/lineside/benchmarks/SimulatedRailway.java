package org.lineside.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lineside.calls.CallSet;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;
import org.lineside.simulation.Simulation;
import org.lineside.simulation.SimulationOptions;
import org.lineside.simulation.faults.FaultKind;

/**
 * A small railway in memory: 30 km, five days of history and one with faults, a dozen trains a day. The same for every
 * benchmark and every run.
 *
 * @param settings the defaults
 * @param history calls of the days without faults
 * @param fresh calls of the day after them
 * @param header header line of the measurements, without its end
 * @param lines measurement lines of that day, as the probes write them
 * @param lineCount how many those are
 */
record SimulatedRailway(Settings settings, CallSet history, CallSet fresh, String header, byte[] lines, int lineCount) {
    private static final SimulationOptions OPTIONS = new SimulationOptions(
            11,
            1,
            LocalDate.of(2026, 3, 1),
            5,
            1,
            12,
            30,
            0,
            FaultKind.sudden(),
            2,
            new SimulationOptions.Output(false, false, false, false, false, false));

    /** Simulates and reads it; what is written for that is gone when this returns. */
    static SimulatedRailway make() {
        try {
            Path folder = Files.createTempDirectory("lineside-benchmark");
            try {
                Simulation.write(OPTIONS, folder);
                return read(folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SimulatedRailway read(Path folder) throws IOException {
        Settings settings = SettingsLoader.defaults(folder.resolve("lineside.db"));
        List<String> lines = new ArrayList<>();
        for (Path file : files(folder.resolve("new"))) {
            if (file.getFileName().toString().startsWith("measurements")) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        String header = lines.removeFirst();
        byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        // The parser reads whole words, so beyond the end of the text.
        byte[] padded = Arrays.copyOf(text, text.length + Long.BYTES);
        return new SimulatedRailway(
                settings,
                calls(settings, folder.resolve("history")),
                calls(settings, folder.resolve("new")),
                header,
                padded,
                lines.size());
    }

    private static CallSet calls(Settings settings, Path folder) {
        return Intake.read(IntakeRequest.complete(List.of(folder), settings.intake(), 1))
                .calls();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
