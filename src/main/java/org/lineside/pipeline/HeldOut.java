package org.lineside.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.Comparator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.references.Pass;
import org.lineside.references.ReferenceLearner;

/**
 * The calls of a history, each compared with references learned from the half it does not belong to. The halves are
 * split by train and day: parallel calls of one train share its errors. Compared calls are made when they are looked
 * at, since all of them together would need many times the memory of the history.
 */
final class HeldOut implements ComparedCalls {
    private static final long DAY_MS = 86_400_000L;
    /** A young network calibrates on what little it has: half of few passes expects badly, which errs on the safe side. */
    private static final int MIN_CALIBRATION_CALLS = 3;

    private final Comparator first;
    private final Comparator second;
    private final List<Pass> passes;
    private final List<Integer> routes;
    private final Map<String, List<RadioEvent>> events;
    private final NetworkShift shift;

    /**
     * The calls of a history.
     *
     * @param events what the events files say of them, in any order
     */
    HeldOut(ReferenceLearner.Learned learned, List<RadioEvent> events, Settings settings) {
        int minCalls = settings.references().minCalls();
        first = new Comparator(learned.from(t -> half(t) == 0), minCalls / 2);
        second = new Comparator(learned.from(t -> half(t) == 1), minCalls / 2);
        this.events = events.stream()
                .filter(e -> e.callId() != null)
                .sorted(java.util.Comparator.comparingLong(RadioEvent::timeMs))
                .collect(Collectors.groupingBy(e -> Objects.requireNonNull(e.callId())));
        passes = new ArrayList<>();
        routes = new ArrayList<>();
        for (int r = 0; r < learned.passes().size(); r++) {
            List<Pass> ofRoute = learned.passes().get(r);
            if (ofRoute.size() >= MIN_CALIBRATION_CALLS) {
                passes.addAll(ofRoute);
                for (int i = 0; i < ofRoute.size(); i++) {
                    routes.add(r);
                }
            }
        }
        shift = new NetworkShift(
                IntStream.range(0, passes.size())
                        .parallel()
                        .mapToObj(i -> NetworkShift.CallMean.of(compared(i)))
                        .toList(),
                settings.intake().callTimeout());
    }

    private HeldOut(HeldOut all, IntPredicate chosen) {
        first = all.first;
        second = all.second;
        events = all.events;
        shift = all.shift;
        int[] kept = IntStream.range(0, all.size()).filter(chosen).toArray();
        passes = Arrays.stream(kept).mapToObj(all.passes::get).toList();
        routes = Arrays.stream(kept).mapToObj(all.routes::get).toList();
    }

    /**
     * The calls of one half, in the same order.
     *
     * @param half 0 or 1
     */
    HeldOut half(int half) {
        return only(i -> half(trace(i)) == half);
    }

    @Override
    public HeldOut only(IntPredicate chosen) {
        return new HeldOut(this, chosen);
    }

    @Override
    public int size() {
        return passes.size();
    }

    @Override
    public CallTrace trace(int index) {
        return passes.get(index).trace();
    }

    @Override
    public <T> List<T> map(Function<? super ComparedCall, ? extends T> f) {
        return IntStream.range(0, size())
                .parallel()
                .<T>mapToObj(i -> f.apply(shift.takeOut(compared(i))))
                .toList();
    }

    private ComparedCall compared(int index) {
        Pass pass = passes.get(index);
        List<RadioEvent> own = events.getOrDefault(pass.trace().info().callId(), List.of());
        return (half(pass.trace()) == 0 ? second : first).compare(pass, routes.get(index), own);
    }

    /** The half, 0 or 1, that a call belongs to. */
    static int half(CallTrace trace) {
        return trainRun(trace).hashCode() & 1;
    }

    /** The train, or else the mobile, and the day: calls that agree in it share their errors. */
    static String trainRun(CallTrace trace) {
        CallInfo info = trace.info();
        String who = info.trainNumber() == null ? info.mobileId() : info.trainNumber();
        return who + "/" + info.startMs() / DAY_MS;
    }
}
