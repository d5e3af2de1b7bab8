package org.lineside.intake.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CellInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.assembly.CallRow;

/** Reads lines of calls, events, cells, works and labels files: plain fields, no quoting, one object a line. */
final class TableParser implements LineParser {
    private static final Set<String> SERVICES = Set.of("etcs", "voice", "group", "data", "other");
    private static final double MAX_KM = 100_000;

    private final Header header;
    private final TableLine line;
    private final FieldSplitter splitter;
    private List<CallRow> calls = List.of();
    private List<RadioEvent> events = List.of();
    private List<CellInfo> cells = List.of();
    private List<PlannedWork> works = List.of();
    private List<OperatorLabel> labels = List.of();
    private long firstMs;
    private long lastMs;

    TableParser(Header header) {
        this.header = header;
        this.splitter = new FieldSplitter(header.columns().size());
        this.line = new TableLine(header.columns(), splitter);
    }

    @Override
    public ParsedChunk parse(byte[] b, int from, int to) {
        calls = new ArrayList<>();
        events = new ArrayList<>();
        cells = new ArrayList<>();
        works = new ArrayList<>();
        labels = new ArrayList<>();
        firstMs = Long.MAX_VALUE;
        lastMs = Long.MIN_VALUE;
        List<Reject> rejects = new ArrayList<>();
        int lines = 0;
        for (int at = from; at < to; ) {
            int next = splitter.split(b, at);
            lines++;
            if (splitter.fields != header.columns().size()) {
                rejects.add(MeasurementParser.wrongCount(header.columns(), splitter, b, at, lines));
            } else {
                line.begin(b, at);
                read();
                Reject problem = line.problem(lines);
                if (problem != null) {
                    rejects.add(problem);
                }
            }
            at = next;
        }
        return new ParsedChunk.Table(lines, rejects, firstMs, lastMs, calls, events, cells, works, labels);
    }

    private void read() {
        switch (header.kind()) {
            case CALLS -> readCall();
            case EVENTS -> readEvent();
            case CELLS -> readCell();
            case WORKS -> readWork();
            case LABELS -> readLabel();
            case MEASUREMENTS, UNKNOWN -> throw new IllegalStateException("no table: " + header.kind());
        }
    }

    private void readCall() {
        CallRow row = new CallRow(
                line.requiredId("call_id"),
                line.requiredId("mobile_id"),
                service(line.required("service")),
                line.time("start_time"),
                line.time("end_time"),
                line.text("release_cause"),
                line.text("train_number"),
                line.text("mobile_model"));
        if (row.startMs() != null && row.endMs() != null && row.endMs() < row.startMs()) {
            line.fail("end_time", "a time that is not before start_time");
        }
        if (line.isGood()) {
            seen(row.startMs());
            seen(row.endMs());
            calls.add(row);
        }
    }

    /** The contract's word for a service; what it does not know is {@code other}. */
    private static String service(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return SERVICES.contains(word) ? word : "other";
    }

    private void readEvent() {
        Long time = line.requiredTime("time");
        String event = line.required("event");
        String call = line.id("call_id");
        String cell = line.id("cell_id");
        String target = line.id("target_cell");
        String cause = line.text("cause");
        if (line.isGood()) {
            seen(time);
            events.add(new RadioEvent(time, event, call, cell, target, cause));
        }
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
            seen(start);
            seen(end);
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

    private void seen(@Nullable Long timeMs) {
        if (timeMs != null) {
            firstMs = Math.min(firstMs, timeMs);
            lastMs = Math.max(lastMs, timeMs);
        }
    }
}
