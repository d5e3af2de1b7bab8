package org.lineside.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineside.attribution.Creep;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.drift.CallEffects;
import org.lineside.drift.DayEffect;
import org.lineside.drift.DayTable;
import org.lineside.drift.DriftScales;
import org.lineside.drift.DriftWatch;
import org.lineside.drift.ModelOffsets;
import org.lineside.drift.Series;
import org.lineside.logging.Fields;
import org.lineside.store.DriftTable;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.Store;
import org.lineside.store.codec.EvidenceCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Day by day, what cells and mobiles lie off the golden references, and which of them drift. A day is weighed when it is over:
 * when a call has ended so long after midnight that nothing of the day before can still be kept back.
 */
final class Drifting {
    private static final Logger LOG = LoggerFactory.getLogger(Drifting.class);

    private final Setup setup;
    private final Store store;
    private final double timeout;

    Drifting(Setup setup, Store store) {
        this.setup = setup;
        this.store = store;
        this.timeout = setup.settings().intake().callTimeout();
    }

    /**
     * Brings the daily effects up to date and tells what drifts.
     *
     * @param profile of the calls judged
     * @param oldestNewMs end of the oldest call judged in this run
     * @param newestMs end of the newest call known
     */
    List<Creep> update(Profile profile, long oldestNewMs, long newestMs) {
        Optional<Model> golden = store.drift().golden().flatMap(store.models()::find);
        Long learnedTo = golden.map(Model::dataToMs).orElse(null);
        if (golden.isEmpty() || learnedTo == null) {
            return List.of();
        }
        String goldenId = golden.get().modelId();
        long first = CallEffects.day(learnedTo, timeout) + 1;
        long newest = CallEffects.day(newestMs, timeout);
        Map<String, ModelOffsets> offsets = new HashMap<>();
        for (long day = Math.max(first, CallEffects.day(oldestNewMs, timeout)); day <= newest; day++) {
            store.drift().saveDay(day, effects(day, goldenId, offsets));
        }
        DriftScales scales = store.drift().scales(goldenId);
        DriftWatch watch = new DriftWatch(
                scales, setup.settings().decision().minEffect(), profile, watched(goldenId, scales), goldenId);
        List<Creep> creeps = watch.creeps(store.drift().days(first, newest - 1));
        LOG.info(
                "{}: {} drifts in {} days since the golden model {}",
                Fields.stage("drift"),
                Fields.field("drifts", creeps.size()),
                Fields.field("days", Math.max(0, newest - first)),
                Fields.field("model", goldenId));
        return creeps;
    }

    private List<DayEffect> effects(long day, String goldenId, Map<String, ModelOffsets> offsets) {
        List<DriftTable.Judged> judged =
                store.drift().judged(CallEffects.beginMs(day, timeout), CallEffects.beginMs(day + 1, timeout));
        Golden golden = new Golden(setup, store);
        for (DriftTable.Judged j : judged) {
            offsets.computeIfAbsent(ReferenceRows.modelOf(j.referenceId()), m -> golden.offsets(goldenId, m));
        }
        return setup.parallel(() -> new DayTable(
                        day,
                        judged.parallelStream()
                                .map(j -> CallEffects.of(EvidenceCodec.decode(j.content()), timeout)
                                        .against(offsets.getOrDefault(
                                                ReferenceRows.modelOf(j.referenceId()), ModelOffsets.NONE)))
                                .toList())
                .effects());
    }

    /** Charts of the whole network: one of each series that the golden model knows, two where both directions mean harm. */
    private int watched(String goldenId, DriftScales scales) {
        int charts = 0;
        for (Series s : store.drift().offsets(goldenId).offsets().keySet()) {
            if (scales.scales().containsKey(new DriftScales.Kind(s.scope(), s.channel()))) {
                charts += s.channel() == Channel.TIMING_ADVANCE ? 2 : 1;
            }
        }
        return Math.max(1, charts);
    }
}
