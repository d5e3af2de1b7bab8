package org.lineside.calls;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Traces of calls that are unpacked when they are looked at, each time anew. Can't be changed. */
public final class Traces extends AbstractList<CallTrace> implements RandomAccess {
    private final List<? extends Call> calls;

    /** The traces of some calls, in their order. */
    public Traces(List<? extends Call> calls) {
        this.calls = List.copyOf(calls);
    }

    /** The calls, none unpacked. */
    List<? extends Call> calls() {
        return calls;
    }

    @Override
    public CallTrace get(int index) {
        return calls.get(index).trace();
    }

    @Override
    public int size() {
        return calls.size();
    }
}
