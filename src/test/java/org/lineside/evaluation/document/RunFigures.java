package org.lineside.evaluation.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code lineside evaluate --format json} said of one run.
 *
 * @param root the object it printed
 * @param faults how each fault fared
 */
record RunFigures(JsonNode root, List<Fault> faults) {
    /**
     * One fault.
     *
     * @param cause what it is
     * @param incidents how many speak of it
     * @param namedCause what the main one names, empty without one
     * @param delayCalls calls up to the first flagged, 0 if none was
     * @param delayHours hours up to its end, NaN if none was
     */
    record Fault(
            String cause,
            int incidents,
            String namedCause,
            boolean causeRight,
            boolean entityRight,
            int delayCalls,
            double delayHours) {
        boolean found() {
            return incidents > 0;
        }

        boolean right() {
            return causeRight && entityRight;
        }
    }

    static RunFigures read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static RunFigures parse(String json) {
        JsonNode root = JsonMapper.shared().readTree(json);
        List<Fault> faults = new ArrayList<>();
        for (JsonNode f : root.path("faults")) {
            faults.add(new Fault(
                    f.path("cause").asString(),
                    f.path("incidents").asInt(),
                    f.path("named_cause").asString(""),
                    f.path("cause_right").asBoolean(),
                    f.path("entity_right").asBoolean(),
                    f.path("delay_calls").asInt(),
                    f.path("delay_hours").asDouble(Double.NaN)));
        }
        return new RunFigures(root, List.copyOf(faults));
    }

    /** A figure by its name in the object, NaN where it is null or missing. */
    double figure(String name) {
        JsonNode node = root.path(name);
        return (node.isObject() ? node.path("value") : node).asDouble(Double.NaN);
    }

    /** The strings of a list by its name in the object. */
    List<String> list(String name) {
        List<String> texts = new ArrayList<>();
        root.path(name).forEach(n -> texts.add(n.asString()));
        return List.copyOf(texts);
    }

    /** Share of faults found that name the right cause at the right entity; NaN if none was found. */
    double rightShare() {
        return share(faults.stream().filter(Fault::found).toList(), Fault::right);
    }

    private static double share(List<Fault> of, Predicate<Fault> that) {
        return of.stream().mapToInt(f -> that.test(f) ? 1 : 0).average().orElse(Double.NaN);
    }
}
