package org.lineside.comparison;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.lineside.calls.CallTrace;

/**
 * Many compared calls, too many to be held at a time: each is made when it is looked at and dropped afterwards, so a
 * second look costs the comparison again.
 */
public interface ComparedCalls {
    /** How many there are. */
    int size();

    /** The trace of a call, without comparing it. */
    CallTrace trace(int index);

    /**
     * Some of the calls, in the same order.
     *
     * @param chosen says of an index whether it is one of them
     */
    ComparedCalls only(IntPredicate chosen);

    /**
     * What a function says of each call, in their fixed order whatever the number of threads.
     *
     * @param f called from several threads; what it returns should be small
     */
    <T> List<T> map(Function<? super ComparedCall, ? extends T> f);
}
