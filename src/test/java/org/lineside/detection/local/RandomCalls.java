package org.lineside.detection.local;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.config.SettingsLoader;
import org.lineside.detection.Room;
import org.lineside.intake.Profiles;
import org.lineside.references.HandoverGraph;
import org.lineside.references.MobileOffset;
import org.lineside.references.QualityCurves;
import org.lineside.references.ReferenceModel;

/** Calls whose residuals are drawn: both levels share a first-order autoregression, the rest is white; spread 1. */
final class RandomCalls {
    static final Room.Context CONTEXT = new Room.Context(
            new ReferenceModel(
                    "gsm-r",
                    List.of(),
                    Map.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    MobileOffset.NONE,
                    new float[0],
                    new QualityCurves(Map.of()),
                    HandoverGraph.learn(List.of(), new int[0], 0)),
            Profiles.load("gsm-r"),
            SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db")).decision());
    static final Channels CHANNELS = Channels.of(CONTEXT.profile());

    private RandomCalls() {}

    static float[] autoregression(int n, double rho, SplittableRandom random) {
        float[] values = new float[n];
        double last = random.nextGaussian();
        for (int i = 0; i < n; i++) {
            values[i] = (float) last;
            last = rho * last + Math.sqrt(1 - rho * rho) * random.nextGaussian();
        }
        return values;
    }

    static ComparedCall call(int places, double rho, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CallTrace trace = new TraceBuilder("c" + seed, "m", 1).stay(0, places).build();
        ComparedCall call = HandmadeCalls.sound(trace);
        float[] shared = autoregression(places, rho, random);
        for (Channel channel : Channel.values()) {
            if (trace.has(channel)) {
                float[] residual = new float[places];
                for (int i = 0; i < places; i++) {
                    residual[i] = (float)
                            (channel.isLevel()
                                    ? 0.95 * shared[i] + 0.31 * random.nextGaussian()
                                    : 0.3 * random.nextGaussian());
                }
                call = HandmadeCalls.with(call, channel, residual);
            }
        }
        return call;
    }

    static List<ComparedCall> calls(int count, int places, double rho, long firstSeed) {
        return IntStream.range(0, count)
                .mapToObj(i -> call(places, rho, firstSeed + i))
                .toList();
    }

    /** The same call with a shift added to a channel. */
    static ComparedCall shifted(ComparedCall call, Channel channel, int from, int to, double shift) {
        float[] residual = call.residual(channel).clone();
        for (int i = from; i < to; i++) {
            residual[i] += (float) shift;
        }
        return HandmadeCalls.with(call, channel, residual);
    }

    static ComparedCall filled(ComparedCall call, float value) {
        ComparedCall filled = call;
        for (Channel channel : Channel.values()) {
            float[] residual = new float[call.trace().size()];
            Arrays.fill(residual, value);
            filled = call.trace().has(channel) ? HandmadeCalls.with(filled, channel, residual) : filled;
        }
        return filled;
    }
}
