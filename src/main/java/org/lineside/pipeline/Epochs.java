package org.lineside.pipeline;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Call;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.config.Settings;
import org.lineside.logging.Fields;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.references.Route;
import org.lineside.store.Filter;
import org.lineside.store.ModelTable;
import org.lineside.store.Store;
import org.lineside.store.TraceTable;
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
    private static final String TRIED = "run.learned";

    /** Kept calls per pass of a full reference below which a first model is not even tried. */
    private static final int LEAST_CALLS_PER_PASS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    private final Setup setup;
    private final Store store;
    private final Batch batch;
    private final SecondLook secondLook;
    private final ModelKeeper keeper;
    private final List<String> learned = new ArrayList<>();
    private final Deque<Call> waiting = new ArrayDeque<>();
    private @Nullable CallSet frame;
    private @Nullable Champion champion;
    private boolean lookedUp;
    private boolean unreadable;
    private long last;

    Epochs(Setup setup, Store store, Batch batch, SecondLook secondLook) {
        this.setup = setup;
        this.store = store;
        this.batch = batch;
        this.secondLook = secondLook;
        this.keeper = new ModelKeeper(setup, store);
        this.last = store.traces().recall(LAST).map(Epochs::number).orElse(Long.MIN_VALUE);
    }

    /** The references in force now, null without any. They are read when first asked for: most runs have nothing to judge. */
    @Nullable
    Champion champion() {
        if (!lookedUp) {
            lookedUp = true;
            try {
                champion = keeper.champion().orElse(null);
            } catch (PipelineException e) {
                LOG.warn("{} They are learned anew from what the database keeps.", e.getMessage());
                unreadable = true;
            }
        }
        return champion;
    }

    /** What was learned on the way, one sentence each. */
    List<String> learned() {
        return List.copyOf(learned);
    }

    /** Takes calls, sorted by end, to judge; the caller had better not hold on to them, since they are let go one by one. */
    void take(CallSet calls) {
        frame = new CallSet(
                calls.profile(), calls.cellNames(), List.of(), calls.cells(), calls.works(), calls.events());
        waiting.addAll(calls.calls());
    }

    /** Judges the calls taken, epoch by epoch. A call that ends after the horizon begins none: its clock is wrong. */
    void judge(long horizonMs) {
        while (frame != null && !waiting.isEmpty()) {
            long epoch = epoch(waiting.getFirst());
            List<Call> calls = new ArrayList<>();
            while (!waiting.isEmpty() && epoch(waiting.getFirst()) == epoch) {
                calls.add(waiting.removeFirst());
            }
            if (epoch * DAY_MS <= horizonMs) {
                long startMs = epoch * DAY_MS + timeoutMs();
                secondLook.advance(this::champion, startMs, startMs);
                begin(epoch, frame);
            } else {
                LOG.warn(
                        "{} calls end more than a year after everything else, as by a clock that is wrong: nothing is"
                                + " learned from them",
                        Fields.field("calls", calls.size()));
            }
            batch.judge(new Waiting(frame, calls), champion());
        }
    }

    private long epoch(Call call) {
        return Math.floorDiv(call.info().endMs() - timeoutMs(), DAY_MS);
    }

    private long timeoutMs() {
        return Math.round(setup.settings().intake().callTimeout() * MS_PER_MINUTE);
    }

    private void begin(long epoch, CallSet calls) {
        champion(); // tells as well whether it can be read
        if (epoch > last || unreadable) {
            last = Math.max(epoch, last);
            store.traces().remember(LAST, bytes(last));
            if (due(last * DAY_MS)) {
                learn(last * DAY_MS, calls);
            }
            unreadable = false;
        }
    }

    /**
     * Learning costs as much as there is history, and tells the less that is new the more there is: a first model as
     * early as possible, one each day until every time of the day and day of the week was seen, and then now and again.
     */
    private boolean due(long midnightMs) {
        Champion now = champion;
        if (now == null) {
            return true;
        }
        long tried = store.traces().recall(TRIED).map(Epochs::number).orElse(Long.MIN_VALUE);
        Long dataTo = now.row().dataToMs();
        long last = Math.max(tried, dataTo == null ? Long.MIN_VALUE : dataTo);
        long every =
                settling(now, midnightMs) ? 1 : setup.settings().references().learnEveryDays();
        return last == Long.MIN_VALUE || midnightMs - last >= every * DAY_MS;
    }

    private boolean settling(Champion now, long midnightMs) {
        Settings.References settings = setup.settings().references();
        Long dataFrom = now.row().dataFromMs();
        List<Route> routes = now.trained().references().routes();
        long provisional =
                routes.stream().filter(r -> r.provisional(settings.minCalls())).count();
        boolean young = dataFrom == null || midnightMs - dataFrom < settings.settlingDays() * DAY_MS;
        return settings.settlingDays() > 0 && (young || 2 * provisional > routes.size());
    }

    private void learn(long midnightMs, CallSet calls) {
        Settings.References settings = setup.settings().references();
        long from = midnightMs - settings.windowDays() * DAY_MS;
        // When incidents are weighed depends on how the input was cut: what is learned from must not.
        Set<String> shown = store.calls().shownBy().keySet();
        Set<String> anomalous = store.calls().list(new Filter(from, null, null, null, false)).stream()
                .map(v -> v.info().callId())
                .filter(id -> !shown.contains(id))
                .collect(Collectors.toSet());
        List<TraceTable.Kept> kept = store.traces().kept(from, midnightMs).stream()
                .filter(t -> t.profile().equals(calls.profile().name()))
                .filter(t -> !anomalous.contains(t.callId()))
                .toList();
        String fingerprint = keeper.fingerprint(
                kept.stream().map(t -> t.callId() + "/" + t.endMs()).toList());
        if (kept.size() < LEAST_CALLS_PER_PASS * settings.minCalls() || nothingNew(fingerprint)) {
            return;
        }
        store.traces().remember(TRIED, bytes(midnightMs));
        Set<String> wanted = kept.stream().map(TraceTable.Kept::callId).collect(Collectors.toSet());
        ModelKeeper.Outcome outcome =
                keeper.learn(calls.profile(), () -> history(from, midnightMs, wanted, calls), fingerprint, List.of());
        boolean inForce = outcome.state() == ModelTable.State.CHAMPION;
        if (inForce) {
            champion = keeper.champion().orElseThrow();
        }
        learned.add("Model " + outcome.modelId() + (inForce ? " is in force: " : " was rejected: ")
                + outcome.validation() + ".");
    }

    private CallSet history(long fromMs, long toMs, Set<String> wanted, CallSet calls) {
        List<CallTrace> history = store.traces().load(fromMs, toMs, wanted::contains);
        return new CallSet(
                calls.profile(),
                history.getFirst().cells(),
                history,
                store.network().cells(),
                store.network().works(),
                store.network().events(fromMs - DAY_MS, toMs).stream()
                        .filter(e -> e.callId() != null && wanted.contains(e.callId()))
                        .toList());
    }

    /** Whether just this was learned before; what can't be read any more, or was not good enough then, is another matter. */
    private boolean nothingNew(String fingerprint) {
        return keeper.madeOf(fingerprint)
                .filter(m -> champion != null || m.state() == ModelTable.State.REJECTED)
                .isPresent();
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }
}
