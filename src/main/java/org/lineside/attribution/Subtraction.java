package org.lineside.attribution;

import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/** Takes what is blamed off all it touches: what a fault predicts elsewhere is no second fault. */
final class Subtraction {
    /** Above the highest coverage class of EIRENE (SRS 3.2.2: −92 dBm for level 2/3 above 220 km/h) with a margin for fading. */
    private static final double PLENTY_DBM = -85;

    private static final Channel[] CHANNELS = Channel.values();

    private Subtraction() {}

    /**
     * Subtracts the effects of a blame from its atoms.
     *
     * @param epoch the number of this subtraction
     */
    static void of(Blame blame, int epoch) {
        for (Row row : blame.rows()) {
            for (Channel channel : CHANNELS) {
                int c = channel.ordinal();
                row.left[c] -= blame.effects()[c];
                // Qualities do not add up: what is blamed already tells nothing more.
                if (channel.isQuality() && (blame.effects()[c] != 0 || weakened(blame, row.atom, channel))) {
                    row.left[c] = Float.NaN;
                }
            }
            row.changed = epoch;
        }
    }

    /**
     * A signal lost where little is left explains a bad quality beyond what the curve of sound days tells; where there is
     * still plenty it explains none. How much is left of the uplink is not known.
     */
    private static boolean weakened(Blame blame, Atom atom, Channel quality) {
        return quality == Channel.QUALITY_UL
                ? blame.effects()[Channel.LEVEL_UL.ordinal()] != 0
                : blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 && !(atom.levelDbm() > PLENTY_DBM);
    }
}
