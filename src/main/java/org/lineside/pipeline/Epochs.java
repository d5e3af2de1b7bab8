package org.lineside.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.config.Settings;
import org.lineside.logging.Fields;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.store.Filter;
import org.lineside.store.ModelTable;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learning anew in the course of the data. A day of data time begins an epoch; its references, if due, are learned from
 * the calls that ended before it, and judge the calls that ended in it. An epoch's calls are those that ended at least
 * the call timeout after its midnight: by then no call that ended before midnight can still be kept back. So who judges
 * a call, and what that was learned from, does not depend on how the input was cut into runs.
 */
final class Epochs {
    private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);
    private static final long MS_PER_MINUTE = TimeUnit.MINUTES.toMillis(1);
    private static final String LAST = "run.epoch";

    /** Kept calls per pass of a full reference below which a first model is not even tried. */
    private static final int LEAST_CALLS_PER_PASS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    private final Setup setup;
    private final Store store;
    private final Batch batch;
    private final ModelKeeper keeper;
    private final List<String> learned = new ArrayList<>();
    private @Nullable Champion champion;
    private boolean unreadable;
    private long last;

    Epochs(Setup setup, Store store, Batch batch) {
        this.setup = setup;
        this.store = store;
        this.batch = batch;
        this.keeper = new ModelKeeper(setup, store);
        this.last = store.traces()
                .recall(LAST)
                .map(b -> ByteBuffer.wrap(b).getLong())
                .orElse(Long.MIN_VALUE);
        try {
            champion = keeper.champion().orElse(null);
        } catch (PipelineException e) {
            LOG.warn("{} They are learned anew from what the database keeps.", e.getMessage());
            unreadable = true;
        }
    }

    /** The references in force at the end, null without any. */
    @Nullable
    Champion champion() {
        return champion;
    }

    /** What was learned on the way, one sentence each. */
    List<String> learned() {
        return List.copyOf(learned);
    }

    /**
     * Judges the calls, which are sorted by end, epoch by epoch. A call that ends after the horizon begins none: its
     * clock is wrong.
     */
    void judge(CallSet calls, long horizonMs) {
        List<CallTrace> traces = calls.traces();
        int from = 0;
        while (from < traces.size()) {
            long epoch = epoch(traces.get(from));
            int to = from;
            while (to < traces.size() && epoch(traces.get(to)) == epoch) {
                to++;
            }
            if (epoch * DAY_MS <= horizonMs) {
                begin(epoch, calls);
            } else {
                LOG.warn(
                        "{} calls end more than a year after everything else, as by a clock that is wrong: nothing is"
                                + " learned from them",
                        Fields.field("calls", to - from));
            }
            batch.judge(part(calls, traces.subList(from, to)), champion);
            from = to;
        }
    }

    private long epoch(CallTrace trace) {
        double timeout = setup.settings().intake().callTimeout() * MS_PER_MINUTE;
        return Math.floorDiv(trace.info().endMs() - Math.round(timeout), DAY_MS);
    }

    private static CallSet part(CallSet calls, List<CallTrace> traces) {
        return new CallSet(calls.profile(), calls.cellNames(), traces, calls.cells(), calls.works(), calls.events());
    }

    private void begin(long epoch, CallSet calls) {
        if (epoch > last || unreadable) {
            last = Math.max(epoch, last);
            store.traces()
                    .remember(
                            LAST, ByteBuffer.allocate(Long.BYTES).putLong(last).array());
            if (due(last * DAY_MS)) {
                learn(last * DAY_MS, calls);
            }
            unreadable = false;
        }
    }

    private boolean due(long midnightMs) {
        if (champion == null) {
            return true;
        }
        Long dataTo = champion.row().dataToMs();
        return dataTo == null
                || midnightMs - dataTo >= setup.settings().references().learnEveryDays() * DAY_MS;
    }

    private void learn(long midnightMs, CallSet calls) {
        Settings.References settings = setup.settings().references();
        long from = midnightMs - settings.windowDays() * DAY_MS;
        Set<String> anomalous = store.calls().list(new Filter(from, null, null, null, false)).stream()
                .map(v -> v.info().callId())
                .collect(Collectors.toSet());
        List<CallTrace> history = store.traces().load(from, midnightMs).stream()
                .filter(t -> t.profile().equals(calls.profile().name()))
                .filter(t -> !anomalous.contains(t.info().callId()))
                .toList();
        if (history.size() < LEAST_CALLS_PER_PASS * settings.minCalls()) {
            return;
        }
        CallSet set = new CallSet(
                calls.profile(),
                history.getFirst().cells(),
                history,
                store.network().cells(),
                store.network().works(),
                List.of());
        List<String> sources = history.stream()
                .map(t -> t.info().callId() + "/" + t.info().endMs())
                .toList();
        ModelKeeper.Outcome outcome = keeper.learn(set, keeper.fingerprint(sources), List.of());
        boolean inForce = outcome.state() == ModelTable.State.CHAMPION;
        if (inForce) {
            champion = keeper.champion().orElseThrow();
        }
        learned.add("Model " + outcome.modelId() + (inForce ? " is in force: " : " was rejected: ")
                + outcome.validation() + ".");
    }
}
