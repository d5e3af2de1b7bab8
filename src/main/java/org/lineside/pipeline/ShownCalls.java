package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Attribution.Shown;
import org.lineside.attribution.CallEvidence;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.comparison.NetworkShift;
import org.lineside.findings.CallVerdict;
import org.lineside.findings.Curve;
import org.lineside.findings.Finding;
import org.lineside.store.Store;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps of calls that an incident makes anomalous what is kept of any anomalous call: where it shows, and the curve beside the
 * reference it was judged by.
 */
final class ShownCalls {
    /** Stretches so near to each other are one. */
    private static final long APART_MS = 10_000;

    /** Calls whose measurements are held at one time. */
    private static final int AT_ONCE = 256;

    private static final String EVIDENCE =
            JsonMapper.shared().writeValueAsString(Map.of("statistic", "what other calls show there"));

    private final Setup setup;
    private final Store store;
    private final List<CellInfo> cells;
    private final NetworkShift shift;
    private final Map<String, Optional<Drawer>> drawers = new HashMap<>();

    /**
     * @param input what the incidents were weighed by
     */
    ShownCalls(Setup setup, Store store, Attribution.Input input) {
        this.setup = setup;
        this.store = store;
        this.cells = List.copyOf(input.cells().values());
        this.shift = new NetworkShift(
                input.evidence().stream().map(CallEvidence::mean).toList(),
                setup.settings().intake().callTimeout());
    }

    /** One call that is shown. */
    private record Call(CallVerdict verdict, Shown by, List<long[]> where) {
        String id() {
            return verdict.info().callId();
        }

        /** Whether just this was found before. */
        boolean isSame(List<Finding> findings) {
            if (findings.size() != where.size()) {
                return false;
            }
            for (int i = 0; i < where.size(); i++) {
                Finding f = findings.get(i);
                if (f.startMs() != where.get(i)[0]
                        || f.endMs() != where.get(i)[1]
                        || f.pValue() != by.chance()
                        || !f.indicator().equals(by.indicator())
                        || !by.incidentId().equals(f.incidentId())) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Brings what is kept up to date.
     *
     * @param shown what incidents say of calls, by call; of those that they don't make anomalous nothing is kept
     */
    void keep(Map<String, Shown> shown) {
        Collection<String> anomalous = store.calls().shownBy().keySet();
        List<Call> changed = new ArrayList<>();
        shown.forEach((id, by) -> {
            if (by.anomalous() && anomalous.contains(id)) {
                store.calls()
                        .find(id)
                        .map(v -> new Call(v, by, joined(by.where())))
                        .filter(c -> !c.isSame(store.calls().findingsBesideOthers(id)))
                        .ifPresent(changed::add);
            }
        });
        for (int from = 0; from < changed.size(); from += AT_ONCE) {
            draw(changed.subList(from, Math.min(changed.size(), from + AT_ONCE)));
        }
    }

    private static List<long[]> joined(List<long[]> where) {
        List<long[]> joined = new ArrayList<>();
        where.stream().sorted(Comparator.comparingLong(s -> s[0])).forEach(s -> {
            if (!joined.isEmpty() && s[0] <= joined.getLast()[1] + APART_MS) {
                joined.getLast()[1] = Math.max(joined.getLast()[1], s[1]);
            } else {
                joined.add(s.clone());
            }
        });
        return joined;
    }

    private void draw(List<Call> calls) {
        List<Undrawn> undrawn = new ArrayList<>();
        for (Call call : calls) {
            Optional<Drawer> drawer = drawer(call);
            if (drawer.isPresent() && store.calls().curve(call.id()).isEmpty()) {
                store.traces().find(call.id()).ifPresent(t -> undrawn.add(new Undrawn(t, drawer.get())));
            }
        }
        setup.parallel(() -> {
            store.calls()
                    .saveCurves(undrawn.parallelStream()
                            .map(u -> u.drawer().curve(u.trace(), cells, shift))
                            .toList());
            return true;
        });
        List<Finding> findings = new ArrayList<>();
        for (Call call : calls) {
            // As it is kept, rounded: a look at it in a later run must find the same.
            store.calls().curve(call.id()).ifPresent(curve -> findings.addAll(findings(call, curve)));
        }
        store.calls().saveFindingsBesideOthers(calls.stream().map(Call::id).toList(), findings);
    }

    /** Draws by the model that judged a call, whichever is in force now: what is drawn must not depend on when it is. */
    private Optional<Drawer> drawer(Call call) {
        String reference = call.verdict().referenceId();
        return reference == null
                ? Optional.empty()
                : drawers.computeIfAbsent(
                        ReferenceRows.modelOf(reference),
                        id -> new ModelKeeper(setup, store).trained(id).map(this::drawer));
    }

    private Drawer drawer(TrainedModel model) {
        return new Drawer(
                model,
                new org.lineside.comparison.Comparator(
                        model.references(), setup.settings().references().minCalls()));
    }

    private record Drawer(TrainedModel model, org.lineside.comparison.Comparator comparator) {
        Curve curve(CallTrace trace, List<CellInfo> cells, NetworkShift shift) {
            int[] modelCell = model.references().indexOf(trace.cells(), cells);
            return Curves.of(shift.takeOut(comparator.compare(trace, modelCell, List.of())), model.profile());
        }
    }

    /** A call to be drawn. */
    private record Undrawn(CallTrace trace, Drawer drawer) {}

    private static List<Finding> findings(Call call, Curve curve) {
        List<Finding> findings = new ArrayList<>();
        for (long[] span : call.where()) {
            int from = first(curve, span[0]);
            int to = Math.max(from + 1, first(curve, span[1]));
            if (to <= curve.timeMs().length) {
                curve.series().stream()
                        .filter(s -> s.indicator().equals(call.by().indicator()))
                        .findFirst()
                        .map(s -> shifted(call, curve, span, s, from, to))
                        .orElseGet(() -> Optional.of(
                                finding(call, curve, span, from, 1, call.by().chance(), "count")))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** The first sample that begins at or after a time. */
    private static int first(Curve curve, long time) {
        int i = 0;
        while (i < curve.timeMs().length && curve.timeMs()[i] < time) {
            i++;
        }
        return i;
    }

    private static Optional<Finding> shifted(
            Call call, Curve curve, long[] span, Curve.Series series, int from, int to) {
        double observed = 0;
        double expected = 0;
        int known = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(series.observed()[i] - series.expected()[i])) {
                observed += series.observed()[i];
                expected += series.expected()[i];
                known++;
            }
        }
        return known == 0
                ? Optional.empty()
                : Optional.of(
                        finding(call, curve, span, (from + to) / 2, observed / known, expected / known, series.unit()));
    }

    private static Finding finding(
            Call call, Curve curve, long[] span, int at, double observed, double expected, String unit) {
        Shown by = call.by();
        return new Finding(
                String.join("/", call.id(), Finding.BESIDE_OTHERS, by.indicator(), Long.toString(span[0])),
                by.incidentId(),
                call.id(),
                call.verdict().info().mobileId(),
                curve.cells().get(curve.cell()[at]),
                span[0],
                span[1],
                Finding.BESIDE_OTHERS,
                by.indicator(),
                observed,
                expected,
                observed - expected,
                unit,
                -Math.log10(by.chance()),
                by.chance(),
                by.chance(),
                EVIDENCE);
    }
}
