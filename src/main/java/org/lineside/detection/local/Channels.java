package org.lineside.detection.local;

import java.util.List;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import org.lineside.config.Settings;
import org.lineside.detection.MinEffects;

/**
 * The channels in the order in which windows hold them: the indicators of a profile, then the mean of the neighbours'
 * levels.
 *
 * @param indicators the profile's
 */
record Channels(List<Indicator> indicators) {
    /**
     * What is calibrated apart, for the usual extremes of one would hide those of the other: levels, quality, and what both
     * speak of where the call is, timing advance and neighbours.
     */
    static final List<String> GROUPS = List.of("level", "quality", "place");

    private static final String NEIGHBOURS = "neighbours";

    static Channels of(Profile profile) {
        return new Channels(List.copyOf(profile.indicators()));
    }

    int size() {
        return indicators.size() + 1;
    }

    boolean isNeighbours(int channel) {
        return channel == indicators.size();
    }

    boolean isLevel(int channel) {
        return !isNeighbours(channel) && indicators.get(channel).channel().isLevel();
    }

    /** Quality harms in one direction only. */
    boolean isOneSided(int channel) {
        return !isNeighbours(channel) && indicators.get(channel).channel().isQuality();
    }

    /** What a residual is multiplied with, so that more is worse where only one direction harms. */
    int harmfulSign(int channel) {
        return isOneSided(channel) && indicators.get(channel).higherIsBetter() ? -1 : 1;
    }

    /** Index into {@link #GROUPS} of a channel. */
    int group(int channel) {
        return isLevel(channel) ? 0 : isOneSided(channel) ? 1 : 2;
    }

    String name(int channel) {
        return isNeighbours(channel) ? NEIGHBOURS : indicators.get(channel).column();
    }

    String unit(int channel) {
        return isNeighbours(channel) ? "dBm" : indicators.get(channel).unit();
    }

    /** The smallest effect that counts, in the channel's unit. */
    double minEffect(int channel, Settings.MinEffect min, boolean provisional) {
        return isNeighbours(channel) ? min.levelDb() : MinEffects.of(min, indicators.get(channel), provisional);
    }

    /** In which direction a channel deviates, for people. */
    String direction(int channel, double effect) {
        if (isOneSided(channel)) {
            return effect * harmfulSign(channel) > 0 ? "worse" : "better";
        }
        if (isNeighbours(channel) || isLevel(channel)) {
            return effect < 0 ? "weaker" : "stronger";
        }
        return effect < 0 ? "nearer" : "farther";
    }
}
