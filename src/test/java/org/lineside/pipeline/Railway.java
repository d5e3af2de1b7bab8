package org.lineside.pipeline;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lineside.config.SettingsLoader;
import org.lineside.logging.Progress;
import org.lineside.simulation.Simulation;
import org.lineside.simulation.SimulationOptions;
import org.lineside.simulation.faults.FaultKind;

/** A small simulated railway on disk, and the setups with which tests work on it. */
final class Railway {
    static final int HISTORY_DAYS = 5;
    static final int NEW_DAYS = 2;

    private Railway() {}

    /** Writes {@code history/} and {@code new/}: 40 km, a dozen trains a day. */
    static Path simulate(Path folder) {
        try {
            Simulation.write(
                    new SimulationOptions(
                            11,
                            1,
                            LocalDate.of(2026, 3, 1),
                            HISTORY_DAYS,
                            NEW_DAYS,
                            12,
                            30,
                            0,
                            FaultKind.sudden(),
                            2,
                            new SimulationOptions.Output(false, false, false, false, false, false)),
                    folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A setup whose database lies in the folder; settings as on the command line. */
    static Setup setup(Path folder, int threads, String... set) {
        List<String> all = new ArrayList<>(List.of("intake.settle_seconds=0"));
        all.addAll(List.of(set));
        return new Setup(
                new SettingsLoader()
                        .load(null, all, folder.resolve("lineside.db"))
                        .settings(),
                threads,
                Progress.NONE,
                "test",
                Instant::now);
    }

    /** The same files with each measurement file cut into several, its lines dealt out in blocks. */
    static Path cut(Path from, Path to, int parts, int block) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith("measurements")) {
                    cutFile(file, to, parts, block);
                } else {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cutFile(Path file, Path to, int parts, int block) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int part = 0; part < parts; part++) {
            try (BufferedWriter out = Files.newBufferedWriter(to.resolve(part + "-" + file.getFileName()))) {
                out.write(lines.getFirst() + "\n");
                for (int i = 1; i < lines.size(); i++) {
                    if (i / block % parts == part) {
                        out.write(lines.get(i) + "\n");
                    }
                }
            }
        }
    }
}
