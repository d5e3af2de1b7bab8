package org.lineside.detection.autoencoder;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.detection.MinEffects;

/**
 * What windows hold, in this order: the indicators of a profile, then the neighbour margin, by how many dB the strongest
 * expected neighbour stands above the server.
 *
 * @param indicators the profile's
 */
record Features(List<Indicator> indicators) {
    /** What is ranked apart, for the usual extremes of one would hide those of another. */
    static final List<String> GROUPS = List.of("level", "quality", "timing");

    static Features of(Profile profile) {
        return new Features(profile.indicators());
    }

    int size() {
        return indicators.size() + 1;
    }

    boolean isMargin(int feature) {
        return feature == indicators.size();
    }

    boolean isQuality(int feature) {
        return !isMargin(feature) && indicators.get(feature).channel().isQuality();
    }

    /**
     * Index into {@link #GROUPS} of a feature; −1 for the margin, which the network is shown but nobody asks it to explain:
     * neighbours that stand out harm no call whose own link is sound.
     */
    int group(int feature) {
        return isMargin(feature) ? -1 : isLevel(feature) ? 0 : isQuality(feature) ? 1 : 2;
    }

    boolean isLevel(int feature) {
        return !isMargin(feature) && indicators.get(feature).channel().isLevel();
    }

    String name(int feature) {
        return isMargin(feature) ? "neighbours" : indicators.get(feature).column();
    }

    String unit(int feature) {
        return isMargin(feature) ? "dB" : indicators.get(feature).unit();
    }

    /** What a residual is multiplied with, so that more quality is worse. */
    int worseSign(int feature) {
        return isQuality(feature) && indicators.get(feature).higherIsBetter() ? -1 : 1;
    }

    /** The smallest effect that counts, in the feature's unit. */
    double minEffect(int feature, Settings.MinEffect min, boolean provisional) {
        if (isMargin(feature)) {
            return min.levelDb() * (provisional ? MinEffects.PROVISIONAL_FACTOR : 1);
        }
        return MinEffects.of(min, indicators.get(feature), provisional);
    }

    /**
     * By how much an effect harms, in the feature's unit: a level that falls, a quality that gets worse, a timing advance
     * that is another. A stronger level, a better quality, and neighbours that stand out harm nobody.
     *
     * @return 0 or less where nothing is harmed
     */
    double harm(int feature, double effect) {
        if (isMargin(feature)) {
            return 0;
        }
        if (isLevel(feature)) {
            return -effect;
        }
        return isQuality(feature) ? worseSign(feature) * effect : Math.abs(effect);
    }

    /** In which direction a feature deviates, for people. */
    String direction(int feature, double effect) {
        if (isQuality(feature)) {
            return worseSign(feature) * effect > 0 ? "worse" : "better";
        }
        if (isMargin(feature) || isLevel(feature)) {
            return effect < 0 ? "weaker" : "stronger";
        }
        return effect < 0 ? "nearer" : "farther";
    }

    /** Observed minus expected of one sample in the feature's unit, NaN where not compared. */
    float residual(ComparedCall call, int feature, int sample) {
        Channel channel = channel(feature);
        if (!call.trace().has(channel)) {
            return Float.NaN;
        }
        float own = call.residual(channel)[sample];
        if (!isMargin(feature) || Float.isNaN(own)) {
            return own;
        }
        int strongest = strongest(call, sample);
        return strongest < 0 ? Float.NaN : call.neighbourResidual()[strongest] - own;
    }

    /** Standard deviation of one pass per sample, in the feature's unit; of the margin that of the server's level. */
    float[] spread(ComparedCall call, int feature) {
        return call.spread(channel(feature));
    }

    private Channel channel(int feature) {
        return isMargin(feature) ? Channel.LEVEL_DL : indicators.get(feature).channel();
    }

    /** What is expected of a feature in one sample, in its unit; of no meaning where nothing was compared. */
    double expected(ComparedCall call, int feature, int sample) {
        if (!isMargin(feature)) {
            return call.expected(channel(feature))[sample];
        }
        int strongest = strongest(call, sample);
        return strongest < 0
                ? Double.NaN
                : call.trace().neighbourDbm()[strongest]
                        - call.neighbourResidual()[strongest]
                        - call.expected(Channel.LEVEL_DL)[sample];
    }

    /** The strongest neighbour of a sample that was compared, as an index into the neighbours; −1 without any. */
    private static int strongest(ComparedCall call, int sample) {
        CallTrace trace = call.trace();
        int strongest = -1;
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            boolean known = !Float.isNaN(call.neighbourResidual()[k]);
            if (known && (strongest < 0 || trace.neighbourDbm()[k] > trace.neighbourDbm()[strongest])) {
                strongest = k;
            }
        }
        return strongest;
    }
}
