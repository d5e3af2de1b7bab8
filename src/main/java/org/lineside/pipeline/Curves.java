package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.comparison.ComparedCall;
import org.lineside.findings.Curve;

/** Draws calls beside their references. */
final class Curves {
    /** Half the width of the band that holds 95 % of a normal distribution, in standard deviations. */
    private static final float BAND = 1.96f;

    private Curves() {}

    static Curve of(ComparedCall call, Profile profile) {
        CallTrace trace = call.trace();
        List<Curve.Series> series = new ArrayList<>();
        for (Profile.Indicator indicator : profile.indicators()) {
            if (trace.has(indicator.channel())) {
                series.add(series(call, indicator));
            }
        }
        // Which other cells the trace knows depends on what was read beside it.
        int[] own = Arrays.stream(trace.cell()).distinct().sorted().toArray();
        return new Curve(
                trace.info().callId(),
                trace.startMs(),
                km(call),
                Arrays.stream(trace.cell())
                        .map(c -> Arrays.binarySearch(own, c))
                        .toArray(),
                Arrays.stream(own).mapToObj(trace.cells()::get).toList(),
                List.copyOf(series));
    }

    private static float[] km(ComparedCall call) {
        float[] km = new float[call.trace().size()];
        for (int i = 0; i < km.length; i++) {
            km[i] = (float) call.km()[i];
        }
        return km;
    }

    private static Curve.Series series(ComparedCall call, Profile.Indicator indicator) {
        Channel channel = indicator.channel();
        float[] expected = call.expected(channel);
        float[] spread = call.spread(channel);
        return new Curve.Series(
                indicator.column(),
                indicator.unit(),
                call.trace().channel(channel),
                expected,
                edge(expected, spread, -BAND),
                edge(expected, spread, BAND));
    }

    private static float[] edge(float[] expected, float[] spread, float spreads) {
        float[] edge = new float[expected.length];
        for (int i = 0; i < edge.length; i++) {
            edge[i] = expected[i] + spreads * spread[i];
        }
        return edge;
    }
}
