package org.lineside.drift;

import java.util.Map;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;

/**
 * What a model expects of cells and mobiles, less what the golden one expects of them.
 *
 * @param offsets the difference, in the channel's unit; absent where the two don't both know it
 */
public record ModelOffsets(Map<Series, Offset> offsets) {
    /** The golden model against itself, or one that nothing is known of. */
    public static final ModelOffsets NONE = new ModelOffsets(Map.of());

    /** Copies the map. */
    public ModelOffsets {
        offsets = Map.copyOf(offsets);
    }

    /**
     * One difference.
     *
     * @param effect the difference in the channel's unit
     * @param passes passes, or for a mobile calls, that tell it
     */
    public record Offset(double effect, int passes) {}

    /** The difference for a cell, 0 where it isn't known. */
    public double cell(String cell, Channel channel) {
        return of(new Series(Scope.CELL, cell, channel));
    }

    /** The difference for a mobile, 0 where it isn't known. */
    public double mobile(String mobile, Channel channel) {
        return of(new Series(Scope.MOBILE, mobile, channel));
    }

    private double of(Series series) {
        Offset offset = offsets.get(series);
        return offset == null ? 0 : offset.effect();
    }
}
