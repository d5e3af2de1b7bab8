package org.lineside.evaluation.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.lineside.evaluation.Magnitude;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code lineside evaluate --format json} said of one run.
 *
 * @param root the object it printed
 * @param faults how each fault fared
 */
public record RunFigures(JsonNode root, List<Fault> faults) {
    /**
     * One fault.
     *
     * @param cause what it is
     * @param magnitude how large it was to the calls that felt it
     * @param severity as it was planted, in the meaning of its kind
     * @param incidents how many speak of it
     * @param namedCause what the main one names, empty without one
     * @param delayCalls calls up to the first flagged, 0 if none was
     * @param delayHours hours up to its end, NaN if none was
     * @param foundEarly whether an incident spoke of it once {@code EarlyLook.PASSES} calls had felt it
     * @param rightEarly whether that named cause and entity
     */
    public record Fault(
            String cause,
            Magnitude magnitude,
            double severity,
            int incidents,
            String namedCause,
            boolean causeRight,
            boolean entityRight,
            int delayCalls,
            double delayHours,
            boolean foundEarly,
            boolean rightEarly) {
        public boolean found() {
            return incidents > 0;
        }

        public boolean right() {
            return found() && causeRight && entityRight;
        }
    }

    public static RunFigures read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    public static RunFigures parse(String json) {
        JsonNode root = JsonMapper.shared().readTree(json);
        List<Fault> faults = new ArrayList<>();
        for (JsonNode f : root.path("faults")) {
            faults.add(new Fault(
                    f.path("cause").asString(),
                    new Magnitude(
                            f.path("magnitude").asDouble(Double.NaN),
                            f.path("unit").asString("")),
                    f.path("severity").asDouble(Double.NaN),
                    f.path("incidents").asInt(),
                    f.path("named_cause").asString(""),
                    f.path("cause_right").asBoolean(),
                    f.path("entity_right").asBoolean(),
                    f.path("delay_calls").asInt(),
                    f.path("delay_hours").asDouble(Double.NaN),
                    f.path("found_early").asBoolean(false),
                    f.path("right_early").asBoolean(false)));
        }
        return new RunFigures(root, List.copyOf(faults));
    }

    /** A figure by its name in the object, NaN where it is null or missing. */
    public double figure(String name) {
        JsonNode node = root.path(name);
        return (node.isObject() ? node.path("value") : node).asDouble(Double.NaN);
    }

    /** The strings of a list by its name in the object. */
    public List<String> list(String name) {
        List<String> texts = new ArrayList<>();
        root.path(name).forEach(n -> texts.add(n.asString()));
        return List.copyOf(texts);
    }

    /** A figure, or the length of a list. */
    public double figureOrLength(String name) {
        return root.path(name).isArray() ? root.path(name).size() : figure(name);
    }

    /** Share of the faults of a group for which {@code that} holds; NaN without one. */
    public double share(Magnitude.Group group, Predicate<Fault> that) {
        return share(faults, group, that);
    }

    public static double share(List<Fault> faults, Magnitude.Group group, Predicate<Fault> that) {
        return faults.stream()
                .filter(f -> f.magnitude().group() == group)
                .mapToInt(f -> that.test(f) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
