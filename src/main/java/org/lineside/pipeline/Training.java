package org.lineside.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.EffectScales;
import org.lineside.attribution.EvidenceExtractor;
import org.lineside.attribution.HarmfulEffects;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Profile;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.detection.Places;
import org.lineside.detection.Room;
import org.lineside.drift.CallEffects;
import org.lineside.drift.DriftScales;
import org.lineside.findings.Calibration;
import org.lineside.findings.CalibrationCheck;
import org.lineside.findings.Calibrations;
import org.lineside.findings.Judge;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.Pass;
import org.lineside.references.ReferenceLearner;
import org.lineside.references.ReferenceModel;
import org.lineside.store.codec.EvidenceCodec;

/**
 * From a history to a model version: references, rooms, calibration. What calibrates was never learned from: the
 * references with which a call of the history is compared have not seen its part of the history, and the rooms that score
 * it have not seen its half.
 */
public final class Training {
    private Training() {}

    /**
     * A trained model.
     *
     * @param model the model
     * @param history what it was learned from
     * @param check what the p-values of calls on full references are worth, empty where the history is too short to tell
     * @param drift how much the daily effects of sound cells and mobiles vary
     */
    public record Trained(
            TrainedModel model, LearnedFrom history, Optional<CalibrationCheck> check, DriftScales drift) {}

    /**
     * What a model was learned from.
     *
     * @param calls calls of the history
     * @param fromMs start of the first one, epoch milliseconds, null without any
     * @param toMs the latest end, epoch milliseconds, null without any
     * @param reference the reference each call was learned into, by call id
     */
    public record LearnedFrom(
            int calls, @Nullable Long fromMs, @Nullable Long toMs, Map<String, String> reference) {}

    /** References, and the calls that are held out: all that rooms are trained with. The other calls are let go. */
    private record Prepared(
            Profile profile, ReferenceModel model, LearnedFrom from, HeldOut.Parts parts, WorksCalendar works) {}

    /** What is kept of a held-out call; its evidence packed, since a history has many. */
    private record Seen(
            Calibration.Scored scored,
            boolean judged,
            boolean provisional,
            EffectScales.Share share,
            CallEffects effects,
            byte[] evidence) {}

    /** Learns from a history alone. */
    public static Trained train(CallSet history, Settings settings) {
        return train(() -> history, settings, Optional.empty());
    }

    /**
     * Learns from a history.
     *
     * @param history gives the calls, once; who gives them keeps none: those that are not held out are let go once there are
     *     references
     * @param earlier the model in force, from which rooms may go on
     */
    public static Trained train(Supplier<CallSet> history, Settings settings, Optional<TrainedModel> earlier) {
        return train(prepared(history.get(), settings), settings, earlier);
    }

    private static Prepared prepared(CallSet history, Settings settings) {
        ReferenceLearner.Learned learned =
                ReferenceLearner.learn(history, settings.references().provisionalCalls());
        Map<String, String> reference = new TreeMap<>();
        for (int r = 0; r < learned.passes().size(); r++) {
            for (Pass p : learned.passes().get(r)) {
                reference.put(
                        p.trace().info().callId(),
                        learned.model().routes().get(r).id());
            }
        }
        List<CallInfo> infos = history.traces().stream().map(CallTrace::info).toList();
        LearnedFrom from = new LearnedFrom(
                infos.size(),
                infos.stream().map(CallInfo::startMs).min(Long::compare).orElse(null),
                infos.stream().map(CallInfo::endMs).max(Long::compare).orElse(null),
                reference);
        return new Prepared(
                history.profile(),
                learned.model(),
                from,
                HeldOut.Parts.of(learned, history, settings),
                new WorksCalendar(history.works(), learned.model().cellInfo()));
    }

    private static Trained train(Prepared prepared, Settings settings, Optional<TrainedModel> earlier) {
        ReferenceModel model = prepared.model();
        HeldOut heldOut = new HeldOut(prepared.parts(), settings);
        Room.Context context = new Room.Context(model, prepared.profile(), settings.decision());
        List<HeldOut> halves = List.of(heldOut.half(0), heldOut.half(1));
        List<Rooms.Entry> entries = Rooms.of(settings.detection().rooms());
        List<Room.Trained> rooms = entries.stream()
                .map(e -> e.room().train(context, heldOut, halves, earlier.flatMap(m -> m.detector(e.name()))))
                .toList();
        List<Detector> detectors = rooms.stream().map(Room.Trained::all).toList();
        List<List<Detector>> ofOtherHalf = List.of(ofHalf(rooms, 1), ofHalf(rooms, 0));
        EvidenceExtractor extractor = new EvidenceExtractor(model, settings, prepared.works());
        List<Seen> seen = heldOut.map(c -> seen(
                c,
                Judge.scores(ofOtherHalf.get(HeldOut.half(c.trace())), c),
                extractor.extract(c, NetworkShift.CallMean.of(c), false),
                settings.intake().callTimeout()));
        List<Calibration.Scored> settled = scored(seen, false);
        List<Calibration.Scored> provisional = scored(seen, true);
        double[] weights = weights(entries, detectors);
        TrainedModel trained = new TrainedModel(
                prepared.profile(),
                model,
                detectors,
                Calibrations.learn(settled, provisional, s -> Calibration.learn(s, weights)),
                EffectScales.learn(seen.stream().map(Seen::share).toList())
                        .believing(
                                () -> seen.parallelStream().map(c -> EvidenceCodec.decode(c.evidence())),
                                HarmfulEffects.of(prepared.profile(), settings.decision())));
        return new Trained(
                trained,
                prepared.from(),
                CalibrationCheck.of(settled, s -> Calibration.learn(s, weights)),
                DriftScales.learn(seen.stream().map(Seen::effects).toList()));
    }

    private static List<Calibration.Scored> scored(List<Seen> seen, boolean provisional) {
        return seen.stream()
                .filter(s -> s.judged() && s.provisional() == provisional)
                .map(Seen::scored)
                .toList();
    }

    private static Seen seen(ComparedCall call, double[] scores, CallEvidence evidence, double callTimeout) {
        return new Seen(
                new Calibration.Scored(
                        HeldOut.trainRun(call.trace()), Places.of(call).size(), scores),
                Judge.canJudge(call),
                call.provisional(),
                EffectScales.Share.of(evidence),
                CallEffects.of(evidence, callTimeout),
                EvidenceCodec.encode(evidence));
    }

    private static List<Detector> ofHalf(List<Room.Trained> rooms, int half) {
        return rooms.stream().map(r -> r.ofHalf().get(half)).toList();
    }

    /** The weight of each statistic: its room's. */
    private static double[] weights(List<Rooms.Entry> entries, List<Detector> detectors) {
        return IntStream.range(0, entries.size())
                .boxed()
                .flatMapToDouble(i -> detectors.get(i).statistics().stream()
                        .mapToDouble(s -> entries.get(i).weight()))
                .toArray();
    }
}
