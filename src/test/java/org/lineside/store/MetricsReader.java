package org.lineside.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the published metrics as another user would: without the right to write. */
public final class MetricsReader {
    private MetricsReader() {}

    /** The values as they stood at the newest publication, by {@code key} or {@code key[entity]}. */
    public static Map<String, Double> published(Path file) {
        Map<String, Double> values = new TreeMap<>();
        try (Sql sql = Sql.open(file, Sql.Access.READ_ONLY, 0)) {
            sql.each(
                    "SELECT key || CASE entity WHEN '' THEN '' ELSE '[' || entity || ']' END, value FROM metric"
                            + " WHERE clock = (SELECT max(clock) FROM metric) AND typeof(value) <> 'text'",
                    row -> values.put(row.text(1), row.real(2)));
        }
        return values;
    }
}
