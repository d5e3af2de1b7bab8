package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.EffectScales;
import org.lineside.attribution.EvidenceExtractor;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.comparison.Comparator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.detection.Room;
import org.lineside.findings.Calibration;
import org.lineside.findings.Judge;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.Pass;
import org.lineside.references.ReferenceLearner;
import org.lineside.references.ReferenceModel;

/**
 * From a history to a model version: references, rooms, calibration. The two halves of the history judge each other, so
 * that what calibrates was never learned from. They are split by train and day: parallel calls of one train share its
 * errors.
 */
public final class Training {
    private static final long DAY_MS = 86_400_000L;
    /** A young network calibrates on what little it has: half of few passes expects badly, which errs on the safe side. */
    private static final int MIN_CALIBRATION_CALLS = 3;

    private Training() {}

    /**
     * A trained model and what the history says of its entities.
     *
     * @param model the model
     * @param evidence the evidence of the held-out calls
     * @param reference the reference each call of the history was learned into, by call id
     */
    public record Trained(TrainedModel model, List<CallEvidence> evidence, Map<String, String> reference) {}

    /** Learns from a history. */
    public static Trained train(CallSet history, Settings settings) {
        ReferenceLearner.Learned learned =
                ReferenceLearner.learn(history, settings.references().provisionalCalls());
        ReferenceModel model = learned.model();
        List<ComparedCall> heldOut = heldOut(learned, settings);
        Room.Context context = new Room.Context(model, history.profile(), settings.decision());
        List<Detector> detectors =
                Rooms.ALL.stream().map(r -> r.train(context, heldOut)).toList();
        List<Calibration.Scored> scored = heldOut.parallelStream()
                .map(c -> new Calibration.Scored(c.trace().size(), Judge.scores(detectors, c)))
                .toList();
        int statistics = detectors.stream().mapToInt(d -> d.statistics().size()).sum();
        WorksCalendar works = new WorksCalendar(history.works(), model.cellInfo());
        EvidenceExtractor extractor = new EvidenceExtractor(model, settings, works);
        List<CallEvidence> evidence = heldOut.parallelStream()
                .map(c -> extractor.extract(c, NetworkShift.CallMean.of(c), false))
                .toList();
        Map<String, String> reference = new java.util.TreeMap<>();
        for (int r = 0; r < learned.passes().size(); r++) {
            for (Pass p : learned.passes().get(r)) {
                reference.put(p.trace().info().callId(), model.routes().get(r).id());
            }
        }
        TrainedModel trained = new TrainedModel(
                history.profile(),
                model,
                detectors,
                Calibration.learn(scored, statistics),
                EffectScales.learn(evidence));
        return new Trained(trained, evidence, reference);
    }

    private static List<ComparedCall> heldOut(ReferenceLearner.Learned learned, Settings settings) {
        int minCalls = settings.references().minCalls();
        Comparator first = new Comparator(learned.from(t -> half(t) == 0), minCalls / 2);
        Comparator second = new Comparator(learned.from(t -> half(t) == 1), minCalls / 2);
        List<ComparedCall> calls = new ArrayList<>();
        for (int r = 0; r < learned.passes().size(); r++) {
            int route = r;
            List<Pass> passes = learned.passes().get(r);
            if (passes.size() >= MIN_CALIBRATION_CALLS) {
                calls.addAll(passes.parallelStream()
                        .map(p -> (half(p.trace()) == 0 ? second : first).compare(p, route))
                        .toList());
            }
        }
        NetworkShift shift = new NetworkShift(
                calls.stream().map(NetworkShift.CallMean::of).toList(),
                settings.intake().callTimeout());
        return calls.stream().map(shift::takeOut).toList();
    }

    private static int half(CallTrace trace) {
        CallInfo info = trace.info();
        String who = info.trainNumber() == null ? info.mobileId() : info.trainNumber();
        return (who + "/" + info.startMs() / DAY_MS).hashCode() & 1;
    }
}
