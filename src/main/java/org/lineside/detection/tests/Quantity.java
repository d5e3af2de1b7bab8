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
import org.lineside.references.ReferenceModel;

/**
 * What is tested: an indicator of the profile, the balance of the links, uplink minus downlink level, or the levels of the
 * neighbours. A train's surroundings and an error of its position move both links alike; a fault of one link stands out of
 * the balance where it is still hidden in each level. A cell that has grown weak serves less: calls that others
 * serve in its place still hear it, and hear it too low.
 *
 * @param name the indicator's column, {@code link_balance} or {@code neighbours}
 * @param unit its unit
 * @param minEffect smallest effect that counts, in that unit
 * @param harm 1 where a rise means harm, −1 where a fall does, 0 where both do
 * @param channel the indicator's channel, null for balance and neighbours
 */
record Quantity(
        String name,
        String unit,
        double minEffect,
        int harm,
        @Nullable Channel channel) {
    private static final String BALANCE = "link_balance";
    private static final String NEIGHBOURS = "neighbours";

    /** All that a profile delivers. */
    static List<Quantity> of(Profile profile, Settings.MinEffect minEffect) {
        List<Quantity> quantities = new ArrayList<>();
        for (Indicator i : profile.indicators()) {
            int worse = i.higherIsBetter() ? -1 : 1;
            quantities.add(new Quantity(
                    i.column(),
                    i.unit(),
                    MinEffects.of(minEffect, i),
                    i.channel() == Channel.TIMING_ADVANCE ? 0 : worse,
                    i.channel()));
        }
        if (profile.indicator(Channel.LEVEL_DL).isPresent()
                && profile.indicator(Channel.LEVEL_UL).isPresent()) {
            quantities.add(new Quantity(BALANCE, "dB", minEffect.levelDb(), 0, null));
        }
        if (profile.indicator(Channel.LEVEL_DL).isPresent()) {
            quantities.add(new Quantity(NEIGHBOURS, "dB", minEffect.levelDb(), -1, null));
        }
        return List.copyOf(quantities);
    }

    /** How much of a deviation means harm, negative where it means the opposite. */
    double harmful(double deviation) {
        return harm == 0 ? Math.abs(deviation) : harm * deviation;
    }

    /** Whether its spread is the same everywhere, and learned from how calls deviate. */
    boolean sameSpread() {
        return name.equals(BALANCE);
    }

    /** Whether a call's file delivered it. */
    boolean measuredIn(ComparedCall call) {
        if (channel != null) {
            return call.trace().has(channel);
        }
        return sameSpread()
                ? call.trace().has(Channel.LEVEL_DL) && call.trace().has(Channel.LEVEL_UL)
                : call.trace().neighboursDelivered();
    }

    /**
     * The call place by place: one series, but for neighbours one for each of them.
     *
     * @param model the references the call was compared with
     * @param spread standard deviation of the balance, the same everywhere, in dB; unused for others
     */
    List<Series> series(ComparedCall call, ReferenceModel model, Places places, float spread) {
        if (channel != null) {
            return List.of(new Series(
                    places.mean(call.residual(channel)),
                    places.mean(call.expected(channel)),
                    places.mean(call.spread(channel)),
                    ""));
        }
        if (!sameSpread()) {
            return Neighbours.series(call, model, places);
        }
        float[] everywhere = new float[places.size()];
        Arrays.fill(everywhere, spread);
        return List.of(new Series(
                places.mean(difference(call.residual(Channel.LEVEL_UL), call.residual(Channel.LEVEL_DL))),
                places.mean(difference(call.expected(Channel.LEVEL_UL), call.expected(Channel.LEVEL_DL))),
                everywhere,
                ""));
    }

    private static float[] difference(float[] a, float[] b) {
        float[] difference = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }
}
