package org.lineside.detection.graph;

import java.util.List;
import java.util.Map;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Observation;
import org.lineside.detection.Places;
import org.lineside.references.ReferenceModel;

/** The longest run of places whose usual server neither serves nor is heard: a sleeping cell is seen by its absence. */
final class AbsentCells implements Look {
    /** Places in a row at which a cell must have been missed. */
    private static final int MIN_PLACES = 4;

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
        int from = 0;
        int to = 0;
        int missed = -1;
        int start = 0;
        int last = -1;
        for (int k = 0; k < places.size(); k++) {
            int i = places.from()[k];
            int usual = harm.usualServer(call, i);
            boolean absent = usual >= 0 && call.servingCell(i) != usual && !call.hears(i, usual);
            start = absent && usual == last ? start : k;
            last = absent ? usual : -1;
            if (absent && k + 1 - start > to - from) {
                from = start;
                to = k + 1;
                missed = usual;
            }
        }
        int first = places.from()[from];
        int end = to == 0 ? first + 1 : places.to()[to - 1];
        boolean relevant = to - from >= MIN_PLACES;
        Map<String, Object> facts =
                missed < 0 ? Map.of() : Map.of("absent", model.cells().get(missed));
        return List.of(new Observation(0, to - from, "server", first, end, 0, to - from, "places", relevant, facts));
    }
}
