package org.lineside.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.config.Values.Said;
import tools.jackson.databind.JsonNode;

/** What file and options say, checked statement by statement; problems are collected, never thrown early. */
final class Statements {
    private final Map<String, Said> said = new LinkedHashMap<>();
    private final Map<String, Said> columns = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Takes note of a problem. */
    void problem(String where, String key, String text) {
        problems.add(new Problem(where, key, text));
    }

    /** Takes one statement in; a later one about the same key wins. */
    void add(List<String> path, JsonNode node, String where) {
        String key = String.join(".", path);
        boolean column = path.size() == 3 && key.startsWith(Schema.COLUMNS + ".");
        if (column) {
            addColumn(path.getLast(), node, where);
        } else if (!isEmptySection(key, node)) {
            addKey(key, node, where);
        }
    }

    private void addKey(String path, JsonNode node, String where) {
        Optional<Key<?>> known =
                Schema.KEYS.stream().filter(k -> k.path().equals(path)).findFirst();
        if (known.isEmpty()) {
            problem(where, path, unknown(path));
        } else if (known.get().read(node).isEmpty()) {
            problem(
                    where,
                    path,
                    "found " + found(node) + ", expected " + known.get().expected());
        } else {
            said.put(path, new Said(node, where));
        }
    }

    private static boolean isEmptySection(String path, JsonNode node) {
        return node.isObject() && isSection(path);
    }

    private static boolean isSection(String path) {
        return path.equals("input")
                || path.equals(Schema.COLUMNS)
                || Schema.KEYS.stream().anyMatch(k -> k.path().startsWith(path + "."));
    }

    private static String unknown(String path) {
        if (isSection(path)) {
            return "is a section, not a key: write [" + path + "] and its keys below";
        }
        List<String> names = Schema.KEYS.stream().map(Key::path).toList();
        return "there is no such key"
                + Nearest.to(path, names).map(n -> "; did you mean " + n + "?").orElse("");
    }

    private void addColumn(String name, JsonNode node, String where) {
        String key = Schema.COLUMNS + "." + Key.quote(name);
        if (!node.isString()) {
            problem(where, key, "found " + found(node) + ", expected one of our column names in quotes");
        } else if (!InputColumns.NAMES.contains(node.stringValue())) {
            String nearest = Nearest.to(node.stringValue(), InputColumns.NAMES)
                    .map(n -> "; did you mean \"" + n + "\"?")
                    .orElse("");
            problem(where, key, "\"" + node.stringValue() + "\" is none of our column names" + nearest);
        } else {
            columns.put(name, new Said(node, where));
        }
    }

    private static String found(JsonNode node) {
        if (node.isObject()) {
            return "a section";
        }
        String text = node.isString() ? Key.quote(node.stringValue()) : node.toString();
        String kind = node.isString() ? "the text " : node.isArray() ? "the list " : "";
        return kind + (text.length() > 60 ? text.substring(0, 57) + "..." : text);
    }

    /**
     * The configuration these statements make.
     *
     * @param db the database given, null when none is
     * @throws ConfigurationException with every problem
     */
    Configuration configuration(@Nullable Path db) {
        Values values = new Values(said);
        checkTogether(values);
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        Map<String, String> names = new TreeMap<>();
        columns.forEach((name, ours) -> names.put(name, ours.node().stringValue()));
        Path database = (db == null ? Path.of(values.get(Schema.DB)) : db)
                .toAbsolutePath()
                .normalize();
        Settings settings = Schema.settings(values, Collections.unmodifiableMap(names), database);
        return new Configuration(settings, entries(values, settings, db != null));
    }

    /** What no key can tell alone. */
    private void checkTogether(Values values) {
        int minCalls = values.get(Schema.MIN_CALLS);
        if (values.get(Schema.PROVISIONAL_CALLS) > minCalls) {
            problem(
                    later(values, Schema.PROVISIONAL_CALLS, Schema.MIN_CALLS),
                    Schema.PROVISIONAL_CALLS.path(),
                    values.get(Schema.PROVISIONAL_CALLS) + " is more than references.min_calls, which is " + minCalls);
        }
        int window = values.get(Schema.WINDOW_DAYS);
        if (values.get(Schema.TRACE_DAYS) < window) {
            problem(
                    later(values, Schema.TRACE_DAYS, Schema.WINDOW_DAYS),
                    Schema.TRACE_DAYS.path(),
                    values.get(Schema.TRACE_DAYS) + " is less than references.window_days, which is " + window
                            + ": references are learnt from the traces that are kept");
        }
        Map<String, String> taken = new TreeMap<>();
        columns.forEach((name, ours) -> {
            String other = taken.putIfAbsent(ours.node().stringValue(), name);
            if (other != null) {
                problem(
                        ours.where(),
                        Schema.COLUMNS + "." + Key.quote(name),
                        Key.quote(other) + " is mapped to \"" + ours.node().stringValue() + "\" already");
            }
        });
    }

    private static String later(Values values, Key<?> first, Key<?> second) {
        String where = values.where(first);
        return where.equals("default") ? values.where(second) : where;
    }

    private List<Configuration.Entry> entries(Values values, Settings settings, boolean dbGiven) {
        List<Configuration.Entry> entries = new ArrayList<>();
        Schema.KEYS.forEach(
                key -> entries.add(new Configuration.Entry(key.path(), values.show(key), values.where(key))));
        if (dbGiven) {
            String value = Key.quote(settings.paths().db().toString());
            entries.replaceAll(
                    e -> e.key().equals(Schema.DB.path()) ? new Configuration.Entry(e.key(), value, "--db") : e);
        }
        columns.forEach((name, ours) -> entries.add(new Configuration.Entry(
                Schema.COLUMNS + "." + Key.quote(name), Key.quote(ours.node().stringValue()), ours.where())));
        return entries;
    }
}
