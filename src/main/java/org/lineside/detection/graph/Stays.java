package org.lineside.detection.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CellVisit;
import org.lineside.config.Settings;
import org.lineside.detection.Observation;
import org.lineside.references.HandoverGraph;

/**
 * How short each stay is, in standard deviations of ln(seconds) between the same neighbours. Short stays only: a train may
 * be held anywhere for any time, but it cannot outrun its cell. A stay too long in track, not in time, is what
 * {@link Servers} sees.
 */
final class Stays implements Look {
    private static final double LEAST_LOG_SD = 0.15;
    private static final int MIN_STAYS = 8;
    /** A report takes 0.48 s: no stay is shorter. */
    private static final double SHORTEST_SECONDS = 0.5;

    private final HandoverGraph graph;
    private final Settings.Decision decision;

    Stays(HandoverGraph graph, Settings.Decision decision) {
        this.graph = graph;
        this.decision = decision;
    }

    @Override
    public String name() {
        return "dwell";
    }

    @Override
    public List<Observation> at(Scene scene) {
        List<Observation> seen = new ArrayList<>();
        for (int v = 1; v + 1 < scene.visits().size(); v++) {
            CellVisit visit = scene.visits().get(v);
            HandoverGraph.Dwell usual = graph.dwell(scene.cell(v - 1), scene.cell(v), scene.cell(v + 1));
            if (usual == null || usual.count() < MIN_STAYS) {
                continue;
            }
            double seconds = visit.seconds(scene.trace());
            double expected = Math.exp(usual.meanLogSeconds());
            double z = (usual.meanLogSeconds() - Math.log(Math.max(SHORTEST_SECONDS, seconds)))
                    / Math.max(LEAST_LOG_SD, usual.sdLogSeconds());
            boolean relevant = expected - seconds >= decision.minEffect().dwellSeconds();
            Map<String, Object> facts = Map.of("cell", scene.name(v));
            seen.add(new Observation(0, z, "dwell", visit.from(), visit.to(), seconds, expected, "s", relevant, facts));
        }
        return seen;
    }
}
