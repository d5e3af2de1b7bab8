package org.lineside.detection.autoencoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.lineside.calls.Profile.Indicator;
import org.lineside.numeric.Robust;

/**
 * Brings the features to one scale.
 *
 * @param scale per feature its usual deviation, NaN where it never varied: it is left out
 * @param least per feature the smallest value that is shown
 */
record Scaling(float[] scale, float[] least) {
    /** Values are drawn in to so many usual deviations: how far off a fault is must not outvote how many values are. */
    private static final float MOST = 6;
    /** Better quality than expected harms nobody, so little of it is shown. */
    private static final float MOST_BETTER = -1;
    /** Where the usual deviation is looked for; beyond, it is no more the usual. */
    private static final double CLIP = 3;

    private static final float NO_VARIATION = 1e-3f;

    /** A scaling by these deviations for the features of a profile. */
    static Scaling of(float[] scale, List<Indicator> indicators) {
        float[] least = new float[scale.length];
        for (int f = 0; f < least.length; f++) {
            boolean quality =
                    f < indicators.size() && indicators.get(f).channel().isQuality();
            least[f] = quality ? MOST_BETTER : -MOST;
        }
        return new Scaling(scale, least);
    }

    /** Learns from windows as {@link Inputs#window} gives them. */
    static Scaling learn(List<float[]> windows, List<Indicator> indicators) {
        float[] scale = new float[Inputs.features(indicators)];
        for (int f = 0; f < scale.length; f++) {
            float[] all = new float[windows.size() * Inputs.WINDOW];
            int n = 0;
            for (float[] window : windows) {
                for (int k = 0; k < Inputs.WINDOW; k++) {
                    all[n++] = window[k * scale.length + f];
                }
            }
            float deviation = (float) Robust.winsorizedSd(all, CLIP);
            scale[f] = deviation > NO_VARIATION ? deviation : Float.NaN;
        }
        return of(scale, indicators);
    }

    /** Whether any feature is left. */
    boolean usable() {
        for (float s : scale) {
            if (s > 0) {
                return true;
            }
        }
        return false;
    }

    /** A value on the common scale, NaN where it is missing or the feature is left out. */
    float scaled(int feature, float value) {
        float v = value / scale[feature];
        return !Float.isNaN(v) ? Math.clamp(v, least[feature], MOST) : Float.NaN;
    }

    /** A window on the common scale. */
    float[] scaled(float[] window) {
        float[] scaled = new float[window.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scaled(i % scale.length, window[i]);
        }
        return scaled;
    }

    void write(DataOutput out) throws IOException {
        for (float s : scale) {
            out.writeFloat(s);
        }
    }

    static Scaling read(DataInput in, List<Indicator> indicators) throws IOException {
        float[] scale = new float[Inputs.features(indicators)];
        for (int f = 0; f < scale.length; f++) {
            scale[f] = in.readFloat();
        }
        return of(scale, indicators);
    }
}
