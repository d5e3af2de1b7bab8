package org.lineside.detection.tests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.calls.CallTrace;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Places;
import org.lineside.references.ReferenceModel;

/**
 * The levels of a call's neighbours beside what is expected of them, cell by cell, where each of them should have served: what
 * is weak elsewhere does no harm to the call.
 */
final class Neighbours {
    /** Places at which a cell must have been heard. */
    private static final int LEAST_PLACES = 3;

    private Neighbours() {}

    /** One series for each cell that should have served and was heard as a neighbour, at places enough; by cell. */
    static List<Series> series(ComparedCall call, ReferenceModel model, Places places) {
        Map<Integer, Series> perCell = new TreeMap<>();
        for (int place = 0; place < places.size(); place++) {
            int from = places.from()[place];
            int to = places.to()[place];
            if (call.trace().neighbourStart()[from] < call.trace().neighbourStart()[to]) {
                int usual = call.usualServer(model, from);
                if (usual >= 0 && usual != call.servingCell(from)) {
                    put(call, usual, place, from, to, perCell, places.size());
                }
            }
        }
        List<Series> heard = new ArrayList<>(perCell.values());
        heard.removeIf(series -> places(series) < LEAST_PLACES);
        return List.copyOf(heard);
    }

    /** Puts down the mean over the samples of a place. */
    private static void put(
            ComparedCall call, int cell, int place, int from, int to, Map<Integer, Series> perCell, int places) {
        CallTrace trace = call.trace();
        double residual = 0;
        double level = 0;
        int n = 0;
        for (int k = trace.neighbourStart()[from]; k < trace.neighbourStart()[to]; k++) {
            int heard = trace.neighbourCell()[k];
            if (call.modelCell()[heard] == cell && !Float.isNaN(call.neighbourResidual()[k])) {
                Series series = perCell.computeIfAbsent(
                        cell, c -> unknown(places, trace.cells().get(heard)));
                series.spread()[place] = call.neighbourSpread()[k];
                residual += call.neighbourResidual()[k];
                level += trace.neighbourDbm()[k];
                n++;
                series.residual()[place] = (float) (residual / n);
                series.expected()[place] = (float) ((level - residual) / n);
            }
        }
    }

    private static Series unknown(int places, String cell) {
        float[] unknown = new float[places];
        Arrays.fill(unknown, Float.NaN);
        return new Series(unknown, unknown.clone(), unknown.clone(), cell);
    }

    private static int places(Series series) {
        int n = 0;
        for (float r : series.residual()) {
            n += Float.isNaN(r) ? 0 : 1;
        }
        return n;
    }
}
