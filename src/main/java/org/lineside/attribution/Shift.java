package org.lineside.attribution;

import java.util.List;
import org.lineside.calls.Channel;

/**
 * The shapes a fault may have: one channel, or both links' levels alike.
 *
 * @param channels what it shifts
 * @param sign in which direction, 1 or −1
 */
record Shift(List<Channel> channels, int sign) {
    /** All shapes that mean harm; a timing advance does in both directions. */
    static List<Shift> harmful(boolean[] higherIsBetter) {
        int downlinkQuality = higherIsBetter[Channel.QUALITY_DL.ordinal()] ? -1 : 1;
        int uplinkQuality = higherIsBetter[Channel.QUALITY_UL.ordinal()] ? -1 : 1;
        return List.of(
                new Shift(List.of(Channel.LEVEL_DL), -1),
                new Shift(List.of(Channel.LEVEL_UL), -1),
                new Shift(List.of(Channel.LEVEL_DL, Channel.LEVEL_UL), -1),
                new Shift(List.of(Channel.QUALITY_DL), downlinkQuality),
                new Shift(List.of(Channel.QUALITY_UL), uplinkQuality),
                new Shift(List.of(Channel.SINR_DL), -1),
                new Shift(List.of(Channel.TIMING_ADVANCE), 1),
                new Shift(List.of(Channel.TIMING_ADVANCE), -1));
    }

    /** The channel it is told by. */
    Channel first() {
        return channels.getFirst();
    }

    /** Whether it shifts a channel. */
    boolean shifts(Channel channel) {
        return channels.contains(channel);
    }
}
