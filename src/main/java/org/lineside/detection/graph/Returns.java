package org.lineside.detection.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.detection.Observation;

/** How often a call is thrown back within seconds to the cell it came from, counted over two minutes: ping-pong. */
final class Returns implements Look {
    private static final double PING_PONG_SECONDS = 10;
    private static final double WINDOW_MS = 120_000;
    private static final int MIN_RETURNS = 2;

    @Override
    public String name() {
        return "ping-pong";
    }

    @Override
    public List<Observation> at(Scene scene) {
        CallTrace trace = scene.trace();
        List<CellVisit> returns = returns(scene);
        List<Observation> seen = new ArrayList<>();
        int first = 0;
        for (int k = 0; k < returns.size(); k++) {
            CellVisit end = returns.get(k);
            while (trace.startMs()[end.from()]
                            - trace.startMs()[returns.get(first).from()]
                    > WINDOW_MS) {
                first++;
            }
            CellVisit start = returns.get(first);
            int from = Math.max(0, start.from() - 1);
            Map<String, Object> facts = Map.of(
                    "cell", trace.cells().get(start.cell()),
                    "back_to", trace.cells().get(trace.cell()[from]));
            seen.add(counted(k - first + 1, from, Math.min(trace.size(), end.to() + 1), facts));
        }
        if (returns.isEmpty() && trace.size() > 0) {
            seen.add(counted(0, 0, trace.size(), Map.of()));
        }
        return seen;
    }

    private static Observation counted(int count, int from, int to, Map<String, Object> facts) {
        return new Observation(0, count, "ping_pong", from, to, count, 0, "count", count >= MIN_RETURNS, facts);
    }

    private static List<CellVisit> returns(Scene scene) {
        List<CellVisit> returns = new ArrayList<>();
        for (int v = 1; v + 1 < scene.visits().size(); v++) {
            CellVisit visit = scene.visits().get(v);
            boolean back = scene.visits().get(v - 1).cell()
                    == scene.visits().get(v + 1).cell();
            if (back && visit.seconds(scene.trace()) < PING_PONG_SECONDS) {
                returns.add(visit);
            }
        }
        return returns;
    }
}
