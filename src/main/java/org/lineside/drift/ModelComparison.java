package org.lineside.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.Scope;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.comparison.Comparator;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Places;
import org.lineside.drift.ModelOffsets.Offset;
import org.lineside.numeric.Robust;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;

/**
 * Holds a model against the golden one. Two models lay their axes differently, so their positions mean different places: the
 * same passes are laid beside both, and where both expect something of the serving cell, the expectations are compared. What
 * one pass happened to measure is in neither.
 */
public final class ModelComparison {
    private final ReferenceModel golden;
    private final ReferenceModel model;
    private final Comparator byGolden;
    private final Comparator byModel;

    /**
     * @param golden the golden references
     * @param model the references held against them
     */
    public ModelComparison(ReferenceModel golden, ReferenceModel model) {
        this.golden = golden;
        this.model = model;
        // From how many passes a route is trusted changes nothing of what it expects.
        this.byGolden = new Comparator(golden, 0);
        this.byModel = new Comparator(model, 0);
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

    /** Mean difference over the places of a pass, by cell and channel. */
    private Map<Series, Float> differences(CallTrace trace) {
        ComparedCall old = byGolden.compare(trace, golden.indexOf(trace.cells(), List.of()), List.of());
        ComparedCall now = byModel.compare(trace, model.indexOf(trace.cells(), List.of()), List.of());
        Map<Series, double[]> sums = new TreeMap<>();
        Places places = Places.of(now);
        for (int i : places.from()) {
            String cell = trace.cells().get(trace.cell()[i]);
            for (Channel channel : Channel.values()) {
                double d = expected(now, channel, i) - expected(old, channel, i);
                if (!Double.isNaN(d)) {
                    double[] sum = sums.computeIfAbsent(new Series(Scope.CELL, cell, channel), s -> new double[2]);
                    sum[0] += d;
                    sum[1]++;
                }
            }
        }
        Map<Series, Float> differences = new TreeMap<>();
        sums.forEach((series, s) -> differences.put(series, (float) (s[0] / s[1])));
        return differences;
    }

    /** What is expected there of any mobile. */
    private static double expected(ComparedCall call, Channel channel, int sample) {
        double own = switch (channel) {
            case LEVEL_DL -> call.offset().downlinkDb();
            case LEVEL_UL -> call.offset().uplinkDb();
            default -> 0;
        };
        return call.expected(channel)[sample] - own;
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
