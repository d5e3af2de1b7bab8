package org.lineside.detection.autoencoder;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.lineside.numeric.Robust;

/**
 * Brings the features to one scale.
 *
 * @param scale per feature its usual deviation in standard deviations of one pass, NaN where it never varied: it is left
 *     out
 * @param least per feature the smallest value that is shown
 * @param most per feature the largest value that is shown
 */
record Scaling(float[] scale, float[] least, float[] most) {
    /** Values are drawn in to so many usual deviations: how far off a fault is must not outvote how many values are. */
    private static final float MOST = 6;
    /** Better quality than expected harms nobody, so little of it is shown. */
    private static final float MOST_BETTER = -1;
    /** Nor does a stronger level; but both links rise and fall together, which the network shall see. */
    private static final float MOST_STRONGER = 2;
    /** Where the usual deviation is looked for; beyond, it is no more the usual. */
    private static final double CLIP = 3;

    private static final float NO_VARIATION = 1e-3f;

    private static Scaling of(float[] scale, Features features) {
        float[] least = new float[scale.length];
        float[] most = new float[scale.length];
        for (int f = 0; f < least.length; f++) {
            least[f] = features.isQuality(f) ? MOST_BETTER : -MOST;
            most[f] = features.isLevel(f) ? MOST_STRONGER : MOST;
        }
        return new Scaling(scale, least, most);
    }

    /** Learns from calls as {@link Inputs#standard} holds them. */
    static Scaling learn(List<float[][]> calls, Features features) {
        float[] scale = new float[features.size()];
        int places = calls.stream().mapToInt(c -> c[0].length).sum();
        for (int f = 0; f < scale.length; f++) {
            float[] all = new float[places];
            int n = 0;
            for (float[][] call : calls) {
                System.arraycopy(call[f], 0, all, n, call[f].length);
                n += call[f].length;
            }
            float deviation = (float) Robust.winsorizedSd(all, CLIP);
            scale[f] = deviation > NO_VARIATION ? deviation : Float.NaN;
        }
        return of(scale, features);
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
        return Float.isNaN(v) ? Float.NaN : Math.clamp(v, least[feature], most[feature]);
    }

    void write(DataOutput out) throws IOException {
        for (float s : scale) {
            out.writeFloat(s);
        }
    }

    static Scaling read(DataInput in, Features features) throws IOException {
        float[] scale = new float[features.size()];
        for (int f = 0; f < scale.length; f++) {
            scale[f] = in.readFloat();
        }
        return of(scale, features);
    }
}
