package org.lineside.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One key of the configuration: where it stands, what it may hold, and its default.
 *
 * @param <T> type of the value
 */
sealed interface Key<T> {
    /** Full path, such as {@code intake.settle_seconds}. */
    String path();

    /** The value in force when nothing is said. */
    T fallback();

    /** What the key takes, for people: "a whole number from 1 to 60". */
    String expected();

    /** The value in the node, or nothing when it is of the wrong type or out of range. */
    Optional<T> read(JsonNode node);

    /** Whether {@code --set} may give the key a list without brackets and quotes, as {@code a,b}. */
    default boolean takesList() {
        return false;
    }

    /** Whether a bare word given to {@code --set} is text for this key. */
    default boolean takesText() {
        return true;
    }

    /** The value as the file would say it. */
    default String show(T value) {
        return quote(value.toString());
    }

    /** A whole number, both bounds inclusive. */
    record IntegerKey(String path, Integer fallback, int min, int max) implements Key<Integer> {
        @Override
        public String expected() {
            return "a whole number from " + min + " to " + max;
        }

        @Override
        public Optional<Integer> read(JsonNode node) {
            boolean fits = node.isIntegralNumber() && node.canConvertToInt();
            return fits ? Optional.of(node.intValue()).filter(v -> v >= min && v <= max) : Optional.empty();
        }

        @Override
        public boolean takesText() {
            return false;
        }

        @Override
        public String show(Integer value) {
            return value.toString();
        }
    }

    /** A number, both bounds inclusive. */
    record NumberKey(String path, Double fallback, double min, double max) implements Key<Double> {
        @Override
        public String expected() {
            return "a number from " + plain(min) + " to " + plain(max);
        }

        @Override
        public Optional<Double> read(JsonNode node) {
            return node.isNumber()
                    ? Optional.of(node.doubleValue()).filter(v -> v >= min && v <= max)
                    : Optional.empty();
        }

        @Override
        public boolean takesText() {
            return false;
        }

        @Override
        public String show(Double value) {
            return plain(value);
        }
    }

    /** One of a few words. */
    record ChoiceKey(String path, String fallback, List<String> choices) implements Key<String> {
        @Override
        public String expected() {
            return "one of "
                    + String.join(", ", choices.stream().map(Key::quote).toList());
        }

        @Override
        public Optional<String> read(JsonNode node) {
            return node.isString() ? Optional.of(node.stringValue()).filter(choices::contains) : Optional.empty();
        }
    }

    /** A file or folder; relative ones are taken from the database's folder. */
    record PathKey(String path, String fallback) implements Key<String> {
        @Override
        public String expected() {
            return "a file or folder in quotes";
        }

        @Override
        public Optional<String> read(JsonNode node) {
            return node.isString()
                    ? Optional.of(node.stringValue()).filter(v -> !v.isBlank() && v.indexOf('\0') < 0)
                    : Optional.empty();
        }
    }

    /** A list of texts. */
    record TextsKey(String path, List<String> fallback) implements Key<List<String>> {
        @Override
        public boolean takesList() {
            return true;
        }

        @Override
        public String expected() {
            return "a list of texts, such as [\"one\", \"two\"]";
        }

        @Override
        public Optional<List<String>> read(JsonNode node) {
            if (!node.isArray()) {
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>();
            for (JsonNode item : node) {
                if (!item.isString() || item.stringValue().isEmpty()) {
                    return Optional.empty();
                }
                texts.add(item.stringValue());
            }
            return Optional.of(List.copyOf(texts));
        }

        @Override
        public String show(List<String> value) {
            return "[" + String.join(", ", value.stream().map(Key::quote).toList()) + "]";
        }
    }

    /** A list of one word or more out of a few, none of them twice. */
    record ChoicesKey(String path, List<String> fallback, List<String> choices) implements Key<List<String>> {
        @Override
        public boolean takesList() {
            return true;
        }

        @Override
        public String expected() {
            return "a list of one or more of "
                    + String.join(", ", choices.stream().map(Key::quote).toList());
        }

        @Override
        public Optional<List<String>> read(JsonNode node) {
            return new TextsKey(path, fallback)
                    .read(node)
                    .filter(words -> !words.isEmpty() && choices.containsAll(words))
                    .filter(words -> new HashSet<>(words).size() == words.size());
        }

        @Override
        public String show(List<String> value) {
            return new TextsKey(path, fallback).show(value);
        }
    }

    /** The text in TOML quotes. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
