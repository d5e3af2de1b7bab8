package org.lineside.detection.graph;

import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.detection.Observation;

/** Handovers that failed and radio links that were lost, as the network counted them. */
final class Failures implements Look {
    @Override
    public String name() {
        return "handover failure";
    }

    @Override
    public List<Observation> at(Scene scene) {
        CallTrace trace = scene.trace();
        if (trace.size() == 0) {
            return List.of();
        }
        int count = 0;
        int at = 0;
        String target = "";
        for (RadioEvent event : scene.call().events()) {
            if (event.event().equals("HO_FAILURE") || event.event().equals("CONNECTION_FAILURE")) {
                count++;
                while (at + 1 < trace.size() && trace.endMs()[at] < event.timeMs()) {
                    at++;
                }
                target = event.targetCell() == null ? "" : event.targetCell();
            }
        }
        return List.of(new Observation(
                0,
                count,
                "handover_failure",
                Math.max(0, at - 1),
                Math.min(trace.size(), at + 2),
                count,
                0,
                "count",
                count > 0,
                target.isEmpty() ? Map.of() : Map.of("target", target)));
    }
}
