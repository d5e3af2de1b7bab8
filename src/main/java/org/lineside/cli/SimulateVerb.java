package org.lineside.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lineside.cli.view.Words;
import org.lineside.simulation.Simulation;
import org.lineside.simulation.SimulationOptions;
import org.lineside.simulation.faults.FaultKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code simulate --out DIR}: a railway with labelled faults. */
@Command
final class SimulateVerb implements Verb {
    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write to.")
    private Path out = Path.of("");

    @Option(names = "--seed", description = "Same options and seed, same bytes.")
    private long seed = 1;

    @Option(names = "--physics", paramLabel = "1..6", description = "Preset of the physical constants.")
    private int physics = 1;

    @Option(names = "--first-day", paramLabel = "DATE", description = "First day of the history.")
    private LocalDate firstDay = LocalDate.of(2026, 3, 1);

    @Option(names = "--history-days", paramLabel = "N", description = "Days without faults.")
    private int historyDays = 14;

    @Option(names = "--new-days", paramLabel = "N", description = "Days after them, with faults.")
    private int newDays = 7;

    @Option(names = "--trains", paramLabel = "N", description = "Trains a day.")
    private int trains = 20;

    @Option(names = "--km", paramLabel = "KM", description = "Kilometres of track.")
    private double kilometres = 60;

    @Option(names = "--lines", paramLabel = "N", description = "Wanted measurement lines; 0: let --trains decide.")
    private long lines = 0;

    @Option(
            names = "--faults",
            paramLabel = "KINDS",
            description = {
                "all (but what creeps over many days), none, or kinds joined by commas, such as power_drop,outage,creep."
            })
    private String faults = "all";

    @Option(names = "--grade", paramLabel = "N", description = "Severity to begin with, 0 the mildest.")
    private int grade = 1;

    @Option(names = "--track-km", description = "Measurements say the kilometre.")
    private boolean trackKm;

    @Option(names = "--coordinates", description = "Measurements say latitude and longitude.")
    private boolean coordinates;

    @Option(names = "--carriers", description = "Name neighbours arfcn-bsic.")
    private boolean carriers;

    @Option(names = "--full-sub", description = "Levels and qualities as FULL and SUB with the DTX flags.")
    private boolean fullAndSub;

    @Option(names = "--gzip", description = "Compress the files.")
    private boolean gzip;

    @Option(names = "--positions", description = "Write the true position of each new report to truth/.")
    private boolean positions;

    @Override
    public void run(Invocation invocation) throws IOException {
        invocation.progress().stage("simulating", 0, "lines");
        Simulation.Result result = Simulation.write(options(), out);
        invocation
                .out()
                .print(Words.count(result.lines(), "line") + " of " + Words.count(result.calls(), "call") + " with "
                        + Words.count(result.faults(), "fault") + " and hard negatives written to " + out + ".\n"
                        + "Next: lineside learn " + out.resolve("history") + "; lineside detect " + out.resolve("new")
                        + "\n");
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
                    kinds(),
                    grade,
                    new SimulationOptions.Output(trackKm, coordinates, carriers, fullAndSub, gzip, positions));
        } catch (IllegalArgumentException e) {
            throw new UsageException("simulate: " + e.getMessage());
        }
    }

    private List<FaultKind> kinds() {
        return switch (faults) {
            case "all" -> FaultKind.sudden();
            case "none" -> List.of();
            default ->
                Arrays.stream(faults.split(",", -1)).map(SimulateVerb::kind).toList();
        };
    }

    private static FaultKind kind(String word) {
        return Arrays.stream(FaultKind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--faults: no kind of fault is called '" + word
                        + "': choose among "
                        + Arrays.stream(FaultKind.values())
                                .map(k -> k.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }
}
