package org.lineside.baselines;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Values of a channel without those that are missing. */
final class Samples {
    private Samples() {}

    /** The values in [from, to) that are there; none of a channel that the input lacks. */
    static double[] present(float[] channel, int from, int to) {
        return IntStream.range(from, Math.min(to, channel.length))
                .mapToDouble(i -> channel[i])
                .filter(v -> !Double.isNaN(v))
                .toArray();
    }

    /** Their mean, NaN without any. */
    static double mean(float[] channel, int from, int to) {
        return Arrays.stream(present(channel, from, to)).average().orElse(Double.NaN);
    }
}
