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
import org.lineside.calls.Call;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;

/** Calls that wait to be judged. They are let go as they are taken: all of them together are most of what a run holds. */
final class Waiting {
    /** Samples in the air at one time: what is made of a sample is several times as large as the sample. */
    private static final long CHUNK_SAMPLES = 400_000;

    private static final int UNPACKED_AT_ONCE = 64;

    private final CallSet frame;
    private final Deque<Call> calls;
    private final long chunkSamples;
    private final Map<String, List<RadioEvent>> events;

    /** All calls of a set, which the caller lets go. */
    Waiting(CallSet all) {
        this(all, all.calls());
    }

    /**
     * Some calls of a set.
     *
     * @param all the set; its events are looked at, not its calls
     */
    Waiting(CallSet all, List<? extends Call> some) {
        this(all, some, CHUNK_SAMPLES);
    }

    /** The same with another number of samples that are enough at one time. */
    Waiting(CallSet all, List<? extends Call> some, long chunkSamples) {
        this.frame = with(all, List.of(), List.of());
        this.calls = new ArrayDeque<>(some);
        this.chunkSamples = chunkSamples;
        this.events = all.events().stream()
                .filter(e -> e.callId() != null)
                .collect(Collectors.groupingBy(e -> Objects.requireNonNull(e.callId())));
    }

    private static CallSet with(CallSet calls, List<CallTrace> traces, List<RadioEvent> events) {
        return new CallSet(calls.profile(), calls.cellNames(), traces, calls.cells(), calls.works(), events);
    }

    /** Those that still wait, in their order. */
    Collection<Call> calls() {
        return Collections.unmodifiableCollection(calls);
    }

    /** Takes the next few, at least one; none when none waits. Unpacks them side by side. */
    CallSet take() {
        List<CallTrace> taken = next(chunkSamples);
        List<RadioEvent> own = new ArrayList<>();
        taken.forEach(t -> own.addAll(events.getOrDefault(t.info().callId(), List.of())));
        return with(frame, List.copyOf(taken), List.copyOf(own));
    }

    /** Takes all that wait. */
    List<CallTrace> takeAll() {
        return next(Long.MAX_VALUE);
    }

    private List<CallTrace> next(long enoughSamples) {
        List<CallTrace> taken = new ArrayList<>();
        long samples = 0;
        while (!calls.isEmpty() && samples < enoughSamples) {
            List<Call> packed = new ArrayList<>();
            while (!calls.isEmpty() && packed.size() < UNPACKED_AT_ONCE) {
                packed.add(calls.removeFirst());
            }
            List<CallTrace> traces = packed.parallelStream().map(Call::trace).toList();
            int some = 0;
            while (some < traces.size() && samples < enoughSamples) {
                samples += traces.get(some++).size();
            }
            taken.addAll(traces.subList(0, some));
            // What was unpacked in vain waits unpacked: it is next.
            traces.subList(some, traces.size()).reversed().forEach(calls::addFirst);
        }
        return taken;
    }
}
