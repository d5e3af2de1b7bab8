package org.lineside.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlFactory;

/** Reads a TOML text into its statements, each with its line. */
final class TomlText {
    /** A statement on one line: when it is broken, the lines after it can still be read. */
    private static final Pattern ONE_LINER = Pattern.compile("\\s*[\\w.\"'-]+\\s*=(?!\\s*([\\[{]|\"\"\"|''')).*");

    private final TomlFactory factory = new TomlFactory();

    /**
     * One statement.
     *
     * @param path the parts of the key, sections first
     * @param node the value; an empty table for a section without keys
     * @param line line in the text, 1-based
     */
    record Statement(List<String> path, JsonNode node, int line) {}

    /** What is wrong with the text at a line. */
    record SyntaxError(int line, int column, String text) {}

    /** Every statement of the text; what is not TOML goes to {@code errors}, and reading goes on where it can. */
    List<Statement> read(String text, Consumer<SyntaxError> errors) {
        String[] lines = text.split("\n", -1);
        while (true) {
            try {
                String readable = String.join("\n", lines);
                List<Statement> statements = new ArrayList<>();
                flatten(List.of(), tree(readable), KeyLines.of(readable), statements);
                return statements;
            } catch (JacksonException e) {
                SyntaxError error = syntaxError(e);
                errors.accept(error);
                int index = Math.min(error.line(), lines.length) - 1;
                if (!ONE_LINER.matcher(lines[index]).matches()) {
                    return List.of();
                }
                lines[index] = "";
            }
        }
    }

    /** The value written in TOML, or null when it isn't TOML. */
    @Nullable
    JsonNode value(String toml) {
        try {
            return tree("value = " + toml).get("value");
        } catch (JacksonException notToml) {
            return null;
        }
    }

    /** The text as a tree, built from the tokens: setting an object mapper up would double the time of a start. */
    private JsonNode tree(String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            return node(parser);
        }
    }

    private static JsonNode node(JsonParser parser) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, node(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(node(parser));
                }
                yield array;
            }
            case VALUE_NUMBER_INT -> nodes.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> nodes.booleanNode(parser.getBooleanValue());
            default -> nodes.stringNode(parser.getString());
        };
    }

    private static SyntaxError syntaxError(JacksonException e) {
        int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
        int column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
        return new SyntaxError(line, column, e.getOriginalMessage());
    }

    private static void flatten(List<String> path, JsonNode node, KeyLines keys, List<Statement> to) {
        if (!node.isObject() || (node.isEmpty() && !path.isEmpty())) {
            to.add(new Statement(path, node, keys.line(path)));
            return;
        }
        node.properties().forEach(property -> {
            List<String> deeper = new ArrayList<>(path);
            deeper.add(property.getKey());
            flatten(List.copyOf(deeper), property.getValue(), keys, to);
        });
    }
}
