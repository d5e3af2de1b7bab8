package org.lineside.pipeline;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.Creep;
import org.lineside.attribution.Incident;
import org.lineside.calls.CellInfo;
import org.lineside.findings.Finding;
import org.lineside.logging.Fields;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import org.lineside.store.TraceTable;
import org.lineside.store.codec.EvidenceCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last stage: evidence of this run and of the days before it, weighed into incidents. */
final class Incidents {
    /** Days of data time over which evidence is weighed. */
    private static final int WINDOW_DAYS = 14;

    private static final Logger LOG = LoggerFactory.getLogger(Incidents.class);

    private Incidents() {}

    /**
     * Brings the incidents up to date; everything of the run has been kept before.
     *
     * @param oldestNewMs end of the oldest call judged in this run
     * @param horizonMs calls that end later are left out: their clock is wrong
     */
    static void update(Setup setup, Store store, TrainedModel model, long oldestNewMs, long horizonMs) {
        long start = System.nanoTime();
        long newest = store.traces().newestEvidenceMs(horizonMs).orElse(Long.MIN_VALUE);
        if (newest == Long.MIN_VALUE) {
            return;
        }
        setup.progress().stage("weighing", 0, "calls");
        long from = Math.min(oldestNewMs, newest - TimeUnit.DAYS.toMillis(WINDOW_DAYS));
        Attribution.Input input = input(setup, store, model, from, newest);
        List<Creep> creeps = new Drifting(setup, store).update(model.profile(), oldestNewMs, newest);
        Attribution result = setup.parallel(() -> Attribution.of(input, creeps));
        store.incidents().save(result.incidents());
        store.calls().setIncidents(result.incidentOf());
        LOG.info(
                "{}: {} calls of the last {} days, {} incidents open, in {} s",
                Fields.stage("weighing"),
                Fields.field("calls", input.evidence().size()),
                Fields.field("days", WINDOW_DAYS),
                Fields.field("open", store.incidents().list(Filter.CURRENT).size()),
                Fields.seconds((System.nanoTime() - start) / 1e9));
    }

    private static Attribution.Input input(Setup setup, Store store, TrainedModel model, long from, long newest) {
        List<TraceTable.Evidence> kept = store.traces().evidence(from, newest + 1);
        List<CallEvidence> evidence = setup.parallel(() -> kept.parallelStream()
                .map(e -> EvidenceCodec.decode(e.content()))
                .toList());
        List<Finding> findings = store.calls().findings(new Filter(from, null, null, null, true));
        List<Incident> known = store.incidents().list(Filter.ALL).stream()
                .filter(i -> i.closedAtMs() == null || i.closedAtMs() >= from)
                .toList();
        Map<String, CellInfo> cells = new TreeMap<>(model.references().cellInfo());
        store.network().cells().forEach(c -> cells.put(c.cellId(), c));
        return new Attribution.Input(
                evidence, findings, known, model.scales(), model.profile(), cells, setup.settings());
    }
}
