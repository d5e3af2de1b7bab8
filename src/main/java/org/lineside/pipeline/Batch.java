package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Call;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.NetworkShift;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Curve;
import org.lineside.findings.Finding;
import org.lineside.findings.JudgedCall;
import org.lineside.findings.Verdict;
import org.lineside.logging.Fields;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.store.Store;
import org.lineside.store.TraceTable;
import org.lineside.store.codec.EvidenceCodec;
import org.lineside.store.codec.TraceCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the calls of a run and keeps what is said of them: verdicts, findings, curves, traces, evidence. */
final class Batch {
    private static final long DAY_MS = 86_400_000L;
    private static final long HOUR_MS = 3_600_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Setup setup;
    private final Store store;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Drift drift = new Drift();
    private int seen;
    private long newestMs = Long.MIN_VALUE;
    private long oldestMs = Long.MAX_VALUE;

    Batch(Setup setup, Store store) {
        this.setup = setup;
        this.store = store;
    }

    /** Calls judged so far by verdict. */
    Map<Verdict, Integer> verdicts() {
        return new EnumMap<>(verdicts);
    }

    /** Calls judged so far under a verdict. */
    int count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /** Calls judged so far, whatever was said of them. */
    int seen() {
        return seen;
    }

    /** Calls that were given a verdict of substance. */
    int judged() {
        return count(Verdict.NORMAL) + count(Verdict.ANOMALOUS) + count(Verdict.EXPLAINED);
    }

    /** The end of the newest call, {@link Long#MIN_VALUE} without any. */
    long newestMs() {
        return newestMs;
    }

    /** The end of the oldest call, {@link Long#MAX_VALUE} without any. */
    long oldestMs() {
        return oldestMs;
    }

    /** How far the calls lie from their references. */
    Drift drift() {
        return drift;
    }

    /**
     * Puts parts of calls that were judged before in front of what has come of them now. Where the earlier part is no
     * longer kept the new one replaces it.
     */
    CallSet joined(CallSet calls) {
        Map<String, CallTrace> before = new HashMap<>();
        for (Call call : calls.calls()) {
            String id = call.info().callId();
            store.calls()
                    .find(id)
                    .flatMap(c -> store.traces().find(id))
                    .filter(t -> t.profile().equals(calls.profile().name()))
                    .ifPresent(t -> before.put(id, t));
        }
        if (before.isEmpty()) {
            return calls;
        }
        List<CallTrace> joined = new ArrayList<>();
        Set<RadioEvent> events = new LinkedHashSet<>();
        for (CallTrace trace : calls.traces()) {
            String id = trace.info().callId();
            CallTrace earlier = before.get(id);
            CallTrace whole = earlier == null ? trace : TraceMerge.merge(earlier, trace);
            joined.add(whole);
            if (earlier != null) {
                store
                        .network()
                        .events(whole.info().startMs() - HOUR_MS, whole.info().endMs() + HOUR_MS)
                        .stream()
                        .filter(e -> id.equals(e.callId()))
                        .forEach(events::add);
            }
        }
        LOG.info("{} calls judged before go on", Fields.field("calls", before.size()));
        events.addAll(calls.events());
        TraceCodec.shareCells(joined);
        return new CallSet(
                calls.profile(),
                joined.getFirst().cells(),
                joined,
                calls.cells(),
                calls.works(),
                events.stream()
                        .sorted(Comparator.comparingLong(RadioEvent::timeMs))
                        .toList());
    }

    /** Takes up what incidents and operators have made of the verdicts of this run. */
    void recount(long runId) {
        for (Verdict verdict : List.of(Verdict.NORMAL, Verdict.ANOMALOUS, Verdict.EXPLAINED)) {
            int now = (int) store.calls().count(runId, verdict);
            if (now != count(verdict)) {
                verdicts.put(verdict, now);
            }
        }
    }

    /** Judges calls and keeps what is said of them; none waits any more. */
    void judge(Waiting calls, @Nullable Champion champion) {
        long start = System.nanoTime();
        int before = seen;
        List<NetworkShift.CallMean> means = champion == null ? new ArrayList<>() : earlier(calls.calls());
        while (!calls.calls().isEmpty()) {
            CallSet chunk = setup.parallel(calls::take);
            judgeChunk(chunk, champion, means);
            setup.progress().advance(chunk.traces().size());
        }
        LOG.info(
                "{}: {} calls, {} anomalous so far, in {} s",
                Fields.stage("judging"),
                Fields.field("calls", seen - before),
                Fields.field("anomalous", count(Verdict.ANOMALOUS)),
                Fields.seconds((System.nanoTime() - start) / 1e9));
    }

    /** What calls judged in earlier runs, shortly before these, lay off their references. */
    private List<NetworkShift.CallMean> earlier(Collection<Call> calls) {
        if (calls.isEmpty()) {
            return new ArrayList<>();
        }
        Set<String> own = calls.stream().map(c -> c.info().callId()).collect(Collectors.toSet());
        long first = calls.stream().mapToLong(c -> c.info().startMs()).min().orElse(0);
        long last = calls.stream().mapToLong(c -> c.info().endMs()).max().orElse(0);
        List<NetworkShift.CallMean> means = new ArrayList<>();
        for (TraceTable.Evidence e : store.traces().evidence(first - DAY_MS, last)) {
            if (!own.contains(e.callId())) {
                means.add(EvidenceCodec.decode(e.content()).mean());
            }
        }
        return means;
    }

    private void judgeChunk(CallSet chunk, @Nullable Champion champion, List<NetworkShift.CallMean> means) {
        for (CallTrace trace : chunk.traces()) {
            newestMs = Math.max(newestMs, trace.info().endMs());
            oldestMs = Math.min(oldestMs, trace.info().endMs());
        }
        if (champion == null) {
            unjudged(chunk, "no references are in force");
        } else if (!champion.trained().profile().name().equals(chunk.profile().name())) {
            unjudged(
                    chunk,
                    "the references in force are of profile "
                            + champion.trained().profile().name() + ", the call is of "
                            + chunk.profile().name());
        } else {
            judged(chunk, champion, means);
        }
        setup.parallel(() -> {
            store.traces().save(chunk.traces());
            return true;
        });
        store.network().saveEvents(chunk.events());
    }

    private void unjudged(CallSet chunk, String why) {
        save(chunk.traces().stream()
                .map(t -> new CallVerdict(t.info(), t.totalReports(), null, Verdict.NO_REFERENCE, 0, 1, why))
                .toList());
        Health.keepUncompared(setup, store, chunk);
    }

    /** What is kept of one call. */
    private record Kept(
            CallVerdict verdict,
            List<Finding> findings,
            @Nullable Curve curve,
            TraceTable.Evidence evidence) {}

    private void judged(CallSet chunk, Champion champion, List<NetworkShift.CallMean> means) {
        TrainedModel model = champion.trained();
        String modelId = champion.row().modelId();
        List<Judging.Result> results = setup.parallel(() -> Judging.judge(chunk, model, setup.settings(), means));
        results.forEach(r -> means.add(r.evidence().mean()));
        results.forEach(r -> drift.add(r.evidence().mean()));
        List<Kept> kept = setup.parallel(
                () -> results.parallelStream().map(r -> kept(r, modelId, chunk)).toList());
        save(kept.stream().map(Kept::verdict).toList());
        store.calls()
                .saveFindings(kept.stream().flatMap(k -> k.findings().stream()).toList());
        setup.parallel(() -> {
            store.calls()
                    .saveCurves(kept.stream()
                            .flatMap(k -> Optional.ofNullable(k.curve()).stream())
                            .toList());
            return true;
        });
        store.traces().saveEvidence(kept.stream().map(Kept::evidence).toList());
        Health.keep(setup, store, champion, results);
    }

    private static Kept kept(Judging.Result result, String modelId, CallSet chunk) {
        JudgedCall judged = result.judged();
        CallVerdict v = judged.verdict();
        String reference = v.referenceId() == null ? null : ReferenceRows.id(modelId, v.referenceId());
        CallVerdict named =
                new CallVerdict(v.info(), v.samples(), reference, v.verdict(), v.score(), v.pValue(), v.explanation());
        boolean drawn =
                !judged.findings().isEmpty() || v.verdict() == Verdict.ANOMALOUS || v.verdict() == Verdict.EXPLAINED;
        return new Kept(
                named,
                judged.findings(),
                drawn ? Curves.of(judged.call(), chunk.profile()) : null,
                new TraceTable.Evidence(v.info().callId(), v.info().endMs(), EvidenceCodec.encode(result.evidence())));
    }

    private void save(List<CallVerdict> said) {
        store.calls().save(said);
        seen += said.size();
        said.forEach(v -> verdicts.merge(v.verdict(), 1, Integer::sum));
    }
}
