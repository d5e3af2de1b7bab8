package org.lineside.detection.graph;

import java.util.List;
import java.util.Map;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Observation;
import org.lineside.detection.Places;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** How unusual the serving cell is at each place: −log10 of its share of passes there, at its worst over 16 places. */
final class Servers implements Look {
    private static final int WINDOW = 16;
    /** Less than one pass in ten. */
    private static final double UNUSUAL = 1;

    private final ReferenceModel model;
    private final Harm harm;

    Servers(ReferenceModel model, Harm harm) {
        this.model = model;
        this.harm = harm;
    }

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Observation> at(Scene scene) {
        ComparedCall call = scene.call();
        Places places = scene.places();
        float[] oddness = new float[places.size()];
        for (int k = 0; k < oddness.length; k++) {
            oddness[k] = oddness(call, places.from()[k]);
        }
        return BestWindow.of(oddness, WINDOW).stream()
                .map(best -> {
                    int from = places.from()[best.from()];
                    int to = places.to()[best.to() - 1];
                    boolean relevant = best.mean() > UNUSUAL && harm.in(call, from, to);
                    String cell = call.trace().cells().get(call.trace().cell()[(from + to) / 2]);
                    return new Observation(
                            0,
                            best.mean(),
                            "server",
                            from,
                            to,
                            best.mean(),
                            0,
                            "log10",
                            relevant,
                            Map.of("cell", cell));
                })
                .toList();
    }

    private float oddness(ComparedCall call, int i) {
        if (call.route()[i] < 0) {
            return Float.NaN;
        }
        Route route = model.routes().get(call.route()[i]);
        int served = call.entry()[i] < 0 ? 0 : route.served()[call.entry()[i]];
        return (float) -Math.log10((served + 0.5) / (route.calls() + 1));
    }
}
