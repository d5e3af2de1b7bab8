package org.lineside.benchmarks;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Counts what a benchmark has worked off, since calls are of any length; JMH makes it a figure per second. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Done {
    /** Lines, or samples of calls. */
    public long items;

    /** Begins anew. */
    @Setup(Level.Iteration)
    public void reset() {
        items = 0;
    }
}
