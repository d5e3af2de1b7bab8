package org.lineside.detection.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.detection.MinEffects;
import org.lineside.detection.Places;

/**
 * What is tested: an indicator of the profile, or the balance of the links, uplink minus downlink level. A train's
 * surroundings and an error of its position move both links alike; a fault of one link stands out of the balance where
 * it is still hidden in each level.
 *
 * @param name the indicator's column, or {@code link_balance}
 * @param unit its unit
 * @param minEffect smallest effect that counts, in that unit
 * @param harm 1 where a rise means harm, −1 where a fall does, 0 where both do
 * @param channel the indicator's channel, null for the balance
 */
record Quantity(
        String name,
        String unit,
        double minEffect,
        int harm,
        @Nullable Channel channel) {
    /** All that a profile delivers. */
    static List<Quantity> of(Profile profile, Settings.MinEffect minEffect) {
        List<Quantity> quantities = new ArrayList<>();
        for (Indicator i : profile.indicators()) {
            int worse = i.higherIsBetter() ? -1 : 1;
            quantities.add(new Quantity(
                    i.column(),
                    i.unit(),
                    MinEffects.of(minEffect, i),
                    i.channel().isQuality() ? worse : 0,
                    i.channel()));
        }
        if (profile.indicator(Channel.LEVEL_DL).isPresent()
                && profile.indicator(Channel.LEVEL_UL).isPresent()) {
            quantities.add(new Quantity("link_balance", "dB", minEffect.levelDb(), 0, null));
        }
        return List.copyOf(quantities);
    }

    /** Whether a call's file delivered it. */
    boolean measuredIn(ComparedCall call) {
        return channel == null
                ? call.trace().has(Channel.LEVEL_DL) && call.trace().has(Channel.LEVEL_UL)
                : call.trace().has(channel);
    }

    /**
     * The call place by place.
     *
     * @param spread standard deviation of the balance, the same everywhere, in dB; unused for a channel
     */
    Series series(ComparedCall call, Places places, float spread) {
        if (channel != null) {
            return new Series(
                    places.mean(call.residual(channel)),
                    places.mean(call.expected(channel)),
                    places.mean(call.spread(channel)));
        }
        float[] everywhere = new float[places.size()];
        Arrays.fill(everywhere, spread);
        return new Series(
                places.mean(difference(call.residual(Channel.LEVEL_UL), call.residual(Channel.LEVEL_DL))),
                places.mean(difference(call.expected(Channel.LEVEL_UL), call.expected(Channel.LEVEL_DL))),
                everywhere);
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
