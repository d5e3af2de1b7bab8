package org.lineside.detection.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;

/**
 * A bounded sample of the windows of a history, the same for any number of threads: of each call every
 * {@value #STRIDE}rd window, and of all of them those with the smallest hash.
 *
 * @param looked per channel, whether it was measured often enough to be looked at
 * @param windows the windows as {@link Windows#vector} gives them, 0 in channels that are not looked at; ordered by hash
 */
record UsualWindows(boolean[] looked, List<float[]> windows) {
    /** Windows kept at most: 24 numbers each, 2 MiB. */
    private static final int MOST = 20_000;

    private static final int STRIDE = 3;
    /** A channel measured in less than this share of all windows is not looked at. */
    private static final double LOOKED_SHARE = 0.2;

    private record Drawn(long hash, float[] vector, float[] measured) {}

    static UsualWindows draw(Channels channels, ComparedCalls calls) {
        int perCall = Math.max(16, 4 * MOST / Math.max(1, calls.size()));
        List<Drawn> all = new ArrayList<>();
        calls.map(call -> drawn(channels, call, perCall)).forEach(all::addAll);
        all.sort((a, b) -> a.hash != b.hash ? Long.compare(a.hash, b.hash) : Arrays.compare(a.vector, b.vector));
        List<Drawn> kept = all.subList(0, Math.min(MOST, all.size()));
        boolean[] looked = looked(channels, kept);
        List<float[]> windows = new ArrayList<>();
        for (Drawn d : kept) {
            if (share(looked, d.measured) >= Windows.MEASURED_SHARE) {
                for (int i = 0; i < d.vector.length; i++) {
                    d.vector[i] = looked[i / Windows.BLOCKS] ? d.vector[i] : 0;
                }
                windows.add(d.vector);
            }
        }
        return new UsualWindows(looked, List.copyOf(windows));
    }

    private static List<Drawn> drawn(Channels channels, ComparedCall call, int most) {
        Windows windows = Windows.of(channels, Series.of(channels, call));
        int stride = Math.max(STRIDE, windows.count() / most);
        long seed = call.trace().info().callId().hashCode();
        List<Drawn> drawn = new ArrayList<>();
        for (int k = Math.floorMod(seed, stride); k < windows.count(); k += stride) {
            float[] measured = new float[channels.size()];
            for (int c = 0; c < measured.length; c++) {
                measured[c] = windows.measured(k, c);
            }
            drawn.add(new Drawn(mix(seed << 32 | k), windows.vector(k), measured));
        }
        return drawn;
    }

    /** Finaliser of MurmurHash3 as in Steele, Lea, Flood, OOPSLA 2014: every bit of the result depends on all bits. */
    private static long mix(long value) {
        long z = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        z = (z ^ z >>> 33) * 0xc4ceb9fe1a85ec53L;
        return z ^ z >>> 33;
    }

    private static boolean[] looked(Channels channels, List<Drawn> drawn) {
        boolean[] looked = new boolean[channels.size()];
        for (int c = 0; c < looked.length; c++) {
            double sum = 0;
            for (Drawn d : drawn) {
                sum += d.measured[c];
            }
            looked[c] = sum > 0 && sum >= LOOKED_SHARE * drawn.size();
        }
        return looked;
    }

    private static double share(boolean[] looked, float[] measured) {
        double sum = 0;
        int n = 0;
        for (int c = 0; c < looked.length; c++) {
            sum += looked[c] ? measured[c] : 0;
            n += looked[c] ? 1 : 0;
        }
        return n == 0 ? 0 : sum / n;
    }
}
