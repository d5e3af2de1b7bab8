package org.lineside.drift;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.EvidenceExtractor;
import org.lineside.attribution.Scope;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.comparison.Comparator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.drift.ModelOffsets.Offset;
import org.lineside.findings.WorksCalendar;
import org.lineside.numeric.Robust;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;

/**
 * Holds a model against the golden one. Two models lay their axes differently, so their positions mean different places: the
 * same passes are laid beside both, and what they show of a cell against the one is taken from what they show against the
 * other. What a pass happened to measure is in neither, and what is masked (censored, just handed over) in both.
 */
public final class ModelComparison {
    private final ReferenceModel golden;
    private final ReferenceModel model;
    private final Comparator byGolden;
    private final Comparator byModel;
    private final EvidenceExtractor fromGolden;
    private final EvidenceExtractor fromModel;
    private final double callTimeout;

    /**
     * @param golden the golden references
     * @param model the references held against them
     */
    public ModelComparison(ReferenceModel golden, ReferenceModel model, Settings settings) {
        this.golden = golden;
        this.model = model;
        // From how many passes a route is trusted changes nothing of what it expects.
        this.byGolden = new Comparator(golden, 0);
        this.byModel = new Comparator(model, 0);
        WorksCalendar none = new WorksCalendar(List.of(), Map.of());
        this.fromGolden = new EvidenceExtractor(golden, settings, none);
        this.fromModel = new EvidenceExtractor(model, settings, none);
        this.callTimeout = settings.intake().callTimeout();
    }

    /**
     * What the model lies off the golden one.
     *
     * @param passes calls that run over what is to be compared; the result doesn't depend on their order
     */
    public ModelOffsets over(List<CallTrace> passes) {
        Map<Series, List<Float>> perPass = new TreeMap<>();
        List<Map<Series, Float>> each =
                passes.parallelStream().map(this::differences).toList();
        each.forEach(differences -> differences.forEach((series, d) ->
                perPass.computeIfAbsent(series, s -> new ArrayList<>()).add(d)));
        Map<Series, Offset> offsets = new TreeMap<>();
        perPass.forEach((series, d) -> offsets.put(series, new Offset(median(d), d.size())));
        mobiles(offsets);
        return new ModelOffsets(offsets);
    }

    /** All that the model knows, at no distance from itself: what the golden one is entered with. */
    public static ModelOffsets ofItself(ReferenceModel model) {
        Map<Series, Offset> offsets = new TreeMap<>();
        for (String cell : model.cells()) {
            for (Channel channel : Channel.values()) {
                offsets.put(new Series(Scope.CELL, cell, channel), new Offset(0, 0));
            }
        }
        model.offsets().forEach((mobile, own) -> {
            for (Channel channel : Channel.values()) {
                offsets.put(new Series(Scope.MOBILE, mobile, channel), new Offset(0, own.calls()));
            }
        });
        return new ModelOffsets(offsets);
    }

    /** What a pass says of the difference, by cell and channel; what the mobile's own offsets differ by is not the cell's. */
    private Map<Series, Float> differences(CallTrace trace) {
        ComparedCall old = byGolden.compare(trace, golden.indexOf(trace.cells(), List.of()), List.of());
        ComparedCall now = byModel.compare(trace, model.indexOf(trace.cells(), List.of()), List.of());
        CallEffects shownOld = effects(fromGolden, old);
        CallEffects shownNow = effects(fromModel, now);
        Map<Series, Float> differences = new TreeMap<>();
        for (int i = 0; i < shownNow.cells().size(); i++) {
            String cell = shownNow.cells().get(i);
            int at = Collections.binarySearch(shownOld.cells(), cell);
            for (Channel channel : Channel.values()) {
                float d = at < 0
                        ? Float.NaN
                        : shownOld.effect()[channel.ordinal()][at]
                                - shownNow.effect()[channel.ordinal()][i]
                                - (own(now, channel) - own(old, channel));
                if (!Float.isNaN(d)) {
                    differences.put(new Series(Scope.CELL, cell, channel), d);
                }
            }
        }
        return differences;
    }

    private CallEffects effects(EvidenceExtractor extractor, ComparedCall call) {
        return CallEffects.of(extractor.extract(call, NetworkShift.CallMean.of(call), false), callTimeout);
    }

    private static float own(ComparedCall call, Channel channel) {
        return switch (channel) {
            case LEVEL_DL -> call.offset().downlinkDb();
            case LEVEL_UL -> call.offset().uplinkDb();
            default -> 0;
        };
    }

    private void mobiles(Map<Series, Offset> offsets) {
        model.offsets().forEach((mobile, now) -> {
            MobileOffset old = golden.offsets().get(mobile);
            if (old != null) {
                for (Channel channel : Channel.values()) {
                    // A model knows of a mobile's levels only: of all else it expects of each the same.
                    offsets.put(new Series(Scope.MOBILE, mobile, channel), new Offset(0, now.calls()));
                }
                offsets.put(
                        new Series(Scope.MOBILE, mobile, Channel.LEVEL_DL),
                        new Offset((double) now.downlinkDb() - old.downlinkDb(), now.calls()));
                offsets.put(
                        new Series(Scope.MOBILE, mobile, Channel.LEVEL_UL),
                        new Offset((double) now.uplinkDb() - old.uplinkDb(), now.calls()));
            }
        });
    }

    private static double median(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return Robust.median(array);
    }
}
