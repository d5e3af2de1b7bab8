package org.lineside.evaluation.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lineside.baselines.BaselineScore;
import org.lineside.evaluation.calibration.CalibrationPlot;
import org.lineside.evaluation.calibration.NullCalls;
import org.lineside.evaluation.runs.Railway;
import org.lineside.evaluation.runs.Run;
import org.lineside.evaluation.runs.RunFigures;

/** The document, and the plot beside it. */
final class EvaluationDocument {
    private static final String PLOT = "calibration.svg";
    /** A table of slow faults that {@code integration-tests/slow.sh} leaves in the place. */
    private static final String SLOW = "slow.md";

    private EvaluationDocument() {}

    /**
     * What the document is made of; what was not run is empty.
     *
     * @param development railways of the presets that the program was developed with
     * @param keptAside railways of presets that nothing was tuned on
     * @param sliced railways of the former whose clean days came in slices; their days with faults are none
     * @param calibration p-values of the clean days of both
     * @param rooms runs by combination of rooms
     * @param program the program's runs that the baselines are measured beside
     * @param baselines their scores, run by run
     * @param slow the table of slow faults
     */
    record Content(
            List<Railway> development,
            List<Railway> keptAside,
            List<Railway> sliced,
            List<CalibrationSection.One> calibration,
            Map<String, List<RunFigures>> rooms,
            List<RunFigures> program,
            List<List<BaselineScore>> baselines,
            String slow) {}

    /**
     * Reads the runs, judges with the baselines, writes.
     *
     * @param place the folder of the runs
     * @param to the file
     */
    static void write(Path place, Path to) throws IOException {
        List<Run> development = Run.of(place, "development");
        List<Run> keptAside = Run.of(place, "held-out");
        List<CalibrationSection.One> calibration = new ArrayList<>(CalibrationSection.read(development));
        calibration.addAll(CalibrationSection.read(keptAside));
        List<RunFigures> program = new ArrayList<>();
        List<List<BaselineScore>> baselines = new ArrayList<>();
        for (Run run : development) {
            if ("faulty".equals(run.kind()) && Files.isDirectory(run.folder().resolve("new"))) {
                program.add(run.figures());
                baselines.add(BaselineTable.scores(place.resolve("base-" + run.railway()), run.folder()));
            }
        }
        Path slow = place.resolve(SLOW);
        Content content = new Content(
                Railway.of(development),
                Railway.of(keptAside),
                sliced(Run.of(place, "sliced")),
                calibration,
                AblationTable.byRooms(Run.of(place, "ablation")),
                program,
                baselines,
                Files.exists(slow) ? Files.readString(slow) : "");
        Files.writeString(to, text(content));
        List<NullCalls> calls =
                calibration.stream().map(CalibrationSection.One::calls).toList();
        Files.writeString(to.resolveSibling(PLOT), CalibrationPlot.svg(calls));
    }

    private static List<Railway> sliced(List<Run> runs) throws IOException {
        List<Railway> sliced = new ArrayList<>();
        for (Run run : runs) {
            sliced.add(new Railway(run.railway(), List.of(), run.figures()));
        }
        return sliced;
    }

    /** The document. */
    static String text(Content c) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put(
                "Days with faults",
                Prose.FAULTY.formatted(AimsTable.faulty(c.development(), c.keptAside()), raised(c)));
        sections.put(
                "Clean days",
                (c.sliced().isEmpty() ? "" : Prose.IN_SLICES)
                        + AimsTable.clean(c.development(), c.keptAside(), c.sliced()));
        if (!c.keptAside().isEmpty()) {
            sections.put(
                    "Kept aside",
                    Prose.KEPT_ASIDE.formatted(names(c.keptAside()), MagnitudeTable.of(faults(c.keptAside()))));
        }
        sections.put("Recall against magnitude", Prose.MAGNITUDE.formatted(MagnitudeTable.of(faults(c.development()))));
        sections.put("By cause", Prose.CAUSE.formatted(CauseTable.of(faults(c.development()))));
        sections.put("Calibration", Prose.CALIBRATION.formatted(PLOT, CalibrationSection.text(c.calibration())));
        if (!c.rooms().isEmpty()) {
            sections.put("What each room is worth", Prose.ROOMS.formatted(AblationTable.of(c.rooms())));
        }
        sections.put("Beside simple methods", Prose.BASELINES.formatted(BaselineTable.of(c.program(), c.baselines())));
        if (!c.slow().isBlank()) {
            sections.put("Slow faults", c.slow().strip() + "\n");
        }
        return head(c)
                + sections.entrySet().stream()
                        .map(s -> "\n## " + s.getKey() + "\n\n" + s.getValue())
                        .collect(Collectors.joining());
    }

    private static String head(Content c) {
        List<RunFigures> faulty =
                c.development().stream().flatMap(r -> r.faulty().stream()).toList();
        List<RunFigures> clean = c.development().stream().map(Railway::clean).toList();
        return Prose.HEAD.formatted(
                c.development().size(),
                names(c.development()),
                c.development().stream().mapToInt(r -> r.faulty().size()).max().orElse(0),
                faulty.stream().mapToInt(r -> r.faults().size()).sum(),
                sum(faulty, "calls"),
                sum(faulty, "anomalous_calls"),
                sum(clean, "calls"));
    }

    private static String names(List<Railway> railways) {
        return railways.stream().map(Railway::name).collect(Collectors.joining(", "));
    }

    private static List<RunFigures.Fault> faults(List<Railway> railways) {
        return railways.stream().flatMap(r -> r.faults().stream()).toList();
    }

    private static long sum(List<RunFigures> runs, String figure) {
        return Math.round(runs.stream().mapToDouble(r -> r.figure(figure)).sum());
    }

    /** Kinds of hard negatives, which follow the number in their identifiers, with their counts. */
    private static String raised(Content c) {
        Map<String, Long> kinds = c.development().stream()
                .flatMap(r -> r.faulty().stream())
                .flatMap(r -> r.list("hard_negatives_raised").stream())
                .collect(Collectors.groupingBy(
                        id -> id.substring(id.indexOf('-') + 1), TreeMap::new, Collectors.counting()));
        return kinds.isEmpty()
                ? "none"
                : kinds.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }
}
