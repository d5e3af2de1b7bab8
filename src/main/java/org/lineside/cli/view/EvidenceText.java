package org.lineside.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The facts behind a decision, kept as a JSON object, as lines for people. */
final class EvidenceText {
    private EvidenceText() {}

    /** One line for each fact, one for each element of a list; text that is no JSON object stands as it is. */
    static List<String> lines(String json) {
        if (json.isBlank()) {
            return List.of();
        }
        JsonNode tree;
        try {
            tree = JsonMapper.builder().build().readTree(json);
        } catch (JacksonException e) {
            return List.of(json);
        }
        if (!tree.isObject()) {
            return List.of(flat(tree));
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> fact : tree.properties()) {
            String name = fact.getKey().replace('_', ' ');
            if (fact.getValue().isArray()) {
                fact.getValue().forEach(element -> lines.add(name + ": " + flat(element)));
            } else {
                lines.add(name + ": " + flat(fact.getValue()));
            }
        }
        return lines;
    }

    private static String flat(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(e -> e.getKey().replace('_', ' ') + " " + flat(e.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(flat(element)));
            return String.join(" ", elements);
        }
        return node.isString() ? node.stringValue() : node.toString();
    }
}
