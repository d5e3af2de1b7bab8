package org.lineside.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * What one call says of the cells that served it.
 *
 * @param day the day it counts to, see {@link #day}
 * @param mobile its mobile
 * @param cells the cells, sorted
 * @param effect per {@link Channel}, per cell: median over the call's stretches in the cell of observed minus expected, NaN
 *     where nothing is known. The median, since an obstacle beside the track is not the cell's fault.
 */
public record CallEffects(long day, String mobile, List<String> cells, float[][] effect) {
    private static final long DAY_MS = 86_400_000L;
    private static final double MS_PER_MINUTE = 60_000;

    /**
     * The day a call counts to, in days since 1970 UTC. A call belongs to the day it ended in, but the first minutes after
     * midnight belong to the day before: by their end every call of that day is known.
     *
     * @param endMs end of the call
     * @param timeoutMinutes time after which a silent call has ended
     */
    public static long day(long endMs, double timeoutMinutes) {
        return Math.floorDiv(endMs - Math.round(timeoutMinutes * MS_PER_MINUTE), DAY_MS);
    }

    /** When a day begins in the meaning of {@link #day}, epoch milliseconds. */
    public static long beginMs(long day, double timeoutMinutes) {
        return day * DAY_MS + Math.round(timeoutMinutes * MS_PER_MINUTE);
    }

    /** What a call says, by its evidence. */
    public static CallEffects of(CallEvidence call, double timeoutMinutes) {
        Map<String, List<Atom>> perCell = new TreeMap<>();
        for (Atom atom : call.atoms()) {
            if (atom.zone() >= 0) {
                perCell.computeIfAbsent(atom.cell(), k -> new ArrayList<>()).add(atom);
            }
        }
        float[][] effect = new float[Channel.values().length][perCell.size()];
        for (int c = 0; c < effect.length; c++) {
            int channel = c;
            int at = 0;
            for (List<Atom> atoms : perCell.values()) {
                float[] own = new float[atoms.size()];
                for (int i = 0; i < own.length; i++) {
                    own[i] = atoms.get(i).effect()[channel];
                }
                effect[c][at++] = (float) Robust.median(own);
            }
        }
        return new CallEffects(
                day(call.endMs(), timeoutMinutes), call.mobileId(), List.copyOf(perCell.keySet()), effect);
    }

    /** The same held against the golden references: what the model that judged it lies off them is added. */
    public CallEffects against(ModelOffsets offsets) {
        float[][] shifted = new float[effect.length][];
        for (Channel channel : Channel.values()) {
            float[] own = Arrays.copyOf(effect[channel.ordinal()], cells.size());
            for (int i = 0; i < own.length; i++) {
                own[i] += (float) (offsets.cell(cells.get(i), channel) + offsets.mobile(mobile, channel));
            }
            shifted[channel.ordinal()] = own;
        }
        return new CallEffects(day, mobile, cells, shifted);
    }
}
