package org.lineside.simulation.railway;

import java.util.SplittableRandom;

/** Independent random streams by name, so that nothing depends on the order in which things are simulated. */
public final class Seeds {
    private Seeds() {}

    /** A generator for the stream that these keys name under this seed. */
    public static SplittableRandom stream(long seed, long... keys) {
        long state = mix(seed + 0x9E3779B97F4A7C15L);
        for (long key : keys) {
            state = mix(state ^ (key * 0xD1342543DE82EF95L + 0x9E3779B97F4A7C15L));
        }
        return new SplittableRandom(state);
    }

    /** Stafford's mixer 13, as in SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
