package org.lineside.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lineside.calls.Call;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.store.codec.TraceCodec;

/** What each call measured, and what the stages keep of it between runs. */
public final class TraceTable {
    /** Traces whose bytes are held at one time. */
    private static final int ENCODED_AT_ONCE = 256;

    private final Sql sql;

    TraceTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * What attribution remembers of a call; the bytes are its own.
     *
     * @param callId the call
     * @param endMs its end, epoch milliseconds
     * @param content opaque here
     */
    public record Evidence(String callId, long endMs, byte[] content) {}

    /** Keeps what calls measured; what was kept of the same calls is replaced. */
    public void save(List<? extends Call> calls) {
        save(calls, "");
    }

    /** Keeps what calls measured; of the same call, what says more stays. */
    public void saveUnlessLonger(List<? extends Call> calls) {
        save(calls, " WHERE length(excluded.content) > length(call_trace.content)");
    }

    private void save(List<? extends Call> calls, String condition) {
        List<? extends Call> sorted = calls.stream()
                .sorted(Comparator.comparing(c -> c.info().callId()))
                .toList();
        sql.atomically(() -> {
            for (int from = 0; from < sorted.size(); from += ENCODED_AT_ONCE) {
                save(condition, sorted.subList(from, Math.min(sorted.size(), from + ENCODED_AT_ONCE)));
            }
        });
    }

    private void save(String condition, List<? extends Call> calls) {
        List<Encoded> encoded = calls.parallelStream()
                .map(Call::trace)
                .map(t -> new Encoded(t.info(), t.profile(), TraceCodec.encode(t)))
                .toList();
        sql.batch(
                "INSERT INTO call_trace (call_id, start_time, end_time, profile, content) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (call_id) DO UPDATE SET start_time = excluded.start_time,"
                        + " end_time = excluded.end_time, profile = excluded.profile, content = excluded.content"
                        + condition,
                encoded,
                e -> Sql.row(
                        e.info.callId(),
                        IsoTime.format(e.info.startMs()),
                        IsoTime.format(e.info.endMs()),
                        e.profile,
                        e.content));
    }

    private record Encoded(CallInfo info, String profile, byte[] content) {}

    /**
     * A call whose trace is kept.
     *
     * @param callId the call
     * @param endMs its end, epoch milliseconds
     * @param profile name of the profile it was read with
     */
    public record Kept(String callId, long endMs, String profile) {}

    /** The calls that ended in the window, by end, start and identifier. */
    public List<Kept> kept(long fromMs, long toMs) {
        return sql.query(
                "SELECT call_id, end_time, profile FROM call_trace WHERE end_time >= ? AND end_time < ?"
                        + " ORDER BY end_time, start_time, call_id",
                row -> new Kept(row.text(1), row.time(2), row.text(3)),
                IsoTime.format(fromMs),
                IsoTime.format(toMs));
    }

    /** Gives each call that ended in the window to the consumer, by end and identifier, one at a time. */
    public void each(long fromMs, long toMs, Consumer<CallTrace> consumer) {
        each(fromMs, toMs, id -> true, consumer);
    }

    private void each(long fromMs, long toMs, Predicate<String> wanted, Consumer<CallTrace> consumer) {
        sql.each(
                "SELECT call_id, content FROM call_trace WHERE end_time >= ? AND end_time < ?"
                        + " ORDER BY end_time, call_id",
                row -> {
                    if (wanted.test(row.text(1))) {
                        consumer.accept(TraceCodec.decode(row.blob(2)));
                    }
                },
                IsoTime.format(fromMs),
                IsoTime.format(toMs));
    }

    /**
     * Calls that ended in the window, sorted by end, start, identifier, all indexing one sorted list of cells.
     *
     * @param wanted tells by identifier which of them
     */
    public List<CallTrace> load(long fromMs, long toMs, Predicate<String> wanted) {
        List<CallTrace> traces = new ArrayList<>();
        each(fromMs, toMs, wanted, traces::add);
        traces.sort(Comparator.comparingLong((CallTrace t) -> t.info().endMs())
                .thenComparingLong(t -> t.info().startMs())
                .thenComparing(t -> t.info().callId()));
        TraceCodec.shareCells(traces);
        return traces;
    }

    /** One call's trace, if it is still kept. */
    public Optional<CallTrace> find(String callId) {
        return sql.first(
                "SELECT content FROM call_trace WHERE call_id = ?", row -> TraceCodec.decode(row.blob(1)), callId);
    }

    /** Keeps attribution's evidence. */
    public void saveEvidence(List<Evidence> evidence) {
        List<Evidence> sorted =
                evidence.stream().sorted(Comparator.comparing(Evidence::callId)).toList();
        sql.atomically(() -> sql.batch(
                "INSERT OR REPLACE INTO call_evidence (call_id, end_time, content) VALUES (?, ?, ?)",
                sorted,
                e -> Sql.row(e.callId(), IsoTime.format(e.endMs()), e.content())));
    }

    /** The evidence of calls that ended in the window, by end and identifier. */
    public List<Evidence> evidence(long fromMs, long toMs) {
        return sql.query(
                "SELECT call_id, end_time, content FROM call_evidence WHERE end_time >= ? AND end_time < ?"
                        + " ORDER BY end_time, call_id",
                row -> new Evidence(row.text(1), row.time(2), row.blob(3)),
                IsoTime.format(fromMs),
                IsoTime.format(toMs));
    }

    /** The end of the newest call whose evidence is kept and that ends by the horizon, epoch milliseconds. */
    public OptionalLong newestEvidenceMs(long horizonMs) {
        return sql
                .query(
                        "SELECT end_time FROM call_evidence WHERE end_time <= ? ORDER BY end_time DESC LIMIT 1",
                        row -> row.time(1),
                        IsoTime.format(horizonMs))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /**
     * The present of the data: the end of the newest call whose evidence is kept and that the others lead up to without a
     * longer silence, epoch milliseconds.
     *
     * @param silenceMs the longest silence that is believed, in milliseconds
     */
    public OptionalLong presentMs(long silenceMs) {
        return sql
                .query(
                        "SELECT end_time FROM call_evidence c WHERE NOT EXISTS (SELECT 1 FROM call_evidence later"
                                + " WHERE later.end_time > c.end_time AND later.end_time <="
                                + " strftime('%Y-%m-%dT%H:%M:%fZ', c.end_time, ?)) ORDER BY end_time LIMIT 1",
                        row -> row.time(1), "+" + silenceMs / 1000 + " seconds")
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /**
     * Replaces what is kept of calls still open. What was kept before is overwritten, not only forgotten: it alone bears mobiles
     * as the probes name them, and would else be found among the free pages of the file.
     */
    public void savePending(Map<String, byte[]> contentOfCall) {
        sql.execute("PRAGMA secure_delete = ON");
        try {
            sql.atomically(() -> {
                sql.update("DELETE FROM pending_call");
                sql.batch(
                        "INSERT INTO pending_call (call_id, content) VALUES (?, ?)",
                        new TreeMap<>(contentOfCall).entrySet(),
                        e -> Sql.row(e.getKey(), e.getValue()));
            });
        } finally {
            sql.execute("PRAGMA secure_delete = OFF");
        }
    }

    /** What the last run kept of calls still open, by identifier. */
    public Map<String, byte[]> pending() {
        Map<String, byte[]> pending = new TreeMap<>();
        sql.each("SELECT call_id, content FROM pending_call", row -> pending.put(row.text(1), row.blob(2)));
        return pending;
    }

    /** Keeps a stage's small memory (the state of an online error rate, say) under a name. */
    public void remember(String name, byte[] content) {
        sql.update("INSERT OR REPLACE INTO memory (name, content) VALUES (?, ?)", name, content);
    }

    /** What was kept under the name. */
    public Optional<byte[]> recall(String name) {
        return sql.first("SELECT content FROM memory WHERE name = ?", row -> row.blob(1), name);
    }
}
