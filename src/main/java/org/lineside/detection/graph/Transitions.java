package org.lineside.detection.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CellVisit;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Observation;
import org.lineside.references.HandoverGraph;
import org.lineside.references.ReferenceModel;

/**
 * How surprising each handover is given the two cells before: −log10 of its probability in the second-order Markov chain.
 * One that leads onto another track is told as a change of route. It harms where the way was never taken before, or skips
 * the cell that usually lies between, and the new server is too weak.
 */
final class Transitions implements Look {
    /** Departures after which an edge never seen is news. */
    private static final int KNOWN_DEPARTURES = 8;

    private static final int SERVER_WINDOW = 16;

    private final ReferenceModel model;
    private final HandoverGraph graph;
    private final Harm harm;

    Transitions(ReferenceModel model, HandoverGraph graph, Harm harm) {
        this.model = model;
        this.graph = graph;
        this.harm = harm;
    }

    @Override
    public String name() {
        return "transition";
    }

    @Override
    public List<Observation> at(Scene scene) {
        List<Observation> seen = new ArrayList<>();
        for (int v = 1; v < scene.visits().size(); v++) {
            seen.add(transition(scene, v));
        }
        return seen;
    }

    private Observation transition(Scene scene, int v) {
        CellVisit from = scene.visits().get(v - 1);
        CellVisit to = scene.visits().get(v);
        int before = scene.cell(v - 2);
        int a = scene.cell(v - 1);
        int b = scene.cell(v);
        int own = scene.learned() ? 1 : 0;
        double probability =
                scene.learned() ? graph.probabilityWithoutOne(before, a, b) : graph.probability(before, a, b);
        double surprise = -Math.log10(probability);
        int usual = graph.usualNext(before, a);
        boolean unseen = graph.count(a, b) <= own && graph.departures(a) >= KNOWN_DEPARTURES;
        boolean skips = usual >= 0 && usual != b && graph.usualNext(a, usual) == b;
        boolean leavesRoute = leavesRoute(scene.call(), from, to);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("from", scene.name(v - 1));
        facts.put("to", scene.name(v));
        facts.put("seen", Math.max(0, graph.count(a, b) - own));
        facts.put("of", Math.max(0, graph.departures(a) - own));
        facts.put("route_change", leavesRoute);
        if (usual >= 0 && usual != b) {
            facts.put("usual", model.cells().get(usual));
            if (skips) {
                facts.put("skipped", model.cells().get(usual));
            }
        }
        boolean relevant = (unseen || skips)
                && !leavesRoute
                && harm.in(scene.call(), to.from(), Math.min(to.to(), to.from() + SERVER_WINDOW));
        int first = Math.max(from.from(), from.to() - 2);
        int last = Math.min(to.to(), to.from() + 2);
        return new Observation(0, surprise, "handover", first, last, surprise, 0, "log10", relevant, facts);
    }

    /** Whether the call goes on upon another route, or where none fits. */
    private static boolean leavesRoute(ComparedCall call, CellVisit from, CellVisit to) {
        int before = call.route()[from.to() - 1];
        int after = call.route()[to.from()];
        int off = 0;
        for (int i = to.from(); i < to.to(); i++) {
            off += call.entry()[i] < 0 ? 1 : 0;
        }
        return after < 0 || before != after || 2 * off > to.to() - to.from();
    }
}
