package org.lineside.detection.autoencoder;

import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Places;

/**
 * A call place by place.
 *
 * @param places the places
 * @param residual [feature][place] observed minus expected in the feature's unit, NaN where missing
 * @param standard [feature][place] the same in standard deviations of one pass, turned so that more quality is worse
 */
record Inputs(Places places, float[][] residual, float[][] standard) {
    static Inputs of(ComparedCall call, Features features) {
        Places places = Places.of(call);
        float[][] residual = new float[features.size()][];
        float[][] standard = new float[features.size()][places.size()];
        float[] perSample = new float[call.trace().size()];
        for (int f = 0; f < residual.length; f++) {
            for (int i = 0; i < perSample.length; i++) {
                perSample[i] = features.residual(call, f, i);
            }
            residual[f] = places.mean(perSample);
            float[] spread = places.mean(features.spread(call, f));
            for (int k = 0; k < places.size(); k++) {
                standard[f][k] = spread[k] > 0 ? features.worseSign(f) * residual[f][k] / spread[k] : Float.NaN;
            }
        }
        return new Inputs(places, residual, standard);
    }

    /** Mean residual of a feature over places, in its unit; 0 where nothing was measured. */
    double meanResidual(int feature, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int k = from; k < to; k++) {
            if (!Float.isNaN(residual[feature][k])) {
                sum += residual[feature][k];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
