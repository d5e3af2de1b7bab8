package org.lineside.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;

/** Calls that wait to be judged. They are let go as they are taken: all of them together are most of what a run holds. */
final class Waiting {
    /** Samples in the air at one time: what is made of a sample is several times as large as the sample. */
    private static final long CHUNK_SAMPLES = 400_000;

    private final CallSet frame;
    private final Deque<CallTrace> traces;
    private final Map<String, List<RadioEvent>> events;

    /** All calls of a set, which the caller lets go. */
    Waiting(CallSet calls) {
        this.frame = with(calls, List.of(), List.of());
        this.traces = new ArrayDeque<>(calls.traces());
        this.events = calls.events().stream()
                .filter(e -> e.callId() != null)
                .collect(Collectors.groupingBy(e -> Objects.requireNonNull(e.callId())));
    }

    private static CallSet with(CallSet calls, List<CallTrace> traces, List<RadioEvent> events) {
        return new CallSet(calls.profile(), calls.cellNames(), traces, calls.cells(), calls.works(), events);
    }

    /** Those that still wait, in their order. */
    Collection<CallTrace> traces() {
        return Collections.unmodifiableCollection(traces);
    }

    /** Takes the next few, at least one; none when none waits. */
    CallSet take() {
        List<CallTrace> taken = new ArrayList<>();
        List<RadioEvent> own = new ArrayList<>();
        long samples = 0;
        while (!traces.isEmpty() && samples < CHUNK_SAMPLES) {
            CallTrace trace = traces.removeFirst();
            samples += trace.size();
            taken.add(trace);
            own.addAll(events.getOrDefault(trace.info().callId(), List.of()));
        }
        return with(frame, List.copyOf(taken), List.copyOf(own));
    }
}
