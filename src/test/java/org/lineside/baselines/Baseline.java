package org.lineside.baselines;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.lineside.calls.CallTrace;

/** A simple way to judge calls. */
public interface Baseline {
    /** What it is called in the table. */
    String name();

    /** Learns from calls without faults. */
    Learned learn(List<CallTrace> history);

    /**
     * What was learned.
     *
     * @param score grows with the belief that something is wrong with the call; never NaN
     * @param threshold calls that score above it are flagged; empty where the method has no natural one
     */
    record Learned(ToDoubleFunction<CallTrace> score, OptionalDouble threshold) {}
}
