package org.lineside.calls.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Blanks;
import org.lineside.calls.Call;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.Traces;

/**
 * Puts the lines of each call together and makes traces of them. The result depends on what the lines say and on the
 * order of the sources, never on the number of threads nor on how the input was cut.
 */
public final class CallAssembler {
    private static final long MS_PER_MINUTE = 60_000;

    private CallAssembler() {}

    /**
     * Assembles. The rows of the sources are let go as their traces are made: the sources are empty afterwards.
     *
     * @throws IllegalArgumentException when a call kept back was read with another profile
     */
    public static AssemblyResult assemble(AssemblyInput input) {
        Map<String, OpenCall> open = collect(input);
        List<RadioEvent> events = attachEvents(input, open);
        long watermark = watermark(input, open.values(), events);
        long deadline = deadline(input.policy(), watermark);
        List<OpenCall> judged = new ArrayList<>();
        List<OpenCall> kept = new ArrayList<>();
        int without = 0;
        for (OpenCall call : open.values()) {
            if (call.isKeptBack(deadline, watermark)) {
                kept.add(call);
                continue;
            }
            events.addAll(call.events);
            if (call.rows() > 0) {
                judged.add(call);
            } else {
                without++;
            }
        }
        open.clear();
        Builder builder = new Builder(input);
        List<PendingCall> pending = kept.stream().map(builder::keep).toList();
        List<TraceDraft> drafts = builder.build(judged);
        events.sort(EVENT_ORDER);
        Finished finished = finish(input, drafts, builder.usedCells);
        return new AssemblyResult(
                finished.cellNames, finished.traces, events, pending, builder.duplicates, without, watermark);
    }

    private static final Comparator<RadioEvent> EVENT_ORDER = Comparator.comparingLong(RadioEvent::timeMs)
            .thenComparing(RadioEvent::event)
            .thenComparing(e -> orEmpty(e.callId()))
            .thenComparing(e -> orEmpty(e.cellId()))
            .thenComparing(e -> orEmpty(e.targetCell()))
            .thenComparing(e -> orEmpty(e.cause()));

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, OpenCall> collect(AssemblyInput input) {
        Map<String, OpenCall> open = new TreeMap<>();
        for (PendingCall p : input.pending()) {
            if (!p.profile().equals(input.profile().name())) {
                throw new IllegalArgumentException("call " + p.callId() + " was kept back with profile " + p.profile()
                        + ", but this batch is read with " + input.profile().name());
            }
            call(open, p.callId()).takePending(p, input);
        }
        for (int s = 0; s < input.sources().size(); s++) {
            SourceRows source = input.sources().get(s);
            for (Map.Entry<Integer, PackedRows> e : source.byCall().entrySet()) {
                OpenCall call = call(open, input.calls().name(e.getKey()));
                call.add(s, source.columns(), e.getValue());
            }
            source.byCall().clear();
        }
        for (CallRow row : input.callRows()) {
            OpenCall call = call(open, row.callId());
            call.row = call.row.filledFrom(row);
        }
        return open;
    }

    private static OpenCall call(Map<String, OpenCall> open, String id) {
        return open.computeIfAbsent(id, OpenCall::new);
    }

    /** Gives events to their calls, and returns those of no call. */
    private static List<RadioEvent> attachEvents(AssemblyInput input, Map<String, OpenCall> open) {
        List<RadioEvent> free = new ArrayList<>();
        for (RadioEvent e : input.events()) {
            if (e.callId() == null) {
                free.add(e);
            } else {
                call(open, e.callId()).events.add(e);
            }
        }
        return free;
    }

    /**
     * How far the data have come. It goes up through the times of the calls, never over a silence nobody believes: so a
     * clock that runs years ahead ends no call of the others, however the input is cut. It begins where the last batch
     * ended, or else at the median, since some clocks stand decades back.
     */
    private static long watermark(AssemblyInput input, Collection<OpenCall> open, List<RadioEvent> free) {
        long known = input.policy() instanceof AssemblyPolicy.UntilReleased u ? u.watermarkMs() : Long.MIN_VALUE;
        long[] times = LongStream.concat(
                        open.stream().mapToLong(OpenCall::measureLastMs),
                        free.stream().mapToLong(RadioEvent::timeMs))
                .filter(t -> t != Long.MIN_VALUE)
                .sorted()
                .toArray();
        long reached = known == Long.MIN_VALUE && times.length > 0 ? times[times.length / 2] : known;
        for (long t : times) {
            if (t > reached && t - reached <= AssemblyPolicy.LONGEST_SILENCE_MS) {
                reached = t;
            }
        }
        return reached;
    }

    /** Calls whose last line is younger than this are kept back, unless released. */
    private static long deadline(AssemblyPolicy policy, long watermark) {
        return switch (policy) {
            case AssemblyPolicy.Complete c -> Long.MAX_VALUE;
            case AssemblyPolicy.UntilReleased u ->
                watermark == Long.MIN_VALUE
                        ? Long.MIN_VALUE
                        : watermark - Math.round(u.callTimeoutMinutes() * MS_PER_MINUTE);
        };
    }

    private record Finished(List<String> cellNames, List<CallTrace> traces) {}

    private static Finished finish(AssemblyInput input, List<TraceDraft> drafts, BitSet used) {
        List<String> names = input.cells().names();
        int[] sorted = used.stream()
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] newNumber = new int[names.size()];
        Arrays.fill(newNumber, -1);
        List<String> cellNames = new ArrayList<>(sorted.length);
        for (int i = 0; i < sorted.length; i++) {
            newNumber[sorted[i]] = i;
            cellNames.add(names.get(sorted[i]));
        }
        List<String> shared = List.copyOf(cellNames);
        TraceDraft.Frame frame = new TraceDraft.Frame(input.profile().name(), shared, newNumber, new Blanks());
        List<Call> calls = new ArrayList<>(drafts.stream().map(d -> d.in(frame)).toList());
        calls.sort(Comparator.comparingLong((Call c) -> c.info().endMs())
                .thenComparingLong(c -> c.info().startMs())
                .thenComparing(c -> c.info().callId()));
        return new Finished(shared, new Traces(calls));
    }
}
