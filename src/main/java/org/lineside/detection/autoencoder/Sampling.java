package org.lineside.detection.autoencoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Profile.Indicator;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;

/**
 * Windows to learn from, a bounded number of them out of a history of any size. Which ones, a hash of the call's
 * identifier says, and so the choice is the same for any order of the files. Windows of one train and day stay together:
 * all are learned from, or all tell when to stop.
 *
 * @param training windows to learn from, as {@link Inputs#window} gives them
 * @param validation windows that tell when to stop, and what an error usually is
 */
record Sampling(List<float[]> training, List<float[]> validation) {
    private static final int MOST_CALLS = 512;
    /** What a network of some thousand weights needs, and what can be learned in about half a second. */
    private static final int MOST_WINDOWS = 6144;
    /** Places from one window to the next at least; nearer ones tell almost the same. */
    private static final int STEP = 4;

    private static final int ONE_IN = 5;
    private static final long DAY_MS = 86_400_000L;

    private record Drawn(boolean validates, List<float[]> windows) {}

    /** Draws windows from held-out calls. */
    static Sampling of(ComparedCalls heldOut, List<Indicator> indicators) {
        boolean[] chosen = new boolean[heldOut.size()];
        IntStream.range(0, chosen.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> hash(callId(heldOut.trace(i))))
                        .thenComparing(i -> callId(heldOut.trace(i))))
                .limit(MOST_CALLS)
                .forEach(i -> chosen[i] = true);
        ComparedCalls calls = heldOut.only(i -> chosen[i]);
        int perCall = MOST_WINDOWS / Math.max(1, calls.size());
        List<float[]> training = new ArrayList<>();
        List<float[]> validation = new ArrayList<>();
        for (Drawn drawn : calls.map(c -> drawn(c, indicators, perCall))) {
            (drawn.validates ? validation : training).addAll(drawn.windows);
        }
        return new Sampling(List.copyOf(training), List.copyOf(validation));
    }

    private static String callId(CallTrace trace) {
        return trace.info().callId();
    }

    private static Drawn drawn(ComparedCall call, List<Indicator> indicators, int most) {
        Inputs inputs = Inputs.of(call, indicators);
        int starts = inputs.places().size() - Inputs.WINDOW + 1;
        int count = Math.clamp((starts + STEP - 1) / STEP, 0, most);
        int needed = inputs.needed();
        long hash = hash(callId(call.trace()));
        float[] window = new float[Inputs.WINDOW * Inputs.features(indicators)];
        List<float[]> windows = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            // One window out of each equal part of the call, anywhere in it.
            int from = (int) ((long) k * starts / count);
            int to = (int) ((k + 1L) * starts / count);
            if (inputs.window(from + (int) Long.remainderUnsigned(mixed(hash + k), to - from), window) >= needed) {
                windows.add(Arrays.copyOf(window, window.length));
            }
        }
        return new Drawn(Long.remainderUnsigned(hash(trainAndDay(call.trace().info())), ONE_IN) == 0, windows);
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
