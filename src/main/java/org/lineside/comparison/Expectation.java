package org.lineside.comparison;

import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * What a sample should show where it lies, how widely sound passes differ from that, and whether it can be told.
 *
 * @param model the references
 */
record Expectation(ReferenceModel model) {
    private static final float CENSORED_SHARE = 0.5f;
    private static final float CENSORING_MARGIN_DB = 2;
    private static final float LOWEST_RXLEV_DBM = -110;
    private static final float HIGHEST_RXLEV_DBM = -47;
    /** So many passes let a place speak for its uplink alone. */
    private static final float BALANCE_PASSES = 5;

    /** {@link #wider} by passes: it is asked for with each neighbour of each sample. */
    private static final float[] WIDER = new float[256];

    static {
        for (int passes = 0; passes < WIDER.length; passes++) {
            WIDER[passes] = wider(passes);
        }
    }

    /**
     * The expected value of a channel, in its unit, for a mobile of this offset.
     *
     * @param i the sample of the trace
     * @param entry the entry of the route for the serving cell
     * @param cell the serving cell's model index
     */
    float of(Channel channel, CallTrace trace, int i, Route route, int entry, int cell, MobileOffset offset) {
        return switch (channel) {
            case LEVEL_DL -> route.centre(channel, entry) + offset.downlinkDb();
            case LEVEL_UL -> uplink(route, entry, cell) + offset.uplinkDb();
            default -> route.centre(channel, entry) + model.curves().usual(trace, channel, i);
        };
    }

    /** Standard deviation of a new pass: from a mean over n passes it differs by √(1 + 1/n) of what it does from the true mean. */
    float spread(Channel channel, Route route, int entry) {
        int passes = channel == Channel.LEVEL_DL ? route.passes()[entry] : route.served()[entry];
        return route.spread(channel, entry) * (passes < WIDER.length ? WIDER[passes] : wider(passes));
    }

    private static float wider(int passes) {
        return (float) Math.sqrt(1 + 1.0 / Math.max(1, passes));
    }

    /** Whether what was observed can be held against what is expected: not just after a handover, and within the range. */
    static boolean comparable(Channel channel, CallTrace trace, int i, float expected) {
        boolean masked = channel.isLevel() && trace.afterHandover()[i] > 0;
        return !masked && !beyondRange(channel, trace, i, expected);
    }

    /**
     * The uplink is known from the passes that a cell served, the downlink from all that heard it: where few were served, a
     * difference between the two tells of those few. Path loss is the same both ways, so that the balance of the cell's links
     * stands for the passes that are missing. Where there are enough it says nothing: near a mast the downlink is more than can
     * be reported, and the balance another.
     */
    private float uplink(Route route, int entry, int cell) {
        float byBalance = route.centre(Channel.LEVEL_DL, entry) + model.balanceDb()[cell];
        float own = route.centre(Channel.LEVEL_UL, entry);
        if (Float.isNaN(own) || Float.isNaN(byBalance)) {
            return Float.isNaN(own) ? byBalance : own;
        }
        float served = Math.min(BALANCE_PASSES, route.served()[entry]);
        return (served * own + (BALANCE_PASSES - served) * byBalance) / BALANCE_PASSES;
    }

    /** A level at the end of the range, expected there or beyond it, says nothing. */
    private static boolean beyondRange(Channel channel, CallTrace trace, int i, float expected) {
        float share = channel == Channel.LEVEL_DL
                ? trace.censored()[i]
                : channel == Channel.LEVEL_UL ? trace.censoredUplink()[i] : 0;
        return share > CENSORED_SHARE
                && (expected < LOWEST_RXLEV_DBM + CENSORING_MARGIN_DB
                        || expected > HIGHEST_RXLEV_DBM - CENSORING_MARGIN_DB);
    }
}
