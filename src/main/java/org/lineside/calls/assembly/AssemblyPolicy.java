package org.lineside.calls.assembly;

/** Which calls are handed on, and which are kept back for the next batch. */
public sealed interface AssemblyPolicy {
    /** The input is complete: every call is handed on as it stands. */
    record Complete() implements AssemblyPolicy {}

    /**
     * A call is kept back until it is released (an end in the calls file, or a {@code RELEASE} event), or until its
     * last line is older than the timeout.
     *
     * @param callTimeoutMinutes minutes of data time a call may be silent
     * @param watermarkMs latest data time seen in earlier batches, epoch milliseconds; {@link Long#MIN_VALUE} when none
     */
    record UntilReleased(double callTimeoutMinutes, long watermarkMs) implements AssemblyPolicy {}
}
