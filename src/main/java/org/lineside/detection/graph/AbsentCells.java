package org.lineside.detection.graph;

import java.util.List;
import java.util.Map;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Observation;
import org.lineside.detection.Places;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * The run of places whose usual server neither serves nor is heard, that is least probable: a sleeping cell is seen by its
 * absence.
 */
final class AbsentCells implements Look {
    /** Places in a row at which a cell must have been missed. */
    private static final int MIN_PLACES = 4;
    /** No cell is noticed more surely: reports are lost, and neighbours are displaced by others. */
    private static final double SUREST = 0.9;

    private final ReferenceModel model;
    private final Harm harm;

    AbsentCells(ReferenceModel model, Harm harm) {
        this.model = model;
        this.harm = harm;
    }

    @Override
    public String name() {
        return "absent cell";
    }

    @Override
    public List<Observation> at(Scene scene) {
        ComparedCall call = scene.call();
        Places places = scene.places();
        if (!call.trace().neighboursDelivered() || places.size() == 0) {
            return List.of();
        }
        Silence best = new Silence(-1, 0, 0, 0);
        Silence run = best;
        for (int k = 0; k < places.size(); k++) {
            int i = places.from()[k];
            int usual = call.usualServer(harm.model(), i);
            boolean silent = usual >= 0 && call.servingCell(i) != usual && !call.hears(i, usual);
            if (!silent) {
                run = new Silence(-1, k, k, 0);
            } else {
                Silence before = run.cell == usual ? run : new Silence(usual, k, k, 0);
                run = new Silence(usual, before.from, k + 1, before.score + improbability(call, i, usual));
                best = run.score > best.score ? run : best;
            }
        }
        return List.of(told(places, best));
    }

    /** A run of places where a cell is silent; the score is −log10 of how probable that is. */
    private record Silence(int cell, int from, int to, double score) {
        int places() {
            return to - from;
        }
    }

    /** −log10 of the share of passes that do not notice the cell there; places next to each other are not independent. */
    private double improbability(ComparedCall call, int i, int cell) {
        Route route = model.routes().get(call.route()[i]);
        int position = call.position()[i];
        int passes = 0;
        for (int c = 0; c < route.heard().length; c++) {
            int entry = route.entry(position, c);
            passes += entry < 0 ? 0 : route.served()[entry];
        }
        int entry = route.entry(position, route.local(cell));
        double noticed = entry < 0 ? 0 : route.passes()[entry] / (double) Math.max(1, passes);
        return -Math.log10(1 - Math.min(SUREST, noticed));
    }

    private Observation told(Places places, Silence s) {
        int first = places.from()[s.from];
        int end = s.places() == 0 ? first + 1 : places.to()[s.to - 1];
        boolean relevant = s.places() >= MIN_PLACES;
        Map<String, Object> facts =
                s.cell < 0 ? Map.of() : Map.of("absent", model.cells().get(s.cell));
        return new Observation(0, s.score, "server", first, end, 0, s.places(), "places", relevant, facts);
    }
}
