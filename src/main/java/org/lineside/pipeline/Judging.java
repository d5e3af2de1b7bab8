package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.EvidenceExtractor;
import org.lineside.calls.CallSet;
import org.lineside.calls.CellInfo;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.Comparator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.findings.Judge;
import org.lineside.findings.JudgedCall;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** New calls against a model: comparison, rooms, verdicts, and the evidence for attribution. */
public final class Judging {
    private Judging() {}

    /**
     * A judged call with its evidence.
     *
     * @param judged the verdict and its findings
     * @param evidence what it says of the entities it met
     */
    public record Result(JudgedCall judged, CallEvidence evidence) {}

    /**
     * Judges calls; results stand in the order of the calls.
     *
     * @param earlier mean residuals of calls judged before, of the last day at least
     */
    public static List<Result> judge(
            CallSet calls, TrainedModel model, Settings settings, List<NetworkShift.CallMean> earlier) {
        ReferenceModel references = model.references();
        Map<String, CellInfo> cells = new TreeMap<>(references.cellInfo());
        calls.cells().forEach(c -> cells.put(c.cellId(), c));
        WorksCalendar works = new WorksCalendar(calls.works(), cells);
        Comparator comparator = new Comparator(references, settings.references().minCalls());
        Judge judge = new Judge(
                model.detectors(),
                model.calibrations(),
                works,
                settings.decision(),
                references.routes().stream().map(Route::id).toList());
        EvidenceExtractor extractor = new EvidenceExtractor(references, settings, works);
        int[] modelCell = references.indexOf(calls.cellNames(), calls.cells());
        Map<String, List<RadioEvent>> events = new HashMap<>();
        for (RadioEvent e : calls.events()) {
            if (e.callId() != null) {
                events.computeIfAbsent(e.callId(), k -> new ArrayList<>()).add(e);
            }
        }
        List<ComparedCall> compared = calls.traces().parallelStream()
                .map(trace -> comparator.compare(
                        trace, modelCell, events.getOrDefault(trace.info().callId(), List.of())))
                .toList();
        List<NetworkShift.CallMean> means = new ArrayList<>(earlier);
        compared.forEach(c -> means.add(NetworkShift.CallMean.of(c)));
        NetworkShift shift = new NetworkShift(means, settings.intake().callTimeout());
        return compared.parallelStream()
                .map(c -> result(c, shift, judge, extractor))
                .toList();
    }

    private static Result result(ComparedCall call, NetworkShift shift, Judge judge, EvidenceExtractor extractor) {
        JudgedCall judged = judge.judge(shift.takeOut(call));
        return new Result(
                judged,
                extractor.extract(
                        judged.call(),
                        NetworkShift.CallMean.of(call),
                        judged.verdict().anomalous()));
    }
}
