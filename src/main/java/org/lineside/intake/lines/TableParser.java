package org.lineside.intake.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.assembly.CallRow;

/** Reads lines of calls and events files, which can be large: one object a line. */
final class TableParser implements LineParser {
    private static final Set<String> SERVICES = Set.of("etcs", "voice", "group", "data", "other");

    private final Header header;
    private final TableLine line;
    private final FieldSplitter splitter;
    private final Map<String, String> names = new HashMap<>();
    private List<CallRow> calls = List.of();
    private List<RadioEvent> events = List.of();
    private long firstMs;
    private long lastMs;

    TableParser(Header header) {
        this.header = header;
        this.splitter = new FieldSplitter(header.columns().size());
        this.line = new TableLine(header.columns(), Timestamps.LATEST_MEASURED);
    }

    @Override
    public ParsedChunk parse(byte[] b, int from, int to) {
        calls = new ArrayList<>();
        events = new ArrayList<>();
        firstMs = Long.MAX_VALUE;
        lastMs = Long.MIN_VALUE;
        List<Reject> rejects = new ArrayList<>();
        int lines = 0;
        for (int at = from; at < to; ) {
            int start = at;
            at = splitter.split(b, start);
            lines++;
            if (splitter.fields != header.columns().size()) {
                rejects.add(splitter.wrongCount(header.columns(), b, lines));
                continue;
            }
            line.begin(f -> splitter.field(b, start, f));
            if (header.kind() == FileKind.CALLS) {
                readCall();
            } else {
                readEvent();
            }
            Reject problem = line.problem(lines);
            if (problem != null) {
                rejects.add(problem);
            }
        }
        return new ParsedChunk.Table(lines, rejects, firstMs, lastMs, calls, events, List.of(), List.of(), List.of());
    }

    private void readCall() {
        CallRow row = new CallRow(
                line.requiredId("call_id"),
                line.requiredId("mobile_id"),
                service(line.requiredText("service")),
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
        String event = shared(line.requiredText("event"));
        String call = sharedOrNull(line.id("call_id"));
        String cell = sharedOrNull(line.id("cell_id"));
        String target = sharedOrNull(line.id("target_cell"));
        String cause = sharedOrNull(line.text("cause"));
        if (line.isGood()) {
            seen(time);
            events.add(new RadioEvent(time, event, call, cell, target, cause));
        }
    }

    /** One string for all events that say the same: there are many events, and few cells. */
    private String shared(String text) {
        return names.computeIfAbsent(text, name -> name);
    }

    private @Nullable String sharedOrNull(@Nullable String text) {
        return text == null ? null : shared(text);
    }

    private void seen(@Nullable Long timeMs) {
        if (timeMs != null) {
            firstMs = Math.min(firstMs, timeMs);
            lastMs = Math.max(lastMs, timeMs);
        }
    }
}
