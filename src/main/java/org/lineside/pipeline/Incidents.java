package org.lineside.pipeline;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.Creep;
import org.lineside.attribution.Feedback;
import org.lineside.attribution.Incident;
import org.lineside.calls.CellInfo;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.findings.Finding;
import org.lineside.intake.IntakeResult;
import org.lineside.logging.Fields;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import org.lineside.store.TraceTable;
import org.lineside.store.codec.EvidenceCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last stage: evidence of this run and of the days before it, weighed into incidents. */
final class Incidents {
    /** Days of data time over which evidence is weighed. */
    static final int WINDOW_DAYS = 14;

    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /**
     * Brings the incidents up to date with the calls judged and what operators said in this run; all of that has been kept
     * before. Does nothing where there is neither.
     *
     * @param inForce tells the references in force, null without any: nothing is weighed then
     * @param oldestNewMs end of the oldest call judged in this run, {@link Long#MAX_VALUE} without any
     * @param read what was read; calls that end after its horizon are left out: their clock is wrong
     * @param secondLook looks at the calls once the incidents are known
     */
    static void update(
            Setup setup,
            Store store,
            Supplier<@Nullable Champion> inForce,
            long oldestNewMs,
            IntakeResult read,
            SecondLook secondLook) {
        boolean judged = oldestNewMs != Long.MAX_VALUE;
        if (!judged && read.labels().isEmpty()) {
            return;
        }
        @Nullable Champion champion = inForce.get();
        OptionalLong newest = judged
                ? store.traces().newestEvidenceMs(read.horizonMs())
                : store.traces().presentMs(AssemblyPolicy.LONGEST_SILENCE_MS);
        if (champion != null && newest.isPresent()) {
            weigh(setup, store, champion, oldestNewMs, newest.getAsLong(), read.labels(), secondLook);
        } else {
            label(setup, store);
        }
        Labels.report(store, read.labels());
    }

    /** Without evidence there is nothing to weigh: what was said stands beside what is known all the same. */
    private static void label(Setup setup, Store store) {
        List<Incident> known = store.incidents().list(Filter.ALL);
        List<Incident> said =
                Labels.feedback(store).on(known, setup.settings().decision().muteDays());
        store.incidents().save(said.stream().filter(i -> !known.contains(i)).toList());
    }

    private static void weigh(
            Setup setup,
            Store store,
            Champion champion,
            long oldestNewMs,
            long newest,
            List<OperatorLabel> labels,
            SecondLook secondLook) {
        TrainedModel model = champion.trained();
        long start = System.nanoTime();
        setup.progress().stage("weighing", 0, "calls");
        long from = Math.min(oldestNewMs, newest - TimeUnit.DAYS.toMillis(WINDOW_DAYS));
        Attribution.Input input = input(setup, store, model, from, newest + 1, findings(store, from, labels));
        List<Creep> creeps = new Drifting(setup, store).update(model.profile(), oldestNewMs, newest);
        Attribution result = setup.parallel(() -> Attribution.of(input, creeps));
        store.incidents().save(result.incidents());
        store.calls().setIncidents(result.incidentOf());
        if (!labels.isEmpty()) {
            secondLook.reopen(() -> champion, 0); // what an operator says counts for what was settled before he said it
        }
        if (oldestNewMs != Long.MAX_VALUE) {
            secondLook.reopen(() -> champion, oldestNewMs);
            secondLook.advance(() -> champion, oldestNewMs, newest);
        }
        secondLook.latest(model, newest, from, input, result);
        Labels.explain(store, input, result);
        LOG.info(
                "{}: {} calls of the last {} days, {} incidents open, in {} s",
                Fields.stage("weighing"),
                Fields.field("calls", input.evidence().size()),
                Fields.field("days", WINDOW_DAYS),
                Fields.field("open", store.incidents().list(Filter.CURRENT).size()),
                Fields.seconds((System.nanoTime() - start) / 1e9));
    }

    /** A day more than the evidence goes back: all findings of a call of the window tell whether it is explained. */
    private static Collection<Finding> findings(Store store, long from, List<OperatorLabel> labels) {
        Filter sinceFrom = new Filter(from - TimeUnit.DAYS.toMillis(1), null, null, null, true);
        Map<String, Finding> findings = new LinkedHashMap<>();
        store.calls().findings(sinceFrom).forEach(f -> findings.put(f.findingId(), f));
        Labels.findings(store, labels).forEach(f -> findings.putIfAbsent(f.findingId(), f));
        // Within the window the incidents say anew what calls show beside others.
        findings.values().removeIf(f -> f.method().equals(Finding.BESIDE_OTHERS) && f.endMs() >= from);
        return findings.values();
    }

    /**
     * What attribution works on in a window.
     *
     * @param from calls that end then or later, epoch milliseconds
     * @param to calls that end before
     * @param findings those that incidents may explain
     */
    static Attribution.Input input(
            Setup setup, Store store, TrainedModel model, long from, long to, Collection<Finding> findings) {
        List<TraceTable.Evidence> kept = store.traces().evidence(from, to);
        List<CallEvidence> evidence = setup.parallel(() -> kept.parallelStream()
                .map(e -> EvidenceCodec.decode(e.content()))
                .toList());
        Feedback feedback = Labels.feedback(store);
        Set<String> named = new HashSet<>();
        feedback.said()
                .forEach(s -> named.add(Objects.requireNonNullElse(s.label().incidentId(), "")));
        feedback.incidentsOfCalls().values().forEach(named::addAll);
        List<Incident> known = store.incidents().list(Filter.ALL).stream()
                .filter(i -> i.closedAtMs() == null
                        || i.closedAtMs() >= from
                        || i.word() != null
                        || named.contains(i.incidentId()))
                .toList();
        Map<String, CellInfo> cells = new TreeMap<>(model.references().cellInfo());
        store.network().cells().forEach(c -> cells.put(c.cellId(), c));
        return new Attribution.Input(
                evidence,
                List.copyOf(findings),
                known,
                feedback,
                model.scales(),
                model.profile(),
                cells,
                setup.settings());
    }
}
