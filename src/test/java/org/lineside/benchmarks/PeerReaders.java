package org.lineside.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Other ways to read files of measurements: {@code duckdb|commons-csv THREADS FILE...}. Prints rows, the sum of two columns or
 * of the lengths of all fields, and the seconds of the reading alone: neither Java's start is in them nor that of DuckDB.
 */
public final class PeerReaders {
    private PeerReaders() {}

    /** What was read: something of every field that was asked for, so that none is skipped. */
    private record Read(long rows, long sum, double seconds) {}

    /** Reads, and prints one line. */
    public static void main(String[] arguments) throws IOException, SQLException {
        int threads = Integer.parseInt(arguments[1]);
        List<Path> files =
                Arrays.stream(arguments).skip(2).map(Path::of).sorted().toList();
        Read read = arguments[0].equals("duckdb") ? duckDb(threads, files) : commonsCsv(files);
        System.out.printf(Locale.ROOT, "%d\t%d\t%.6f%n", read.rows(), read.sum(), read.seconds());
    }

    /** Two columns of all, types told by itself. */
    private static Read duckDb(int threads, List<Path> files) throws SQLException {
        String names = files.stream()
                .map(f -> "'" + f.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + threads);
            long start = System.nanoTime();
            try (ResultSet result = statement.executeQuery(
                    "SELECT count(*), CAST(sum(rxlev_dl) + sum(rxlev_ul) AS BIGINT) FROM read_csv([" + names
                            + "], delim = '\t', header = true)")) {
                result.next();
                return new Read(result.getLong(1), result.getLong(2), since(start));
            }
        }
    }

    /** All columns, one file after the other. */
    private static Read commonsCsv(List<Path> files) throws IOException {
        CSVFormat format = CSVFormat.TDF
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreSurroundingSpaces(false)
                .get();
        long start = System.nanoTime();
        long rows = 0;
        long sum = 0;
        for (Path file : files) {
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                    CSVParser parser = format.parse(in)) {
                for (CSVRecord row : parser) {
                    rows++;
                    for (String field : row) {
                        sum += field.length();
                    }
                }
            }
        }
        return new Read(rows, sum, since(start));
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
