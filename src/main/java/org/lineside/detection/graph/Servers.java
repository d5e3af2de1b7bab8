package org.lineside.detection.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Observation;
import org.lineside.detection.Places;
import org.lineside.detection.Stretch;
import org.lineside.detection.Window;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * How much is lost where a cell serves that seldom does: the decibels by which the level lies below what the usual server
 * gives there, mean over eight places (some 15 s), usual servers counting none. No reference knows the level of a cell
 * that never served there; that of the cell that should have is known. An unusual server is met often and seldom costs
 * anything: its rarity alone proves little.
 */
final class Servers implements Look {
    private static final int WINDOW = 8;
    /** A cell serves unusually where less than one pass in ten was served by it. */
    private static final double UNUSUAL_SHARE = 0.1;

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
        if (!call.trace().has(Channel.LEVEL_DL)) {
            return List.of();
        }
        float[] perSample = new float[call.trace().size()];
        for (int i = 0; i < perSample.length; i++) {
            perSample[i] = lostDb(call, i);
        }
        float[] lost = places.mean(perSample);
        Optional<BestWindow> best = BestWindow.of(lost, WINDOW);
        return best.stream().map(b -> told(call, places, lost, b)).toList();
    }

    /** NaN where nothing is expected; 0 where a usual server serves, or where nothing is lost. */
    private float lostDb(ComparedCall call, int i) {
        if (call.route()[i] < 0) {
            return Float.NaN;
        }
        Route route = model.routes().get(call.route()[i]);
        int served = call.entry()[i] < 0 ? 0 : route.served()[call.entry()[i]];
        double share = (served + 0.5) / (route.calls() + 1);
        return share > UNUSUAL_SHARE ? 0 : (float) Math.max(0, harm.deficitDb(call, i));
    }

    private Observation told(ComparedCall call, Places places, float[] lost, BestWindow best) {
        double least = harm.decision().minEffect().levelDb();
        Window stretch = Stretch.around(new Window(best.from(), best.to(), best.mean(), best.mean()), lost, least);
        CallTrace trace = call.trace();
        int from = places.from()[stretch.from()];
        int to = places.to()[stretch.to() - 1];
        int middle = (from + to) / 2;
        double seconds = (trace.endMs()[to - 1] - trace.startMs()[from]) / 1000.0;
        boolean relevant = !call.provisional()
                && best.mean() >= least
                && stretch.mean() >= least
                && seconds >= harm.decision().minSeconds();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("cell", trace.cells().get(trace.cell()[middle]));
        int usual = call.usualServer(harm.model(), middle);
        if (usual >= 0 && usual != call.servingCell(middle)) {
            facts.put("usual", model.cells().get(usual));
        }
        return new Observation(0, best.mean(), "server", from, to, -stretch.mean(), 0, "dB", relevant, facts);
    }
}
