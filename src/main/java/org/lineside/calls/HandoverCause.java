package org.lineside.calls;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a handover was commanded, as far as it tells something of the radio: the power budget is how it should be, quality
 * and level are emergencies. Networks say it by the numbers of 3GPP TS 48.008 §3.2.2.5 (BSSMAP), or by words of their own.
 */
public enum HandoverCause {
    /** Another cell is better by the margin: the power budget. */
    BETTER_CELL,
    /** Bad quality of the downlink. */
    DOWNLINK_QUALITY,
    /** Bad quality of the uplink. */
    UPLINK_QUALITY,
    /** Too weak a level, of either link. */
    LEVEL,
    /** Too far from the mast. */
    DISTANCE,
    /** Anything else: traffic, pre-emption, maintenance, words not known here. */
    OTHER;

    private static final Map<String, HandoverCause> WORDS = Map.ofEntries(
            Map.entry("2", UPLINK_QUALITY),
            Map.entry("3", LEVEL),
            Map.entry("4", DOWNLINK_QUALITY),
            Map.entry("5", LEVEL),
            Map.entry("6", DISTANCE),
            Map.entry("12", BETTER_CELL),
            Map.entry("bettercell", BETTER_CELL),
            Map.entry("powerbudget", BETTER_CELL),
            Map.entry("pbgt", BETTER_CELL),
            Map.entry("dlquality", DOWNLINK_QUALITY),
            Map.entry("downlinkquality", DOWNLINK_QUALITY),
            Map.entry("rxqualdl", DOWNLINK_QUALITY),
            Map.entry("qualitydl", DOWNLINK_QUALITY),
            Map.entry("qualitydownlink", DOWNLINK_QUALITY),
            Map.entry("ulquality", UPLINK_QUALITY),
            Map.entry("uplinkquality", UPLINK_QUALITY),
            Map.entry("rxqualul", UPLINK_QUALITY),
            Map.entry("qualityul", UPLINK_QUALITY),
            Map.entry("qualityuplink", UPLINK_QUALITY),
            Map.entry("dllevel", LEVEL),
            Map.entry("ullevel", LEVEL),
            Map.entry("dlstrength", LEVEL),
            Map.entry("ulstrength", LEVEL),
            Map.entry("downlinkstrength", LEVEL),
            Map.entry("uplinkstrength", LEVEL),
            Map.entry("downlinklevel", LEVEL),
            Map.entry("uplinklevel", LEVEL),
            Map.entry("rxlevdl", LEVEL),
            Map.entry("rxlevul", LEVEL),
            Map.entry("level", LEVEL),
            Map.entry("distance", DISTANCE),
            Map.entry("timingadvance", DISTANCE));

    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-f]{1,4}");
    private static final Pattern NO_PART_OF_A_WORD = Pattern.compile("[^a-z0-9]|cause");

    /**
     * The cause that a file's word or number says; numbers decimal or {@code 0x…}, words in any case and with any
     * punctuation. Null when the file says nothing.
     */
    public static @Nullable HandoverCause of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String plain = text.toLowerCase(Locale.ROOT).strip();
        if (HEXADECIMAL.matcher(plain).matches()) {
            plain = Integer.toString(Integer.parseInt(plain.substring(2), 16));
        }
        return WORDS.getOrDefault(NO_PART_OF_A_WORD.matcher(plain).replaceAll(""), OTHER);
    }

    /** Whether it was commanded because the quality of a link was bad. */
    public boolean isQuality() {
        return this == DOWNLINK_QUALITY || this == UPLINK_QUALITY;
    }

    /** Whether it was commanded to rescue the call. */
    public boolean isEmergency() {
        return isQuality() || this == LEVEL || this == DISTANCE;
    }
}
