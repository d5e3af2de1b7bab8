package org.lineside.calls.assembly;

/** Which calls are handed on, and which are kept back for the next batch. */
public sealed interface AssemblyPolicy {
    /**
     * Longest time without any data after which data are still believed to go on, in milliseconds. A year: no railway
     * that is watched is silent for longer, while clocks that are wrong are so by more (a GPS week rollover is 19.6
     * years, a clock never set stands at the end of its range, in 2036, 2038 or 2106).
     */
    long LONGEST_SILENCE_MS = 366L * 86_400_000;

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
