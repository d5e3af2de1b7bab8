package org.lineside.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * On which line each key of a TOML text stands. The TOML reader gives values without positions; this walks the text once
 * more and looks only at headers, keys and the extent of values. The text is known to be valid TOML.
 */
final class KeyLines {
    private final String text;
    private final Map<List<String>, Integer> lines = new HashMap<>();
    private int position;
    private int line = 1;

    private KeyLines(String text) {
        this.text = text;
    }

    /** Walks the text. */
    static KeyLines of(String text) {
        KeyLines keys = new KeyLines(text);
        keys.walk();
        return keys;
    }

    /** Line of the key, 1-based; of the closest enclosing key or section when it stands in an inline table. */
    int line(List<String> path) {
        for (int n = path.size(); n > 0; n--) {
            Integer found = lines.get(path.subList(0, n));
            if (found != null) {
                return found;
            }
        }
        return 1;
    }

    private void walk() {
        List<String> table = List.of();
        while (skipBlank()) {
            if (peek() == '[') {
                while (peek() == '[') {
                    next();
                }
                table = key(List.of());
                lines.putIfAbsent(table, line);
                skipValue();
            } else {
                lines.putIfAbsent(key(table), line);
                skipValue();
            }
        }
    }

    /** Moves to the next thing that is neither blank nor comment; false at the end. */
    private boolean skipBlank() {
        while (position < text.length()) {
            char c = peek();
            if (c == '#') {
                skipLine();
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                next();
            } else {
                return true;
            }
        }
        return false;
    }

    /** Reads a dotted key up to the {@code =} or {@code ]} behind it. */
    private List<String> key(List<String> table) {
        List<String> path = new ArrayList<>(table);
        StringBuilder part = new StringBuilder();
        while (position < text.length() && "=]\n".indexOf(peek()) < 0) {
            char c = next();
            if (c == '"' || c == '\'') {
                while (position < text.length() && peek() != c) {
                    part.append(next());
                }
                next();
            } else if (c == '.') {
                path.add(part.toString());
                part.setLength(0);
            } else if (!Character.isWhitespace(c)) {
                part.append(c);
            }
        }
        path.add(part.toString());
        return List.copyOf(path);
    }

    /** Moves past the value: to the first line end outside brackets and strings. */
    private void skipValue() {
        int depth = 0;
        while (position < text.length()) {
            char c = peek();
            if (c == '\n' && depth <= 0) {
                return;
            }
            if (c == '"' || c == '\'') {
                skipString(c);
            } else if (c == '#') {
                skipLine();
            } else {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                next();
            }
        }
    }

    private void skipString(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        String end = text.startsWith(triple, position) ? triple : String.valueOf(quote);
        advance(end.length());
        while (position < text.length() && !text.startsWith(end, position)) {
            advance(quote == '"' && peek() == '\\' ? 2 : 1);
        }
        advance(end.length());
    }

    private void skipLine() {
        while (position < text.length() && peek() != '\n') {
            next();
        }
    }

    private void advance(int count) {
        for (int i = 0; i < count && position < text.length(); i++) {
            next();
        }
    }

    private char peek() {
        return position < text.length() ? text.charAt(position) : '\n';
    }

    private char next() {
        char c = peek();
        position++;
        if (c == '\n') {
            line++;
        }
        return c;
    }
}
