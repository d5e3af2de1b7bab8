package org.lineside.config;

/**
 * One thing wrong with the configuration.
 *
 * @param where {@code file:line}, {@code file}, or the {@code --set} option that says it
 * @param key the key's full path, empty when the file can't be read that far
 * @param text what was found, what was expected, and what to do
 */
public record Problem(String where, String key, String text) {
    /** {@code where: key: text}. */
    @Override
    public String toString() {
        return key.isEmpty() ? where + ": " + text : where + ": " + key + ": " + text;
    }
}
