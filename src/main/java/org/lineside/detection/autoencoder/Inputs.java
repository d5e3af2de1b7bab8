package org.lineside.detection.autoencoder;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Places;

/**
 * What the network sees of a call: per place and feature how far the call is from what is expected. The features are the
 * profile's indicators, in standard deviations of one pass, and last the neighbour margin: by how many dB more than
 * expected the strongest neighbour stands above the server.
 *
 * @param places the places
 * @param values [feature][place], NaN where missing; quality so that more is worse
 */
record Inputs(Places places, float[][] values) {
    /** Places per window, of about 1.9 s at line speed: 23 s, the length of the shortest coverage holes that matter. */
    static final int WINDOW = 12;

    /** Share of a window's values, of the features the call has, that must have been measured. */
    private static final double MEASURED_SHARE = 0.5;

    /** Number of features for a profile's indicators. */
    static int features(List<Indicator> indicators) {
        return indicators.size() + 1;
    }

    /** Looks at a call. */
    static Inputs of(ComparedCall call, List<Indicator> indicators) {
        Places places = Places.of(call);
        float[][] values = new float[features(indicators)][];
        for (int f = 0; f < indicators.size(); f++) {
            values[f] = places.mean(standardised(call, indicators.get(f)));
        }
        values[indicators.size()] = places.mean(marginResidual(call));
        return new Inputs(places, values);
    }

    private static float[] standardised(ComparedCall call, Indicator indicator) {
        Channel channel = indicator.channel();
        float[] residual = call.residual(channel);
        float[] spread = call.spread(channel);
        float[] standardised = new float[residual.length];
        float sign = channel.isQuality() && indicator.higherIsBetter() ? -1 : 1;
        for (int i = 0; i < standardised.length; i++) {
            boolean known = call.trace().has(channel) && spread[i] > 0;
            standardised[i] = known ? sign * residual[i] / spread[i] : Float.NaN;
        }
        return standardised;
    }

    /** Residual, in dB, of the margin between the strongest neighbour that is expected and the server. */
    static float[] marginResidual(ComparedCall call) {
        CallTrace trace = call.trace();
        float[] margin = new float[trace.size()];
        for (int i = 0; i < margin.length; i++) {
            int strongest = strongest(call, i);
            margin[i] = strongest < 0
                    ? Float.NaN
                    : call.neighbourResidual()[strongest] - call.residual(Channel.LEVEL_DL)[i];
        }
        return margin;
    }

    /** The margin itself, in dB, NaN where its residual is. */
    static float[] margin(ComparedCall call) {
        CallTrace trace = call.trace();
        float[] margin = new float[trace.size()];
        for (int i = 0; i < margin.length; i++) {
            int strongest = strongest(call, i);
            margin[i] =
                    strongest < 0 ? Float.NaN : trace.neighbourDbm()[strongest] - trace.channel(Channel.LEVEL_DL)[i];
        }
        return margin;
    }

    private static int strongest(ComparedCall call, int sample) {
        CallTrace trace = call.trace();
        if (!trace.has(Channel.LEVEL_DL) || Float.isNaN(call.residual(Channel.LEVEL_DL)[sample])) {
            return -1;
        }
        int strongest = -1;
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            boolean known = !Float.isNaN(call.neighbourResidual()[k]);
            if (known && (strongest < 0 || trace.neighbourDbm()[k] > trace.neighbourDbm()[strongest])) {
                strongest = k;
            }
        }
        return strongest;
    }

    /** The same, in usual deviations and drawn in to what the network is shown. */
    Inputs scaled(Scaling scaling) {
        float[][] scaled = new float[values.length][places.size()];
        for (int f = 0; f < scaled.length; f++) {
            for (int k = 0; k < scaled[f].length; k++) {
                scaled[f][k] = scaling.scaled(f, values[f][k]);
            }
        }
        return new Inputs(places, scaled);
    }

    /** Values a window must hold to be looked at: half of what the features the call has at all could give. */
    int needed() {
        int present = 0;
        for (float[] feature : values) {
            present += measured(feature) ? 1 : 0;
        }
        return Math.max(1, (int) Math.ceil(MEASURED_SHARE * present * WINDOW));
    }

    private static boolean measured(float[] values) {
        for (float v : values) {
            if (!Float.isNaN(v)) {
                return true;
            }
        }
        return false;
    }

    /**
     * One window, place after place.
     *
     * @param from its first place
     * @param window receives {@link #WINDOW} × features values, NaN where missing
     * @return how many are not missing
     */
    int window(int from, float[] window) {
        int present = 0;
        for (int f = 0; f < values.length; f++) {
            for (int k = 0; k < WINDOW; k++) {
                float v = values[f][from + k];
                window[k * values.length + f] = v;
                present += !Float.isNaN(v) ? 1 : 0;
            }
        }
        return present;
    }
}
