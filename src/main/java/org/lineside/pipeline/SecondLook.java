package org.lineside.pipeline;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Attribution.Shown;
import org.lineside.attribution.CallEvidence;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.store.Store;

/**
 * Looks again at calls that show what an incident is made of. What comes of it must not depend on how the input was cut into
 * runs: the calls of each week of data time are settled when the week is over, by the evidence of the two weeks up to its end
 * and the references in force then; those of the week that runs, anew with each run, by the evidence of the last two weeks.
 */
final class SecondLook {
    private static final long PERIOD_MS = TimeUnit.DAYS.toMillis(7);
    private static final long WINDOW_MS = TimeUnit.DAYS.toMillis(Incidents.WINDOW_DAYS);
    private static final double MS_PER_MINUTE = 60_000;
    /** Periods settled before that calls which come late open again. */
    private static final int REOPENED = 2;

    private static final String NEXT = "second.look";

    private final Setup setup;
    private final Store store;
    private final long timeoutMs;
    /** The first period not settled when this run began, and now; null before the first run. */
    private final @Nullable Long nextAtFirst;

    private @Nullable Long next;

    SecondLook(Setup setup, Store store) {
        this.setup = setup;
        this.store = store;
        this.timeoutMs = Math.round(setup.settings().intake().callTimeout() * MS_PER_MINUTE);
        this.nextAtFirst = store.traces()
                .recall(NEXT)
                .map(b -> ByteBuffer.wrap(b).getLong())
                .orElse(null);
        this.next = nextAtFirst;
    }

    /** The period a call belongs to that ended then; shifted as {@link Epochs} are, so that all calls of a period were judged before. */
    private long period(long endMs) {
        return Math.floorDiv(endMs - timeoutMs, PERIOD_MS);
    }

    private long startMs(long period) {
        return period * PERIOD_MS + timeoutMs;
    }

    /**
     * Settles the periods that are over.
     *
     * @param inForce tells the references in force, null without any
     * @param oldestMs end of the oldest call judged in this run: where the first run begins, epoch milliseconds
     * @param nowMs how far the calls judged have come, epoch milliseconds
     */
    void advance(Supplier<@Nullable Champion> inForce, long oldestMs, long nowMs) {
        long now = period(nowMs);
        Long unsettled = next;
        for (long period = unsettled == null ? period(oldestMs) : unsettled; period < now; period++) {
            settle(inForce, period);
        }
        if (unsettled == null || unsettled < now) {
            next = now;
            store.traces()
                    .remember(NEXT, ByteBuffer.allocate(Long.BYTES).putLong(now).array());
        }
    }

    /**
     * Settles once more what was settled in earlier runs and has new calls now.
     *
     * @param oldestMs end of the oldest call judged in this run, epoch milliseconds
     */
    void reopen(Supplier<@Nullable Champion> inForce, long oldestMs) {
        Long settled = nextAtFirst;
        if (settled != null) {
            for (long period = Math.max(period(oldestMs), settled - REOPENED); period < settled; period++) {
                settle(inForce, period);
            }
        }
    }

    private void settle(Supplier<@Nullable Champion> inForce, long period) {
        long end = startMs(period + 1);
        OptionalLong newest = store.traces().newestEvidenceMs(end - 1);
        if (newest.isPresent() && newest.getAsLong() >= startMs(period)) {
            Champion champion = inForce.get();
            if (champion != null) {
                look(champion.trained(), startMs(period), end);
            }
        }
    }

    /**
     * Looks at the calls of the period that runs.
     *
     * @param newestMs end of the newest call, epoch milliseconds
     * @param weighed what incidents were just weighed by, from {@code fromMs} on
     * @param result what came of it
     */
    void latest(TrainedModel model, long newestMs, long fromMs, Attribution.Input weighed, Attribution result) {
        long start = startMs(period(newestMs));
        if (fromMs < newestMs - WINDOW_MS) {
            look(model, start, newestMs + 1); // a backlog: what lies further back would say more than it does otherwise
        } else {
            show(weighed, result, start);
        }
    }

    private void look(TrainedModel model, long start, long end) {
        Attribution.Input input = Incidents.input(setup, store, model, end - WINDOW_MS, end, List.of());
        show(input, setup.parallel(() -> Attribution.of(input)), start);
    }

    private void show(Attribution.Input input, Attribution result, long start) {
        List<String> calls = input.evidence().stream()
                .filter(c -> c.endMs() >= start)
                .map(CallEvidence::callId)
                .toList();
        Map<String, Shown> shown = new TreeMap<>(result.shown());
        shown.keySet().retainAll(calls);
        store.calls().show(shown, calls);
        new ShownCalls(setup, store, input).keep(shown);
    }
}
