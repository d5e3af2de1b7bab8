package org.lineside.intake.lines;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.PlannedWork;

/** Reads lines of cells, works and labels files, which are small, by Commons CSV. */
final class ReferenceParser implements LineParser {
    /** Plain: no quotes, escapes or comments, so that a {@code "} in a text is a character as any other. */
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setDelimiter('\t')
            .setQuote(null)
            .setIgnoreEmptyLines(false)
            .get();

    /** Stands for a carriage return within a line, where Commons CSV would end the line; no byte reads as this. */
    private static final char RETURN_WITHIN = '\uE00D';

    private static final double MAX_KM = 100_000;

    private final Header header;
    private final TableLine line;
    private final List<CellInfo> cells = new ArrayList<>();
    private final List<PlannedWork> works = new ArrayList<>();
    private final List<OperatorLabel> labels = new ArrayList<>();
    private long firstMs;
    private long lastMs;

    ReferenceParser(Header header) {
        this.header = header;
        this.line = new TableLine(header.columns(), Timestamps.LATEST_PLANNED);
    }

    @Override
    public ParsedChunk parse(byte[] b, int from, int to) {
        List.of(cells, works, labels).forEach(List::clear);
        firstMs = Long.MAX_VALUE;
        lastMs = Long.MIN_VALUE;
        List<Reject> rejects = new ArrayList<>();
        int lines = 0;
        // One character a byte: each field goes back to the very bytes of the file, and UTF-8 is judged field by field.
        String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', RETURN_WITHIN);
        try (CSVParser parser = CSVParser.parse(new StringReader(text), FORMAT)) {
            for (CSVRecord csv : parser) {
                Reject problem = read(csv, ++lines);
                if (problem != null) {
                    rejects.add(problem);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot be read", e);
        }
        return new ParsedChunk.Table(
                lines,
                rejects,
                firstMs,
                lastMs,
                List.of(),
                List.of(),
                List.copyOf(cells),
                List.copyOf(works),
                List.copyOf(labels));
    }

    private @Nullable Reject read(CSVRecord csv, int lineNumber) {
        int wanted = header.columns().size();
        if (csv.size() != wanted) {
            byte[] surplus = csv.size() > wanted ? bytes(csv, wanted) : new byte[0];
            return Reject.wrongCount(header.columns(), csv.size(), surplus, lineNumber);
        }
        line.begin(f -> bytes(csv, f));
        switch (header.kind()) {
            case CELLS -> readCell();
            case WORKS -> readWork();
            default -> readLabel();
        }
        return line.problem(lineNumber);
    }

    private static byte[] bytes(CSVRecord csv, int field) {
        return csv.get(field).replace(RETURN_WITHIN, '\r').getBytes(StandardCharsets.ISO_8859_1);
    }

    private void readCell() {
        CellInfo cell = new CellInfo(
                line.requiredId("cell_id"),
                line.text("site"),
                line.text("line"),
                line.number("track_km", -MAX_KM, MAX_KM),
                line.number("latitude", -90, 90),
                line.number("longitude", -180, 180),
                line.number("azimuth", 0, 360),
                line.whole("arfcn", 0, 262_143),
                line.whole("bsic", 0, 63),
                line.number("coverage_class_dbm", -156, -31),
                line.id("replaces"));
        if (line.isGood()) {
            cells.add(cell);
        }
    }

    private void readWork() {
        Long start = line.requiredTime("start");
        Long end = line.requiredTime("end");
        String cell = line.id("cell_id");
        String railway = line.text("line");
        double from = line.number("km_from", -MAX_KM, MAX_KM);
        double to = line.number("km_to", -MAX_KM, MAX_KM);
        String text = line.text("text");
        if (end < start) {
            line.fail("end", "a time that is not before start");
        }
        if (cell == null && (railway == null || Double.isNaN(from) || Double.isNaN(to))) {
            String column = header.columns().contains("cell_id") ? "cell_id" : "line";
            line.fail(column, "a cell_id, or line with km_from and km_to");
        }
        if (line.isGood()) {
            firstMs = Math.min(firstMs, start);
            lastMs = Math.max(lastMs, end);
            works.add(new PlannedWork(
                    start, end, cell, railway, Math.min(from, to), Math.max(from, to), text == null ? "" : text));
        }
    }

    private void readLabel() {
        String incident = line.id("incident_id");
        String call = line.id("call_id");
        String verdict = line.text("verdict");
        String cause = line.text("cause");
        String text = line.text("text");
        if (incident == null && call == null) {
            String column = header.columns().contains("incident_id") ? "incident_id" : "call_id";
            line.fail(column, "an incident_id or a call_id");
        }
        if (verdict != null && !verdict.equals("true") && !verdict.equals("false")) {
            line.fail("verdict", "true or false");
        }
        if (line.isGood()) {
            Boolean isTrue = verdict == null ? null : Boolean.valueOf(verdict);
            labels.add(new OperatorLabel(incident, call, isTrue, cause, text));
        }
    }
}
