package org.lineside.comparison;

import org.lineside.references.MobileOffset;

/**
 * Where a call lies. The arrays have one element per sample.
 *
 * @param route index of the route, −1 where it lies on none
 * @param position position on that route's axis, −1 where it lies on none
 * @param offset what is taken for the mobile's own offsets
 * @param mobileKnown whether the references know the mobile
 * @param cost mean cost of a sample, see {@link org.lineside.references.Localiser.Fix#meanCost}
 */
public record Placement(int[] route, int[] position, MobileOffset offset, boolean mobileKnown, double cost) {}
