package org.lineside.references;

import java.util.Arrays;
import org.lineside.calls.Channel;

/**
 * One route in one direction: an axis of positions in the order of travel and, at each, what a call should see. Entries
 * (position, cell) lie flat, sorted by position; arrays belong to the route and are not to be written.
 *
 * @param id stable name within the model, {@code r1}…
 * @param cells serving cells in the order of travel, indices into the model's cell names
 * @param calls passes it was learned from
 * @param positions number of positions along the axis
 * @param positionKm kilometre of each position, NaN where nothing told it
 * @param latitude latitude of each position in degrees, NaN where unknown
 * @param longitude longitude of each position in degrees, NaN where unknown
 * @param line railway line of each position as index into the model's line names, −1 where unknown
 * @param kmKnown whether calls give their kilometre themselves, so that no alignment is needed
 * @param heard cells heard anywhere on the route, model indices, sorted
 * @param entryPosition position of each entry
 * @param entryCell index into {@code heard} of each entry
 * @param passes passes in which the cell was heard there
 * @param served passes in which it served there
 * @param centre per {@link Channel}, per entry: what is expected at full power, mobile offsets taken out; levels in dBm,
 *     qualities as excess over {@link QualityCurve} at the level met, timing advance in symbols; NaN where unknown
 * @param spread per {@link Channel}, per entry: standard deviation of one pass about the centre
 * @param lookup positions × heard: entry index, −1 for none
 */
public record Route(
        String id,
        int[] cells,
        int calls,
        int positions,
        double[] positionKm,
        double[] latitude,
        double[] longitude,
        int[] line,
        boolean kmKnown,
        int[] heard,
        int[] entryPosition,
        int[] entryCell,
        int[] passes,
        int[] served,
        float[][] centre,
        float[][] spread,
        int[] lookup) {

    /** Length of a position on an axis made of kilometres. */
    public static final double STEP_KM = 0.1;

    /** Index into {@link #heard} of a model cell, negative when it is never heard here. */
    public int local(int modelCell) {
        return modelCell < 0 ? -1 : Arrays.binarySearch(heard, modelCell);
    }

    /** Entry of a cell (by local index) at a position, −1 when it is not expected there. */
    public int entry(int position, int localCell) {
        return localCell < 0 ? -1 : lookup[position * heard.length + localCell];
    }

    /** Share of passes that one cell must serve to be the usual server of a place. */
    private static final double USUAL_SHARE = 0.6;

    private static final int USUAL_PASSES = 3;

    /** The cell, by its model index, that serves most passes at a position; −1 where none clearly does. */
    public int usualServer(int position) {
        int best = -1;
        int most = 0;
        int all = 0;
        for (int c = 0; c < heard.length; c++) {
            int e = entry(position, c);
            if (e >= 0) {
                all += served[e];
                if (served[e] > most) {
                    most = served[e];
                    best = c;
                }
            }
        }
        return most >= USUAL_PASSES && most >= USUAL_SHARE * all ? heard[best] : -1;
    }

    /** Expected value of a channel at an entry. */
    public float centre(Channel channel, int entry) {
        return centre[channel.ordinal()][entry];
    }

    /** Standard deviation of one pass about the expected value. */
    public float spread(Channel channel, int entry) {
        return spread[channel.ordinal()][entry];
    }

    /** Whether the route was learned from enough passes for its bands to be trusted. */
    public boolean provisional(int minCalls) {
        return calls < minCalls;
    }

    /** The lookup that belongs to these entries, for whoever takes a route up from where it was kept. */
    public static int[] lookup(int positions, int heardCells, int[] entryPosition, int[] entryCell) {
        int[] lookup = new int[positions * heardCells];
        Arrays.fill(lookup, -1);
        for (int e = 0; e < entryPosition.length; e++) {
            lookup[entryPosition[e] * heardCells + entryCell[e]] = e;
        }
        return lookup;
    }
}
