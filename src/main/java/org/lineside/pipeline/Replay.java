package org.lineside.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.Feedback;
import org.lineside.calls.CellInfo;
import org.lineside.findings.Finding;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import org.lineside.store.TraceTable;
import org.lineside.store.codec.EvidenceCodec;

/**
 * What was known at an earlier time: the incidents that one look at the evidence of all calls that had ended by then would
 * have raised, with the model in force now. Changes nothing.
 */
public final class Replay {
    /** Beyond every time that data can have. */
    private static final long AGES_MS = TimeUnit.DAYS.toMillis(365L * 1000);

    private final Setup setup;
    private final TrainedModel model;
    private final Map<String, CellInfo> cells;
    private final List<Kept> evidence;
    private final List<Finding> findings;

    private record Kept(long endMs, CallEvidence evidence) {}

    private Replay(Setup setup, Store store, TrainedModel model) {
        this.setup = setup;
        this.model = model;
        cells = new TreeMap<>(model.references().cellInfo());
        store.network().cells().forEach(c -> cells.put(c.cellId(), c));
        List<TraceTable.Evidence> kept = store.traces().evidence(0, AGES_MS);
        evidence = setup.parallel(() -> kept.parallelStream()
                .map(e -> new Kept(e.endMs(), EvidenceCodec.decode(e.content())))
                .toList());
        findings = store.calls().findings(Filter.ALL);
    }

    /**
     * Reads what is kept.
     *
     * @return empty without a model in force
     * @throws PipelineException when the model can't be read by this version
     */
    public static Optional<Replay> of(Setup setup, Store store) {
        return new ModelKeeper(setup, store).champion().map(c -> new Replay(setup, store, c.trained()));
    }

    /**
     * The incidents and what they explain.
     *
     * @param endMs calls that ended later, in epoch milliseconds, were not known
     */
    public Attribution until(long endMs) {
        long newest = evidence.stream()
                .mapToLong(Kept::endMs)
                .filter(t -> t <= endMs)
                .max()
                .orElse(0);
        long from = newest - TimeUnit.DAYS.toMillis(Incidents.WINDOW_DAYS);
        List<CallEvidence> known = evidence.stream()
                .filter(e -> e.endMs() <= endMs && e.endMs() >= from)
                .map(Kept::evidence)
                .toList();
        Set<String> calls = new HashSet<>();
        known.forEach(e -> calls.add(e.callId()));
        List<Finding> theirs =
                findings.stream().filter(f -> calls.contains(f.callId())).toList();
        Attribution.Input input = new Attribution.Input(
                known, theirs, List.of(), Feedback.NONE, model.scales(), model.profile(), cells, setup.settings());
        return setup.parallel(() -> Attribution.of(input));
    }
}
