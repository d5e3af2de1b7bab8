package org.lineside.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.config.TomlText.Statement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Loads the configuration: the file, then the options over it, then every problem of both at once. */
public final class SettingsLoader {
    /** The file that is read when none is given; it need not exist. */
    public static final Path DEFAULT_FILE = Path.of("/etc/lineside/lineside.toml");

    private static final String OPTION = "--set ";

    private final Path defaultFile;
    private final TomlText toml = new TomlText();

    /** A loader that falls back to {@link #DEFAULT_FILE}. */
    public SettingsLoader() {
        this(DEFAULT_FILE);
    }

    SettingsLoader(Path defaultFile) {
        this.defaultFile = defaultFile;
    }

    /** The settings when nothing is configured, for a database at this place. */
    public static Settings defaults(Path db) {
        return new Statements().configuration(db).settings();
    }

    /**
     * Loads the configuration.
     *
     * @param file the file given, which must then exist; null for the default one, which need not
     * @param options texts {@code section.key=value} that override the file, later ones win
     * @param db the database given, which overrides {@code paths.db}; null when none is
     * @throws ConfigurationException with every problem of the file and the options
     */
    public Configuration load(@Nullable Path file, List<String> options, @Nullable Path db) {
        Statements statements = new Statements();
        Path source = file == null ? defaultFile : file;
        if (file != null || Files.exists(source)) {
            readFile(source, statements);
        }
        options.forEach(option -> readOption(option, statements));
        return statements.configuration(db);
    }

    private void readFile(Path file, Statements statements) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            statements.problem(file.toString(), "", "there is no such file; give an existing one to --config");
            return;
        } catch (CharacterCodingException e) {
            statements.problem(file.toString(), "", "is not UTF-8 text");
            return;
        } catch (IOException e) {
            statements.problem(file.toString(), "", "can't be read: " + e.getMessage());
            return;
        }
        List<Statement> read = toml.read(
                text,
                error -> statements.problem(
                        file + ":" + error.line(), "", "column " + error.column() + " is not TOML: " + error.text()));
        read.forEach(s -> statements.add(s.path(), s.node(), file + ":" + s.line()));
    }

    private void readOption(String option, Statements statements) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            statements.problem(OPTION + option, "", "expected section.key=value");
            return;
        }
        String key = option.substring(0, equals).strip();
        String text = option.substring(equals + 1).strip();
        statements.add(path(key), optionValue(key, text), OPTION + option);
    }

    /** The value as TOML; a bare word is text, and {@code a,b} a list where the key takes one. */
    private JsonNode optionValue(String key, String text) {
        JsonNode value = toml.value(text);
        boolean list = Schema.KEYS.stream().anyMatch(k -> k.path().equals(key) && k.takesList());
        if (list && (value == null || !value.isArray())) {
            String quoted = String.join(
                    ", ",
                    List.of(text.split(",", -1)).stream()
                            .map(t -> Key.quote(t.strip()))
                            .toList());
            value = toml.value("[" + quoted + "]");
        }
        boolean takesText = Schema.KEYS.stream().noneMatch(k -> k.path().equals(key) && !k.takesText());
        return value == null || (takesText && !value.isString() && !list) ? StringNode.valueOf(text) : value;
    }

    private static List<String> path(String key) {
        if (key.startsWith(Schema.COLUMNS + ".")) {
            String name = key.substring(Schema.COLUMNS.length() + 1);
            List<String> path = new ArrayList<>(List.of(Schema.COLUMNS.split("\\.")));
            path.add(
                    name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                            ? name.substring(1, name.length() - 1)
                            : name);
            return path;
        }
        return List.of(key.split("\\.", -1));
    }
}
