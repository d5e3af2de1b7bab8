package org.lineside.attribution;

import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.calls.Channel;

/**
 * The table of signatures: which entity and which indicators tell which cause. Level effects are negative where signal is
 * lost; quality effects positive where it got worse (in the file's own direction).
 *
 * <pre>
 * entity          downlink level  uplink level  quality            timing   cause
 * mobile          lost            lost          any                –        mobile_antenna
 * mobile          –               lost          any                –        mobile_uplink
 * mobile          lost            –             any                –        mobile_downlink
 * mobile          –               –             uplink worse       –        mobile_uplink
 * mobile          –               –             downlink worse     –        downlink_interference (aboard its train)
 * cell            lost            any           any                –        cell_power_drop
 * cell            –               lost          any                –        cell_power_drop (its receiving side)
 * cell            –               –             uplink worse       –        uplink_interference
 * cell            –               –             downlink worse     –        downlink_interference
 * cell            –               –             –                  shifted  timing
 * section         ≥ 6 dB lost     any           any                shifted  repeater_fault
 * section         ≥ 6 dB lost     any           any                any      repeater_fault, where one usually serves
 * section         ≥ 15 dB lost    any           any                any      repeater_fault
 * section         lost            any           any                any      coverage_hole
 * section         –               –             downlink worse     –        downlink_interference
 * section         –               –             uplink worse       –        uplink_interference
 * train           –               –             worse              –        downlink_interference
 * model at cell   any             any           any                –        terminal_model
 * </pre>
 */
final class Signatures {
    /** A repeater that fails takes 15 to 40 dB from its tunnel; a hole in the open seldom takes so much. */
    private static final double REPEATER_DB = 15;

    /**
     * The missing jump of the timing advance is the repeater's own sign, and needs no more than a clear loss: half a
     * kilometre of fibre, at 0.367 km a symbol.
     */
    private static final double TIMING_SHIFT = 1.5;

    /** Where quality shows most, the level must have fallen by so much to be the cause. */
    private static final double CLEAR_LOSS_DB = 6;

    private Signatures() {}

    /**
     * The cause that an entity's effects tell.
     *
     * @param repeater whether a repeater or a radiating cable usually serves most of where it shows
     */
    static Cause cause(Kind kind, float[] effects, Channel strongest, boolean repeater) {
        boolean downlink = effects[Channel.LEVEL_DL.ordinal()] < 0;
        boolean uplink = effects[Channel.LEVEL_UL.ordinal()] < 0;
        boolean level = (downlink || uplink) && (strongest.isLevel() || lost(effects) >= CLEAR_LOSS_DB);
        boolean uplinkQuality = effects[Channel.QUALITY_UL.ordinal()] != 0;
        boolean downlinkQuality = effects[Channel.QUALITY_DL.ordinal()] != 0 || effects[Channel.SINR_DL.ordinal()] != 0;
        return switch (kind) {
            case MOBILE ->
                !level && downlinkQuality && !uplinkQuality
                        ? Cause.DOWNLINK_INTERFERENCE
                        : mobile(downlink, uplink, uplinkQuality && !downlinkQuality);
            case CELL ->
                strongest == Channel.TIMING_ADVANCE
                        ? Cause.TIMING
                        : level ? Cause.CELL_POWER_DROP : cell(effects, uplinkQuality, downlinkQuality);
            case SECTION ->
                level
                        ? hole(effects, repeater)
                        : downlinkQuality ? Cause.DOWNLINK_INTERFERENCE : Cause.UPLINK_INTERFERENCE;
            case TRAIN -> Cause.DOWNLINK_INTERFERENCE;
            case MODEL_AT_CELL -> Cause.TERMINAL_MODEL;
        };
    }

    private static Cause mobile(boolean downlink, boolean uplink, boolean uplinkQualityOnly) {
        if (downlink && uplink) {
            return Cause.MOBILE_ANTENNA;
        }
        return uplink || (!downlink && uplinkQualityOnly) ? Cause.MOBILE_UPLINK : Cause.MOBILE_DOWNLINK;
    }

    private static Cause cell(float[] effects, boolean uplinkQuality, boolean downlinkQuality) {
        if (!uplinkQuality && !downlinkQuality) {
            return Cause.TIMING;
        }
        boolean uplinkWorse =
                Math.abs(effects[Channel.QUALITY_UL.ordinal()]) >= Math.abs(effects[Channel.QUALITY_DL.ordinal()]);
        return uplinkQuality && uplinkWorse ? Cause.UPLINK_INTERFERENCE : Cause.DOWNLINK_INTERFERENCE;
    }

    private static double lost(float[] effects) {
        return -Math.min(effects[Channel.LEVEL_DL.ordinal()], effects[Channel.LEVEL_UL.ordinal()]);
    }

    private static Cause hole(float[] effects, boolean repeater) {
        double lost = lost(effects);
        boolean timing = Math.abs(effects[Channel.TIMING_ADVANCE.ordinal()]) >= TIMING_SHIFT;
        return lost >= REPEATER_DB || (lost >= CLEAR_LOSS_DB && (timing || repeater))
                ? Cause.REPEATER_FAULT
                : Cause.COVERAGE_HOLE;
    }
}
