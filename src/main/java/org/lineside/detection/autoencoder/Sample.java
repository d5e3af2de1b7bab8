package org.lineside.detection.autoencoder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.comparison.ComparedCalls;

/**
 * A bounded number of calls out of a history of any size, to learn from. Which ones, a hash of the identifier says, and so
 * the choice is the same for any order of the files. Calls of one train and day stay together: all are learned from, or all
 * tell when to stop, in this model and in every later one.
 */
final class Sample {
    /** Each is compared once more: half a second of processor for a thousand. */
    private static final int MOST_CALLS = 192;

    /** What two thousand weights need, and what can be learned in a tenth of a second. */
    private static final int MOST_WINDOWS = 1536;

    private static final int ONE_IN = 5;
    private static final long DAY_MS = 86_400_000L;

    private Sample() {}

    /**
     * A call drawn.
     *
     * @param callId its identifier
     * @param validates whether it tells when to stop, rather than being learned from
     * @param standard as {@link Inputs#standard}
     */
    record Drawn(String callId, boolean validates, float[][] standard) {
        /**
         * Windows of the call, spread over it: one out of each equal part of the call, anywhere in it.
         *
         * @param most how many at most
         */
        List<float[]> windows(Scaling scaling, int most, Features features) {
            Windows all = Windows.of(standard, scaling);
            int count = Math.clamp((all.count() + Errors.STEP - 1) / Errors.STEP, 0, most);
            int needed = all.needed(f -> true);
            long hash = hash(callId);
            float[] window = new float[Windows.inputs(features)];
            List<float[]> drawn = new ArrayList<>();
            for (int k = 0; k < count; k++) {
                int from = (int) ((long) k * all.count() / count);
                int to = (int) ((k + 1L) * all.count() / count);
                if (all.fill(from + (int) Long.remainderUnsigned(mixed(hash + k), to - from), window) >= needed) {
                    drawn.add(window.clone());
                }
            }
            return drawn;
        }
    }

    /** Draws calls, in their own order. */
    static List<Drawn> of(ComparedCalls heldOut, Features features) {
        boolean[] chosen = new boolean[heldOut.size()];
        IntStream.range(0, chosen.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> hash(callId(heldOut.trace(i))))
                        .thenComparing(i -> callId(heldOut.trace(i))))
                .limit(MOST_CALLS)
                .forEach(i -> chosen[i] = true);
        return heldOut
                .only(i -> chosen[i])
                .map(call -> new Drawn(
                        callId(call.trace()),
                        Long.remainderUnsigned(hash(trainAndDay(call.trace().info())), ONE_IN) == 0,
                        Inputs.of(call, features).standard()))
                .stream()
                .sorted(Comparator.comparing(Drawn::callId))
                .toList();
    }

    /** Windows of each of so many calls, all networks of them alike. */
    static int windowsPerCall(int calls) {
        return MOST_WINDOWS / Math.max(1, calls);
    }

    private static String callId(CallTrace trace) {
        return trace.info().callId();
    }

    private static String trainAndDay(CallInfo info) {
        String who = info.trainNumber() == null ? info.mobileId() : info.trainNumber();
        return who + "/" + info.startMs() / DAY_MS;
    }

    private static long hash(String text) {
        return mixed(text.hashCode());
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
