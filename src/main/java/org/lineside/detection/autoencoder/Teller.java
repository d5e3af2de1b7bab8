package org.lineside.detection.autoencoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.detection.Observation;
import org.lineside.detection.Stretch;
import org.lineside.detection.Window;

/**
 * Says what a run of windows that is given back badly is about: the features of its group that have most of the error, each in its own
 * unit, from where its residual begins to deviate to where it ends.
 *
 * @param features what windows hold
 * @param decision what counts
 */
record Teller(Features features, Settings.Decision decision) {
    /** Features with less of the error are not told, but for the one that has most. */
    private static final double LEAST_SHARE = 0.25;

    private static final double SHOWN_SHARE = 0.05;
    private static final int LEAST_PLACES = 2;

    /**
     * The observations of a run.
     *
     * @param score its score
     * @param facts what else is to be known of it
     */
    List<Observation> tell(
            ComparedCall call, Inputs inputs, Errors errors, Errors.Run run, double score, Map<String, Object> facts) {
        double[] share = new double[features.size()];
        for (int f = 0; f < share.length; f++) {
            share[f] = features.group(f) == run.group() ? errors.part(run, f) : 0;
        }
        double all = Arrays.stream(share).sum();
        List<Integer> order = IntStream.range(0, share.length)
                .boxed()
                .filter(f -> share[f] > 0)
                .sorted(Comparator.comparingDouble((Integer f) -> -share[f]).thenComparing(f -> f))
                .toList();
        Map<String, Object> shared = new LinkedHashMap<>(facts);
        shared.put(
                "channels",
                order.stream()
                        .filter(f -> share[f] >= SHOWN_SHARE * all)
                        .map(f -> features.name(f) + " " + Math.round(100 * share[f] / all) + " %")
                        .collect(Collectors.joining(", ")));
        List<Observation> told = new ArrayList<>();
        for (int f : order) {
            if (told.isEmpty() || share[f] >= LEAST_SHARE * all) {
                int from = errors.starts()[errors.worstWindow(run, f)];
                told.add(tell(call, inputs, f, from, score, shared));
            }
        }
        return told;
    }

    private Observation tell(
            ComparedCall call, Inputs inputs, int feature, int window, double score, Map<String, Object> shared) {
        double least = features.minEffect(feature, decision.minEffect(), call.provisional());
        double mean = inputs.meanResidual(feature, window, window + Windows.LENGTH);
        Window stretch = Stretch.around(
                new Window(window, window + Windows.LENGTH, mean, score), inputs.residual()[feature], least);
        int from = inputs.places().from()[stretch.from()];
        int to = inputs.places().to()[stretch.to() - 1];
        int places = stretch.to() - stretch.from();
        double seconds = (call.trace().endMs()[to - 1] - call.trace().startMs()[from]) / 1000.0;
        double expected = meanExpected(call, feature, from, to);
        Map<String, Object> facts = new LinkedHashMap<>(shared);
        facts.put("direction", features.direction(feature, stretch.mean()));
        facts.put("places", places);
        facts.put("seconds", Math.round(seconds * 10) / 10.0);
        boolean relevant = features.harm(feature, stretch.mean()) >= least
                && places >= LEAST_PLACES
                && seconds >= decision.minSeconds();
        return new Observation(
                0,
                score,
                features.name(feature),
                from,
                to,
                expected + stretch.mean(),
                expected,
                features.unit(feature),
                relevant,
                facts);
    }

    /** Mean expected over samples, as far as something was compared; NaN where nothing was. */
    private double meanExpected(ComparedCall call, int feature, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(features.residual(call, feature, i))) {
                sum += features.expected(call, feature, i);
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
