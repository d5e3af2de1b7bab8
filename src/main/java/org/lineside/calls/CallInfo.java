package org.lineside.calls;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a call beside its measurements.
 *
 * @param callId the probe's identifier
 * @param mobileId the mobile, empty when neither file says it
 * @param service {@code etcs}, {@code voice}, {@code group}, {@code data} or {@code other}
 * @param startMs start in epoch milliseconds UTC: from the calls file, else the first measurement
 * @param endMs end in epoch milliseconds UTC: from the calls file, else the last measurement
 * @param releaseCause as the file says it, null when unknown
 * @param trainNumber null when unknown
 * @param mobileModel null when unknown
 */
public record CallInfo(
        String callId,
        String mobileId,
        String service,
        long startMs,
        long endMs,
        @Nullable String releaseCause,
        @Nullable String trainNumber,
        @Nullable String mobileModel) {
    /** The same call of a mobile that goes by this name. */
    public CallInfo ofMobile(String name) {
        return new CallInfo(callId, name, service, startMs, endMs, releaseCause, trainNumber, mobileModel);
    }
}
