package org.lineside.detection.autoencoder;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.detection.MinEffects;
import org.lineside.detection.Observation;
import org.lineside.detection.Places;

/**
 * Says what a stretch that is given back badly is about, in an indicator's own unit: among those with at least their share
 * of the error, the first by error whose mean effect over the stretch counts, else the first.
 *
 * @param indicators of the profile
 * @param decision what counts
 */
record Findings(List<Indicator> indicators, Settings.Decision decision) {
    private static final double PROVISIONAL_FACTOR = 1.5;
    private static final int LEAST_PLACES = 2;

    private record Effect(String name, String unit, double observed, double expected, boolean counts) {}

    /**
     * The observation of a stretch.
     *
     * @param statistic which of the room's
     * @param score its score
     */
    Observation observation(
            ComparedCall call, Places places, Errors errors, int statistic, double score, Stretch stretch) {
        int from = places.from()[stretch.from()];
        int to = places.to()[stretch.to() - 1];
        double[] error = perFeature(errors, stretch);
        Effect told = told(call, places, error, stretch);
        double seconds = (call.trace().endMs()[to - 1] - call.trace().startMs()[from]) / 1000.0;
        boolean relevant =
                told.counts && stretch.to() - stretch.from() >= LEAST_PLACES && seconds >= decision.minSeconds();
        Map<String, Object> facts = new LinkedHashMap<>();
        for (int f = 0; f < error.length; f++) {
            if (error[f] > 0) {
                facts.put("error " + name(f), Math.round(error[f] * 10) / 10.0);
            }
        }
        facts.put("places", stretch.to() - stretch.from());
        facts.put("seconds", Math.round(seconds * 10) / 10.0);
        return new Observation(
                statistic, score, told.name, from, to, told.observed, told.expected, told.unit, relevant, facts);
    }

    private Effect told(ComparedCall call, Places places, double[] error, Stretch stretch) {
        double fair = Arrays.stream(error).sum() / error.length;
        List<Effect> effects = IntStream.range(0, error.length)
                .boxed()
                .filter(f -> error[f] > 0 && error[f] >= fair)
                .sorted((a, b) -> Double.compare(error[b], error[a]))
                .map(f -> effect(call, places, f, stretch))
                .toList();
        return effects.stream()
                .filter(Effect::counts)
                .findFirst()
                .orElseGet(() -> effects.isEmpty() ? effect(call, places, 0, stretch) : effects.getFirst());
    }

    /** Mean error of each feature over the stretch, 0 where it is missing. */
    private static double[] perFeature(Errors errors, Stretch stretch) {
        double[] error = new double[errors.feature().length];
        for (int f = 0; f < error.length; f++) {
            error[f] = mean(errors.feature()[f], stretch.from(), stretch.to());
            error[f] = Double.isNaN(error[f]) ? 0 : error[f];
        }
        return error;
    }

    private String name(int feature) {
        return feature < indicators.size() ? indicators.get(feature).column() : "neighbours";
    }

    private Effect effect(ComparedCall call, Places places, int feature, Stretch stretch) {
        boolean margin = feature == indicators.size();
        float[] residual = margin
                ? Inputs.marginResidual(call)
                : call.residual(indicators.get(feature).channel());
        float[] expected = margin
                ? Inputs.margin(call)
                : call.expected(indicators.get(feature).channel());
        double effect = mean(places.mean(residual), stretch.from(), stretch.to());
        double usual = mean(places.mean(where(expected, residual)), stretch.from(), stretch.to());
        double harm = margin ? effect : Math.abs(effect); // neighbours weaker than expected take nobody's call away
        double least = decision.minEffect().levelDb();
        String unit = "dB";
        if (margin) {
            usual -= effect;
        } else {
            Indicator indicator = indicators.get(feature);
            Channel channel = indicator.channel();
            harm = channel.isQuality() ? (indicator.higherIsBetter() ? -effect : effect) : harm;
            least = MinEffects.of(decision.minEffect(), indicator);
            unit = indicator.unit();
        }
        boolean counts = harm >= least * (call.provisional() ? PROVISIONAL_FACTOR : 1);
        return new Effect(name(feature), unit, usual + effect, usual, counts);
    }

    /** Only where the residual is known, so that both means speak of the same places. */
    private static float[] where(float[] values, float[] present) {
        float[] kept = new float[values.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Float.isNaN(present[i]) ? Float.NaN : values[i];
        }
        return kept;
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int k = from; k < to; k++) {
            if (!Float.isNaN(values[k])) {
                sum += values[k];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
