package org.lineside.references;

/**
 * How much a mobile's levels differ from those of all others at the same place: its antenna, feeder and radio.
 *
 * @param downlinkDb offset of the downlink level in dB
 * @param uplinkDb offset of the uplink level at full power in dB
 * @param calls calls it was estimated from
 */
public record MobileOffset(float downlinkDb, float uplinkDb, int calls) {
    /** A mobile never seen. */
    public static final MobileOffset NONE = new MobileOffset(0, 0, 0);
}
