package org.lineside.calls.assembly;

import org.jspecify.annotations.Nullable;

/**
 * What the calls files say of one call; null where they are silent.
 *
 * @param callId the call
 * @param mobileId its mobile
 * @param service one of the contract's words
 * @param startMs start, epoch milliseconds UTC
 * @param endMs end, epoch milliseconds UTC
 * @param releaseCause as the file says it
 * @param trainNumber as the file says it
 * @param mobileModel as the file says it
 */
public record CallRow(
        String callId,
        @Nullable String mobileId,
        @Nullable String service,
        @Nullable Long startMs,
        @Nullable Long endMs,
        @Nullable String releaseCause,
        @Nullable String trainNumber,
        @Nullable String mobileModel) {
    /** A row that says nothing but the identifier. */
    public static CallRow silent(String callId) {
        return new CallRow(callId, null, null, null, null, null, null, null);
    }

    /** This row, its gaps filled from a later one: the first statement wins, field by field. */
    public CallRow filledFrom(CallRow later) {
        return new CallRow(
                callId,
                first(mobileId, later.mobileId),
                first(service, later.service),
                first(startMs, later.startMs),
                first(endMs, later.endMs),
                first(releaseCause, later.releaseCause),
                first(trainNumber, later.trainNumber),
                first(mobileModel, later.mobileModel));
    }

    private static <T> @Nullable T first(@Nullable T a, @Nullable T b) {
        return a != null ? a : b;
    }
}
