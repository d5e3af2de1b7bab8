package org.lineside.detection.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.detection.Observation;
import org.lineside.references.HandoverGraph;

/**
 * How often a call is thrown back within seconds to the cell it came from, over two minutes: ping-pong. Each return counts
 * −log10 of how probable it is in the second-order Markov chain: where two cells always played with a call, once more is
 * nothing.
 */
final class Returns implements Look {
    private static final double PING_PONG_SECONDS = 10;
    private static final double WINDOW_MS = 120_000;
    private static final int MIN_RETURNS = 2;

    private final HandoverGraph graph;

    Returns(HandoverGraph graph) {
        this.graph = graph;
    }

    @Override
    public String name() {
        return "ping-pong";
    }

    /** A return: the short visit from which the call was thrown back, and how surprising that was. */
    private record Return(CellVisit visit, double surprise) {}

    @Override
    public List<Observation> at(Scene scene) {
        CallTrace trace = scene.trace();
        List<Return> returns = returns(scene);
        List<Observation> seen = new ArrayList<>();
        int first = 0;
        double surprise = 0;
        for (int k = 0; k < returns.size(); k++) {
            CellVisit end = returns.get(k).visit();
            surprise += returns.get(k).surprise();
            while (trace.startMs()[end.from()]
                            - trace.startMs()[returns.get(first).visit().from()]
                    > WINDOW_MS) {
                surprise -= returns.get(first).surprise();
                first++;
            }
            CellVisit start = returns.get(first).visit();
            int from = Math.max(0, start.from() - 1);
            Map<String, Object> facts = Map.of(
                    "cell", trace.cells().get(start.cell()),
                    "back_to", trace.cells().get(trace.cell()[from]));
            seen.add(counted(surprise, k - first + 1, from, Math.min(trace.size(), end.to() + 1), facts));
        }
        if (returns.isEmpty() && trace.size() > 0) {
            seen.add(counted(0, 0, 0, trace.size(), Map.of()));
        }
        return seen;
    }

    private static Observation counted(double surprise, int count, int from, int to, Map<String, Object> facts) {
        return new Observation(0, surprise, "ping_pong", from, to, count, 0, "count", count >= MIN_RETURNS, facts);
    }

    private List<Return> returns(Scene scene) {
        List<Return> returns = new ArrayList<>();
        for (int v = 1; v + 1 < scene.visits().size(); v++) {
            CellVisit visit = scene.visits().get(v);
            boolean back = scene.visits().get(v - 1).cell()
                    == scene.visits().get(v + 1).cell();
            if (back && visit.seconds(scene.trace()) < PING_PONG_SECONDS) {
                int a = scene.cell(v - 1);
                int b = scene.cell(v);
                double probability =
                        scene.learned() ? graph.probabilityWithoutOne(a, b, a) : graph.probability(a, b, a);
                returns.add(new Return(visit, -Math.log10(probability)));
            }
        }
        return returns;
    }
}
