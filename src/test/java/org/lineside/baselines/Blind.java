package org.lineside.baselines;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.zip.CRC32;
import org.lineside.calls.CallTrace;

/**
 * Doesn't look at the radio. Shows what average precision is worth where nothing is known: the share of calls that felt a
 * fault.
 *
 * @param name what it is called
 * @param score of a call
 */
public record Blind(String name, ToDoubleFunction<CallTrace> score) implements Baseline {
    private static final long SEED = 20_260_301L;

    /** Every call scores the same. */
    public static Blind constant() {
        return new Blind("null", call -> 0);
    }

    /** Uniform in 0..1, by the call's identifier alone, so that the order of the calls does not matter. */
    public static Blind random() {
        return new Blind("random", Blind::random);
    }

    @Override
    public Learned learn(List<CallTrace> history) {
        return new Learned(score, OptionalDouble.empty());
    }

    private static double random(CallTrace call) {
        CRC32 hash = new CRC32();
        hash.update(call.info().callId().getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(SEED ^ hash.getValue()).nextDouble();
    }
}
