package org.lineside.pipeline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.comparison.NetworkShift;
import org.lineside.comparison.Placement;
import org.lineside.comparison.Placer;
import org.lineside.comparison.Residuals;
import org.lineside.config.Settings;
import org.lineside.references.ReferenceLearner;
import org.lineside.references.ReferenceModel;

/**
 * The calls of a history, each compared as a new call would be with references learned from the parts it does not belong
 * to. The parts are split by train and day: parallel calls of one train share its errors. Of a long history so many calls are
 * drawn by lot: what they are to tell, how much sound calls differ, more would tell no better. Where a call lies is kept;
 * compared calls are made when they are looked at, since all of them together would need many times the memory of the
 * history.
 */
final class HeldOut implements ComparedCalls {
    private static final long DAY_MS = 86_400_000L;
    /** Even, so that halves are made of whole parts. The more parts, the more are a call's references like those of a new one. */
    private static final int PARTS = 4;

    /** Calls drawn: the share of sound calls that is flagged, one in a hundred, is known by them to a quarter of itself. */
    static final int MOST_CALLS = 1500;

    private final List<Residuals> references;
    private final List<Held> calls;
    private final int[] modelCell;
    private final Map<String, List<RadioEvent>> events;
    private final NetworkShift shift;

    /** A call, and where it lies on the references that know nothing of it. */
    private record Held(CallTrace trace, Placement placement) {}

    /**
     * Calls of a history that are to be held out, and the references of all parts but one, for each part.
     *
     * @param others by part: the references of the other parts
     * @param traces the calls
     * @param modelCell model index of each of their cell names
     * @param events what the events files say of calls, by call id, by time
     * @param minCalls passes below which such references are provisional
     */
    record Parts(
            List<ReferenceModel> others,
            List<CallTrace> traces,
            int[] modelCell,
            Map<String, List<RadioEvent>> events,
            int minCalls) {
        /**
         * Calls of a history, also those that no route was learned from: such calls will come again.
         *
         * @param learned what was learned from it
         * @param history the calls, and what the events files say of them, in any order
         */
        static Parts of(ReferenceLearner.Learned learned, CallSet history, Settings settings) {
            return new Parts(
                    IntStream.range(0, PARTS)
                            .mapToObj(part -> learned.from(t -> part(t) != part))
                            .toList(),
                    drawn(history.traces().stream().filter(t -> t.size() > 0).toList(), MOST_CALLS),
                    learned.model().indexOf(history.cellNames(), List.of()),
                    history.events().stream()
                            .filter(e -> e.callId() != null)
                            .sorted(Comparator.comparingLong(RadioEvent::timeMs))
                            .collect(Collectors.groupingBy(e -> Objects.requireNonNull(e.callId()))),
                    settings.references().minCalls() * (PARTS - 1) / PARTS);
        }
    }

    /** Lays each call along the references of the other parts. */
    HeldOut(Parts parts, Settings settings) {
        events = parts.events;
        modelCell = parts.modelCell;
        List<CallTrace> traces = parts.traces;
        references = parts.others.stream()
                .map(model -> new Residuals(model, parts.minCalls))
                .toList();
        Held[] held = new Held[traces.size()];
        for (int p = 0; p < PARTS; p++) {
            int part = p;
            Placer placer =
                    new Placer(parts.others.get(p)); // let go after its part: the four are larger than the history
            IntStream.range(0, held.length)
                    .parallel()
                    .filter(i -> part(traces.get(i)) == part)
                    .forEach(i -> held[i] = new Held(traces.get(i), placer.place(traces.get(i), modelCell)));
        }
        calls = List.of(held);
        shift = new NetworkShift(
                IntStream.range(0, calls.size())
                        .parallel()
                        .mapToObj(i -> NetworkShift.CallMean.of(compared(i)))
                        .toList(),
                settings.intake().callTimeout());
    }

    private HeldOut(HeldOut all, IntPredicate chosen) {
        references = all.references;
        modelCell = all.modelCell;
        events = all.events;
        shift = all.shift;
        calls = IntStream.range(0, all.size())
                .filter(chosen)
                .mapToObj(all.calls::get)
                .toList();
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
        return calls.size();
    }

    @Override
    public CallTrace trace(int index) {
        return calls.get(index).trace();
    }

    @Override
    public <T> List<T> map(Function<? super ComparedCall, ? extends T> f) {
        return IntStream.range(0, size())
                .parallel()
                .<T>mapToObj(i -> f.apply(shift.takeOut(compared(i))))
                .toList();
    }

    private ComparedCall compared(int index) {
        Held call = calls.get(index);
        return references
                .get(part(call.trace))
                .of(
                        call.trace,
                        modelCell,
                        call.placement,
                        events.getOrDefault(call.trace.info().callId(), List.of()));
    }

    /** So many of some calls, in their order. Who is drawn depends on the identifiers alone. */
    static List<CallTrace> drawn(List<CallTrace> calls, int most) {
        if (calls.size() <= most) {
            return calls;
        }
        int[] lots = calls.stream().mapToInt(t -> lot(t.info().callId())).toArray();
        int last = Arrays.stream(lots).sorted().skip(most - 1L).findFirst().orElseThrow();
        return IntStream.range(0, lots.length)
                .filter(i -> lots[i] <= last)
                .mapToObj(calls::get)
                .toList();
    }

    /** A number that looks drawn: identifiers often count upwards (the finaliser of MurmurHash3, Appleby 2011). */
    private static int lot(String callId) {
        int h = callId.hashCode();
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** The half, 0 or 1, that a call belongs to. */
    static int half(CallTrace trace) {
        return part(trace) % 2;
    }

    /** The part, 0 to {@link #PARTS} − 1, that a call belongs to; halves are made of whole parts. */
    private static int part(CallTrace trace) {
        return Math.floorMod(trainRun(trace).hashCode(), PARTS);
    }

    /** The train, or else the mobile, and the day: calls that agree in it share their errors. */
    static String trainRun(CallTrace trace) {
        CallInfo info = trace.info();
        String who = info.trainNumber() == null ? info.mobileId() : info.trainNumber();
        return who + "/" + info.startMs() / DAY_MS;
    }
}
