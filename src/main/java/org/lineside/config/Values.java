package org.lineside.config;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What was said for each key, and by whom; keys nobody spoke of have their default.
 *
 * @param said by the key's path
 */
record Values(Map<String, Said> said) {
    /**
     * One statement.
     *
     * @param node the value
     * @param where {@code file:line} or the option
     */
    record Said(JsonNode node, String where) {}

    /** Copies the map. */
    Values {
        said = Map.copyOf(said);
    }

    /** The value in force. */
    <T> T get(Key<T> key) {
        return Optional.ofNullable(said.get(key.path()))
                .flatMap(s -> key.read(s.node()))
                .orElse(key.fallback());
    }

    /** Who said it: {@code default}, {@code file:line} or the option. */
    String where(Key<?> key) {
        Said statement = said.get(key.path());
        return statement == null ? "default" : statement.where();
    }

    /** The value in force as the file would say it. */
    <T> String show(Key<T> key) {
        return key.show(get(key));
    }
}
