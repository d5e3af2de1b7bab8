package org.lineside.references;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CellInfo;

/**
 * What is expected of a network: the outcome of learning.
 *
 * @param profile name of the radio technology
 * @param cells names of all cells it knows, sorted; everything else indexes into it
 * @param cellInfo reference data of those cells that have any, by name
 * @param lines names of the railway lines
 * @param routes routes, those with most calls first
 * @param offsets offsets of the mobiles met in the history
 * @param offsetSpread how much mobiles differ: standard deviation of the offsets over the fleet
 * @param balanceDb per cell: usual uplink level at full power minus downlink level at full power in dB, NaN unknown
 * @param curves quality given level
 * @param graph handovers
 */
public record ReferenceModel(
        String profile,
        List<String> cells,
        Map<String, CellInfo> cellInfo,
        List<String> lines,
        List<Route> routes,
        Map<String, MobileOffset> offsets,
        MobileOffset offsetSpread,
        float[] balanceDb,
        QualityCurves curves,
        HandoverGraph graph) {

    /**
     * Model index of each of the given names, −1 for cells the model does not know. A cell that replaces one the model
     * knows is taken for that one.
     */
    public int[] indexOf(List<String> names, List<CellInfo> newCells) {
        Map<String, String> replaced = new HashMap<>();
        for (CellInfo c : newCells) {
            if (c.replaces() != null) {
                replaced.put(c.cellId(), c.replaces());
            }
        }
        int[] index = new int[names.size()];
        Arrays.setAll(index, i -> {
            int at = Collections.binarySearch(cells, names.get(i));
            if (at < 0) {
                at = Collections.binarySearch(cells, replaced.getOrDefault(names.get(i), names.get(i)));
            }
            return Math.max(-1, at);
        });
        return index;
    }

    /** The mobile's offset; {@link MobileOffset#NONE} for a mobile never seen. */
    public MobileOffset offset(String mobileId) {
        return offsets.getOrDefault(mobileId, MobileOffset.NONE);
    }
}
