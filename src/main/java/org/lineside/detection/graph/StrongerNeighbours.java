package org.lineside.detection.graph;

import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.detection.Observation;
import org.lineside.detection.Places;

/** How much the strongest neighbour was stronger than the server, at its worst over three places: a late handover. */
final class StrongerNeighbours implements Look {
    private static final int WINDOW = 3;
    /** A neighbour so much stronger than the server should have taken over: twice the usual hysteresis of 3 dB. */
    private static final double STRONGER_DB = 6;

    @Override
    public String name() {
        return "stronger neighbour";
    }

    @Override
    public List<Observation> at(Scene scene) {
        CallTrace trace = scene.trace();
        if (!trace.has(Channel.LEVEL_DL)) {
            return List.of();
        }
        float[] margin = new float[trace.size()];
        for (int i = 0; i < margin.length; i++) {
            margin[i] = strongestDbm(trace, i) - trace.channel(Channel.LEVEL_DL)[i];
        }
        Places places = scene.places();
        return BestWindow.of(places.mean(margin), WINDOW).stream()
                .map(best -> {
                    int from = places.from()[best.from()];
                    int to = places.to()[best.to() - 1];
                    return new Observation(
                            0,
                            best.mean(),
                            "neighbours",
                            from,
                            to,
                            best.mean(),
                            0,
                            "dB",
                            best.mean() >= STRONGER_DB,
                            Map.of("cell", trace.cells().get(trace.cell()[from])));
                })
                .toList();
    }

    private static float strongestDbm(CallTrace trace, int i) {
        float strongest = Float.NaN;
        for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
            boolean stronger = Float.isNaN(strongest) || trace.neighbourDbm()[k] > strongest;
            strongest = stronger ? trace.neighbourDbm()[k] : strongest;
        }
        return strongest;
    }
}
