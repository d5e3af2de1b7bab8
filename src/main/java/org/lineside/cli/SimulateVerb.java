package org.lineside.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.cli.view.Words;
import org.lineside.simulation.Simulation;
import org.lineside.simulation.SimulationOptions;
import org.lineside.simulation.SimulationOptions.Output;
import org.lineside.simulation.faults.FaultKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate --out DIR}: a railway with labelled faults. */
@Command
final class SimulateVerb implements Verb {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "folder to write to: history/, new/ and the labels in truth/")
    @Nullable
    Path folder;

    @Option(names = "--seed", paramLabel = "N", description = "of everything random: same options, same bytes (1)")
    long seed = 1;

    @Option(names = "--physics", paramLabel = "N", description = "kind of railway and of radio, 1 to 6 (1)")
    int physics = 1;

    @Option(names = "--first-day", paramLabel = "DATE", description = "first day of the history (2026-03-01)")
    LocalDate firstDay = LocalDate.of(2026, 3, 1);

    @Option(names = "--history-days", paramLabel = "N", description = "days without faults (14)")
    int historyDays = 14;

    @Option(names = "--new-days", paramLabel = "N", description = "days after them, with faults (7)")
    int newDays = 7;

    @Option(names = "--trains", paramLabel = "N", description = "trains a day (20)")
    int trains = 20;

    @Option(names = "--km", paramLabel = "KM", description = "kilometres of track (60)")
    double kilometres = 60;

    @Option(names = "--lines", paramLabel = "N", description = "about so many lines, by choosing the trains a day")
    long lines;

    @Option(names = "--no-faults", description = "healthy days only")
    boolean healthy;

    @Option(names = "--grade", paramLabel = "N", description = "severity to begin with, 0 the mildest (1)")
    int grade = 1;

    @Option(names = "--track-km", description = "measurements say the kilometre")
    boolean trackKm;

    @Option(names = "--coordinates", description = "measurements say latitude and longitude")
    boolean coordinates;

    @Option(names = "--carriers", description = "neighbours are named arfcn-bsic")
    boolean carriers;

    @Option(names = "--full-and-sub", description = "levels and qualities as FULL and SUB with the DTX flags")
    boolean fullAndSub;

    @Option(names = "--gzip", description = "compress measurement files")
    boolean gzip;

    @Override
    public void run(Invocation invocation) throws IOException {
        Path to = folder;
        if (to == null) {
            throw new UsageException("simulate: --out names the folder to write to");
        }
        invocation.progress().stage("simulating", 0, "lines");
        Simulation.Result result = Simulation.write(options(), to);
        invocation
                .out()
                .print(Words.count(result.lines(), "line") + " of " + Words.count(result.calls(), "call") + " and "
                        + Words.count(result.faults(), "labelled fault") + " written to " + to + ".\n"
                        + "lineside learn " + to.resolve("history") + " learns it, lineside detect "
                        + to.resolve("new") + " judges the days with faults.\n");
    }

    private SimulationOptions options() {
        try {
            return new SimulationOptions(
                    seed,
                    physics,
                    firstDay,
                    historyDays,
                    newDays,
                    trains,
                    kilometres,
                    lines,
                    healthy ? List.of() : List.of(FaultKind.values()),
                    grade,
                    new Output(trackKm, coordinates, carriers, fullAndSub, gzip, true));
        } catch (IllegalArgumentException e) {
            throw new UsageException("simulate: " + e.getMessage());
        }
    }
}
