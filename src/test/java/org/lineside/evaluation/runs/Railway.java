package org.lineside.evaluation.runs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.lineside.evaluation.Magnitude;
import org.lineside.evaluation.runs.RunFigures.Fault;

/**
 * One simulated railway. Its runs share places and trains, so it is the unit over which means and intervals are taken.
 *
 * @param name seed and preset
 * @param faulty the days with faults, one for each grade, the mildest first
 * @param clean the days without
 */
public record Railway(String name, List<RunFigures> faulty, RunFigures clean) {
    public Railway {
        faulty = List.copyOf(faulty);
    }

    /** The railways of a section, in its order. */
    public static List<Railway> of(List<Run> runs) throws IOException {
        Map<String, List<Run>> byName = new LinkedHashMap<>();
        for (Run run : runs) {
            byName.computeIfAbsent(run.railway(), n -> new ArrayList<>()).add(run);
        }
        List<Railway> railways = new ArrayList<>();
        for (Map.Entry<String, List<Run>> entry : byName.entrySet()) {
            List<RunFigures> faulty = new ArrayList<>();
            RunFigures clean = RunFigures.parse("{}");
            for (Run run : entry.getValue()) {
                if ("faulty".equals(run.kind())) {
                    faulty.add(run.figures());
                } else if ("clean".equals(run.kind())) {
                    clean = run.figures();
                }
            }
            railways.add(new Railway(entry.getKey(), faulty, clean));
        }
        return List.copyOf(railways);
    }

    /** The faults of all grades. */
    public List<Fault> faults() {
        return faulty.stream().flatMap(r -> r.faults().stream()).toList();
    }

    /** The mean of a figure over the grades; a list counts by its length; NaN where no grade has it. */
    public double mean(String figure) {
        return faulty.stream()
                .mapToDouble(r -> r.figureOrLength(figure))
                .filter(v -> !Double.isNaN(v))
                .average()
                .orElse(Double.NaN);
    }

    /** The share of the faults of a group, of all grades, for which {@code that} holds; NaN without one. */
    public double share(Magnitude.Group group, Predicate<Fault> that) {
        return RunFigures.share(faults(), group, that);
    }

    /** Incidents per fault of a group that has one; NaN without one. */
    public double incidentsPerFault(Magnitude.Group group) {
        return faults().stream()
                .filter(f -> f.magnitude().group() == group && f.found())
                .mapToInt(Fault::incidents)
                .average()
                .orElse(Double.NaN);
    }
}
