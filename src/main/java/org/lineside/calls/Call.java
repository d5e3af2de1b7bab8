package org.lineside.calls;

import java.util.List;

/** A call whose measurements may be packed away until they are looked at. */
public interface Call {
    /** What is known of it beside the measurements. */
    CallInfo info();

    /** Its measurements, unpacked each time they are asked for: whoever looks at them again had better keep them. */
    CallTrace trace();

    /** The calls behind a list of traces, without looking at their measurements. */
    static List<? extends Call> of(List<CallTrace> traces) {
        return traces instanceof Traces packed ? packed.calls() : traces;
    }

    /** The same call by another name. */
    default Call withInfo(CallInfo other) {
        Call call = this;
        return new Call() {
            @Override
            public CallInfo info() {
                return other;
            }

            @Override
            public CallTrace trace() {
                return call.trace().withInfo(other);
            }
        };
    }
}
