package org.lineside.config;

import java.util.List;

/**
 * The configuration in force and where each of its values comes from.
 *
 * @param settings the values
 * @param entries every key in the order of the documentation
 */
public record Configuration(Settings settings, List<Entry> entries) {
    /** Copies the list. */
    public Configuration {
        entries = List.copyOf(entries);
    }

    /**
     * One key.
     *
     * @param key full path
     * @param value as the file would say it
     * @param source {@code default}, {@code file:line}, or the option
     */
    public record Entry(String key, String value, String source) {}
}
