package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All rows of a database as text, without what may differ between equal runs: times of work, numbers of runs. */
final class Dump {
    private static final Set<String> RUNS = Set.of("run", "run_gauge");
    private static final Set<String> FILES = Set.of("input_file", "model_file", "memory");
    private static final Set<String> COLUMNS = Set.of("run_id", "file_id", "created_at", "path");

    private Dump() {}

    /** Every table but those of runs. */
    static Map<String, List<String>> all(Path db) {
        return tables(db, RUNS);
    }

    /** Every table but those that speak of files. */
    static Map<String, List<String>> withoutFiles(Path db) {
        Set<String> without = new TreeSet<>(RUNS);
        without.addAll(FILES);
        return tables(db, without);
    }

    /** Asserts that two databases hold the same rows; shows the first that differ. */
    static void assertSame(Map<String, List<String>> actual, Map<String, List<String>> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        actual.forEach((table, rows) -> {
            Set<String> more = new TreeSet<>(rows);
            Set<String> less = new TreeSet<>(expected.getOrDefault(table, List.of()));
            more.removeAll(expected.getOrDefault(table, List.of()));
            less.removeAll(rows);
            String first = first(more) + "\n" + first(less);
            assertThat(more.size() + less.size())
                    .as("rows of %s that differ:%n%s", table, first)
                    .isZero();
        });
    }

    private static String first(Set<String> rows) {
        return rows.stream()
                .findFirst()
                .map(r -> r.substring(0, Math.min(700, r.length())))
                .orElse("none");
    }

    private static Map<String, List<String>> tables(Path db, Set<String> without) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + db);
                Statement statement = connection.createStatement()) {
            Map<String, List<String>> tables = new TreeMap<>();
            try (ResultSet names = statement.executeQuery(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
                while (names.next()) {
                    tables.put(names.getString(1), new ArrayList<>());
                }
            }
            tables.keySet().removeAll(without);
            for (Map.Entry<String, List<String>> table : tables.entrySet()) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table.getKey())) {
                    while (rows.next()) {
                        table.getValue().add(row(rows));
                    }
                }
                table.getValue().sort(null);
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String row(ResultSet rows) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
            String column = rows.getMetaData().getColumnName(c);
            if (!COLUMNS.contains(column)) {
                Object value = rows.getObject(c);
                text.append(column)
                        .append('=')
                        .append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value)
                        .append(' ');
            }
        }
        return text.toString();
    }
}
