package org.lineside.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

/** Reads the folder {@code truth/} that the simulation writes. */
public final class TruthReader {
    private TruthReader() {}

    /**
     * Reads {@code faults.tsv}, {@code calls.tsv} (only calls of the new days) and {@code segments.tsv}.
     *
     * @throws IOException if a file is missing or a line is not what it should be
     */
    public static Truth read(Path folder) throws IOException {
        List<Truth.Fault> faults = new ArrayList<>();
        for (Row r : rows(folder.resolve("faults.tsv"))) {
            faults.add(fault(r));
        }
        List<Truth.Call> calls = new ArrayList<>();
        for (Row r : rows(folder.resolve("calls.tsv"))) {
            if ("1".equals(r.text("new"))) {
                calls.add(call(r));
            }
        }
        List<Truth.Segment> segments = new ArrayList<>();
        for (Row r : rows(folder.resolve("segments.tsv"))) {
            segments.add(new Truth.Segment(r.text("call_id"), r.time("start"), r.time("end"), r.text("fault_id")));
        }
        return new Truth(faults, calls, segments);
    }

    private static Truth.Fault fault(Row r) throws IOException {
        return new Truth.Fault(
                r.text("fault_id"),
                r.text("kind"),
                r.word(Cause.class, "cause"),
                r.word(Scope.class, "scope"),
                r.text("entity"),
                r.number("severity"),
                r.text("unit"),
                r.time("start"),
                r.time("end"),
                r.text("line"),
                r.number("km_from"),
                r.number("km_to"),
                r.list("cells"),
                r.list("mobiles"),
                "1".equals(r.text("hard_negative")));
    }

    private static Truth.Call call(Row r) throws IOException {
        return new Truth.Call(
                r.text("call_id"),
                r.text("train_number") + "/" + r.text("day"),
                "1".equals(r.text("anomalous")),
                r.list("fault_ids"),
                r.number("affected_seconds"),
                r.number("mean_effect"),
                r.text("unit"),
                r.list("hard_negatives"));
    }

    /** A line by the names of its columns. */
    private record Row(Path file, int line, Map<String, Integer> columns, List<String> fields) {
        String text(String column) throws IOException {
            Integer at = columns.get(column);
            if (at == null || at >= fields.size()) {
                throw new IOException("%s:%d: no field %s".formatted(file, line, column));
            }
            return fields.get(at);
        }

        List<String> list(String column) throws IOException {
            String text = text(column);
            return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
        }

        double number(String column) throws IOException {
            String text = text(column);
            try {
                return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw wrong(column, text, "a number", e);
            }
        }

        long time(String column) throws IOException {
            String text = text(column);
            try {
                return Instant.parse(text).toEpochMilli();
            } catch (DateTimeException e) {
                throw wrong(column, text, "a time like 2026-03-01T04:34:29.480Z", e);
            }
        }

        <E extends Enum<E>> E word(Class<E> type, String column) throws IOException {
            String text = text(column);
            try {
                return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw wrong(column, text, "one of the contract's words", e);
            }
        }

        private IOException wrong(String column, String text, String expected, Exception cause) {
            return new IOException(
                    "%s:%d: %s is '%s', expected %s".formatted(file, line, column, text, expected), cause);
        }
    }

    private static List<Row> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            throw new IOException(file + ": empty, expected a header line");
        }
        Map<String, Integer> columns = new HashMap<>();
        List<String> header = List.of(lines.getFirst().split("\t", -1));
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), i);
        }
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(new Row(file, i + 1, columns, List.of(lines.get(i).split("\t", -1))));
        }
        return rows;
    }
}
