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
        float[] km = new float[trace.size()];
        for (int i = 0; i < km.length; i++) {
            km[i] = (float) call.km()[i];
        }
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
                km,
                Arrays.stream(trace.cell())
                        .map(c -> Arrays.binarySearch(own, c))
                        .toArray(),
                Arrays.stream(own).mapToObj(trace.cells()::get).toList(),
                List.copyOf(series));
    }

    private static Curve.Series series(ComparedCall call, Profile.Indicator indicator) {
        Channel channel = indicator.channel();
        float[] expected = call.expected(channel);
        float[] spread = call.spread(channel);
        float[] lower = new float[expected.length];
        float[] upper = new float[expected.length];
        for (int i = 0; i < expected.length; i++) {
            lower[i] = expected[i] - BAND * spread[i];
            upper[i] = expected[i] + BAND * spread[i];
        }
        return new Curve.Series(
                indicator.column(), indicator.unit(), call.trace().channel(channel), expected, lower, upper);
    }
}
