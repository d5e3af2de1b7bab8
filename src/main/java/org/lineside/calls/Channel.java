package org.lineside.calls;

/**
 * What a measurement speaks of, whatever the radio technology calls it. A profile maps the columns of a probe's file to
 * channels; everything behind the intake knows only channels.
 */
public enum Channel {
    /** Received level at the mobile in dBm: RXLEV_DL (3GPP TS 45.008 §8.1), RSRP (3GPP TS 36.214 §5.1.1). */
    LEVEL_DL,
    /** Received level at the base station in dBm: RXLEV_UL. */
    LEVEL_UL,
    /** Downlink quality: RXQUAL_DL classes (3GPP TS 45.008 §8.2.4), RSRQ in dB. */
    QUALITY_DL,
    /** Uplink quality: RXQUAL_UL classes. */
    QUALITY_UL,
    /** Downlink signal to interference and noise ratio in dB. */
    SINR_DL,
    /** Timing advance in symbols of 553.5 m (3GPP TS 45.010 §5.6). */
    TIMING_ADVANCE;

    /** Whether this channel is a received level in dBm. */
    public boolean isLevel() {
        return this == LEVEL_DL || this == LEVEL_UL;
    }

    /** Whether this channel tells how well the link decodes. */
    public boolean isQuality() {
        return this == QUALITY_DL || this == QUALITY_UL || this == SINR_DL;
    }
}
