package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Attribution.Shown;
import org.lineside.attribution.CallEvidence;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.findings.Curve;
import org.lineside.findings.Finding;
import org.lineside.logging.Fields;
import org.lineside.references.ReferenceModel;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Calls that are normal by themselves and anomalous beside the incident they show: their verdicts, findings and curves. */
final class SecondLook {
    /** Stretches so near to each other are one. */
    private static final long APART_MS = 10_000;

    /** Calls whose measurements are held at one time. */
    private static final int AT_ONCE = 256;

    private static final Logger LOG = LoggerFactory.getLogger(SecondLook.class);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Setup setup;
    private final Store store;
    private final TrainedModel model;

    /**
     * @param model the references in force
     */
    SecondLook(Setup setup, Store store, TrainedModel model) {
        this.setup = setup;
        this.store = store;
        this.model = model;
    }

    /** What is kept of one call. */
    private record Seen(List<Finding> findings, Curve curve) {}

    /**
     * Brings the calls weighed up to date with the incidents.
     *
     * @param shown what incidents say of calls, by call
     */
    void update(Attribution.Input input, Map<String, Shown> shown) {
        Map<String, String> before = store.calls().shownBy();
        store.calls()
                .show(shown, input.evidence().stream().map(CallEvidence::callId).toList());
        List<String> fresh = store.calls().shownBy().entrySet().stream()
                .filter(e -> !e.getValue().equals(before.get(e.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        for (int from = 0; from < fresh.size(); from += AT_ONCE) {
            draw(fresh.subList(from, Math.min(fresh.size(), from + AT_ONCE)), input, shown);
        }
        if (!fresh.isEmpty()) {
            LOG.info("{} calls show what incidents are made of", Fields.field("shown", fresh.size()));
        }
    }

    private void draw(List<String> calls, Attribution.Input input, Map<String, Shown> shown) {
        List<CallTrace> traces = calls.stream()
                .flatMap(call -> store.traces().find(call).stream())
                .toList();
        List<CellInfo> cells = List.copyOf(input.cells().values());
        ReferenceModel references = model.references();
        org.lineside.comparison.Comparator comparator = new org.lineside.comparison.Comparator(
                references, setup.settings().references().minCalls());
        List<Seen> seen = setup.parallel(() -> traces.parallelStream()
                .map(trace -> {
                    int[] modelCell = references.indexOf(trace.cells(), cells);
                    ComparedCall call = comparator.compare(trace, modelCell, List.of());
                    Shown by = shown.get(trace.info().callId());
                    return new Seen(by == null ? List.of() : findings(call, by), Curves.of(call, model.profile()));
                })
                .toList());
        store.calls()
                .saveFindings(seen.stream().flatMap(s -> s.findings().stream()).toList());
        setup.parallel(() -> {
            store.calls().saveCurves(seen.stream().map(Seen::curve).toList());
            return true;
        });
    }

    private List<Finding> findings(ComparedCall call, Shown by) {
        Optional<Indicator> indicator = model.profile().indicators().stream()
                .filter(i -> i.column().equals(by.indicator()))
                .findFirst();
        List<Finding> findings = new ArrayList<>();
        for (long[] span : joined(by.where())) {
            int from = first(call.trace(), span[0]);
            int to = Math.max(from + 1, first(call.trace(), span[1]));
            if (from < call.trace().size()) {
                indicator
                        .map(i -> shifted(call, by, i, from, to))
                        .orElseGet(() -> Optional.of(happened(call, by, from, to)))
                        .ifPresent(findings::add);
            }
        }
        return findings;
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

    /** The first sample that ends at or after a time. */
    private static int first(CallTrace trace, long time) {
        int i = 0;
        while (i < trace.size() && trace.endMs()[i] < time) {
            i++;
        }
        return i;
    }

    private static Optional<Finding> shifted(ComparedCall call, Shown by, Indicator indicator, int from, int to) {
        Channel channel = indicator.channel();
        double observed = 0;
        double expected = 0;
        int known = 0;
        for (int i = from; i < Math.min(to, call.trace().size()); i++) {
            if (!Float.isNaN(call.residual(channel)[i])) {
                observed += call.trace().channel(channel)[i];
                expected += call.trace().channel(channel)[i] - call.residual(channel)[i];
                known++;
            }
        }
        return known == 0
                ? Optional.empty()
                : Optional.of(finding(call, by, from, to, observed / known, expected / known, indicator.unit()));
    }

    private static Finding happened(ComparedCall call, Shown by, int from, int to) {
        return finding(call, by, from, to, 1, by.chance(), "count");
    }

    private static Finding finding(
            ComparedCall call, Shown by, int from, int to, double observed, double expected, String unit) {
        CallTrace trace = call.trace();
        int last = Math.min(to, trace.size()) - 1;
        long start = trace.startMs()[from];
        return new Finding(
                String.join("/", trace.info().callId(), "test", by.indicator(), Long.toString(start)),
                by.incidentId(),
                trace.info().callId(),
                trace.info().mobileId(),
                trace.cells().get(trace.cell()[(from + last) / 2]),
                start,
                trace.endMs()[last],
                "test",
                by.indicator(),
                observed,
                expected,
                observed - expected,
                unit,
                -Math.log10(by.chance()),
                by.chance(),
                by.chance(),
                JSON.writeValueAsString(Map.of("shows_incident", by.incidentId())));
    }
}
