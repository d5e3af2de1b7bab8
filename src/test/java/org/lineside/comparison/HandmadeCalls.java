package org.lineside.comparison;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.references.MobileOffset;

/** Compared calls made by hand: every sample a place of route 0, spread 1, residuals 0 until they are set. */
public final class HandmadeCalls {
    private HandmadeCalls() {}

    /** Calls held in a list, looked at in its order. */
    public static ComparedCalls listed(List<ComparedCall> calls) {
        return new ComparedCalls() {
            @Override
            public int size() {
                return calls.size();
            }

            @Override
            public CallTrace trace(int index) {
                return calls.get(index).trace();
            }

            @Override
            public ComparedCalls only(IntPredicate chosen) {
                return listed(IntStream.range(0, calls.size())
                        .filter(chosen)
                        .mapToObj(calls::get)
                        .toList());
            }

            @Override
            public <T> List<T> map(Function<? super ComparedCall, ? extends T> f) {
                return calls.stream().<T>map(f).toList();
            }
        };
    }

    /**
     * A call that lies on route 0, of a mobile that is known.
     *
     * @param position one per sample, −1 where it lies off the route
     */
    public static Placement along(int[] position, MobileOffset offset) {
        return new Placement(Arrays.stream(position).map(p -> p < 0 ? -1 : 0).toArray(), position, offset, true, 0);
    }

    /** A call exactly like its reference. */
    public static ComparedCall sound(CallTrace trace) {
        return on(trace, new int[trace.size()]);
    }

    /**
     * A call whose samples lie on these routes, −1 for none.
     *
     * @param route one per sample
     */
    public static ComparedCall on(CallTrace trace, int[] route) {
        int n = trace.size();
        float[][] expected = new float[Channel.values().length][n];
        float[][] spread = new float[expected.length][n];
        float[][] residual = new float[expected.length][n];
        for (int c = 0; c < expected.length; c++) {
            Arrays.fill(spread[c], 1);
            float[] observed = trace.channels()[c];
            System.arraycopy(observed, 0, expected[c], 0, observed.length);
        }
        int[] position = IntStream.range(0, n).map(i -> route[i] < 0 ? -1 : i).toArray();
        long covered = Arrays.stream(route).filter(r -> r >= 0).count();
        int main = Arrays.stream(route).max().orElse(-1);
        return new ComparedCall(
                trace,
                IntStream.range(0, trace.cells().size()).toArray(),
                route,
                position,
                position.clone(),
                trace.trackKm().clone(),
                expected,
                spread,
                residual,
                new float[trace.neighbourCell().length],
                ones(trace.neighbourCell().length),
                MobileOffset.NONE,
                0,
                true,
                main,
                n == 0 ? 0 : (double) covered / n,
                false,
                0.5,
                List.of());
    }

    /** The same call with residuals of one channel; expected values stay, observed ones are not looked at again. */
    public static ComparedCall with(ComparedCall call, Channel channel, float[] residual) {
        float[][] changed = call.residual().clone();
        changed[channel.ordinal()] = residual;
        return new ComparedCall(
                call.trace(),
                call.modelCell(),
                call.route(),
                call.position(),
                call.entry(),
                call.km(),
                call.expected(),
                call.spread(),
                changed,
                call.neighbourResidual(),
                call.neighbourSpread(),
                call.offset(),
                call.networkDb(),
                call.mobileKnown(),
                call.mainRoute(),
                call.coverage(),
                call.provisional(),
                call.misfit(),
                call.events());
    }

    /** The same call with what the events file says of it. */
    public static ComparedCall with(ComparedCall call, List<RadioEvent> events) {
        return new ComparedCall(
                call.trace(),
                call.modelCell(),
                call.route(),
                call.position(),
                call.entry(),
                call.km(),
                call.expected(),
                call.spread(),
                call.residual(),
                call.neighbourResidual(),
                call.neighbourSpread(),
                call.offset(),
                call.networkDb(),
                call.mobileKnown(),
                call.mainRoute(),
                call.coverage(),
                call.provisional(),
                call.misfit(),
                events);
    }

    /** The same call at other positions of its routes. */
    public static ComparedCall at(ComparedCall call, int[] position) {
        return new ComparedCall(
                call.trace(),
                call.modelCell(),
                call.route(),
                position,
                position.clone(),
                call.km(),
                call.expected(),
                call.spread(),
                call.residual(),
                call.neighbourResidual(),
                call.neighbourSpread(),
                call.offset(),
                call.networkDb(),
                call.mobileKnown(),
                call.mainRoute(),
                call.coverage(),
                call.provisional(),
                call.misfit(),
                call.events());
    }

    /** The same call of a mobile that was never seen and has this offset. */
    public static ComparedCall unknown(ComparedCall call, MobileOffset offset) {
        return new ComparedCall(
                call.trace(),
                call.modelCell(),
                call.route(),
                call.position(),
                call.entry(),
                call.km(),
                call.expected(),
                call.spread(),
                call.residual(),
                call.neighbourResidual(),
                call.neighbourSpread(),
                offset,
                call.networkDb(),
                false,
                call.mainRoute(),
                call.coverage(),
                call.provisional(),
                call.misfit(),
                call.events());
    }

    private static float[] ones(int n) {
        float[] ones = new float[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
