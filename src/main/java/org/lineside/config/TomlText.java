package org.lineside.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a TOML text into its statements, each with its line. */
final class TomlText {
    /** A statement on one line: when it is broken, the lines after it can still be read. */
    private static final Pattern ONE_LINER = Pattern.compile("\\s*[\\w.\"'-]+\\s*=(?!\\s*([\\[{]|\"\"\"|''')).*");

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
        if (text.lines().allMatch(TomlText::saysNothing)) {
            return List.of(); // as installed: the parser need not be loaded
        }
        String[] lines = text.split("\n", -1);
        while (true) {
            try {
                String readable = String.join("\n", lines);
                List<Statement> statements = new ArrayList<>();
                flatten(List.of(), TomlTree.of(readable), KeyLines.of(readable), statements);
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

    private static boolean saysNothing(String line) {
        boolean plain = line.chars().allMatch(c -> c == '\t' || !Character.isISOControl(c)); // no others are TOML
        return plain && (line.isBlank() || line.stripLeading().startsWith("#"));
    }

    /** The value written in TOML, or null when it isn't TOML. */
    @Nullable
    JsonNode value(String toml) {
        try {
            return TomlTree.of("value = " + toml).get("value");
        } catch (JacksonException notToml) {
            return null;
        }
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
