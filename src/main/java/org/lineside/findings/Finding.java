package org.lineside.findings;

import org.jspecify.annotations.Nullable;

/**
 * One stretch of one call that deviates.
 *
 * @param findingId stable: derived from call, method, indicator and start
 * @param incidentId the incident that explains it, null when none does
 * @param callId the call
 * @param mobileId its mobile
 * @param cellId the serving cell of most of the stretch
 * @param startMs epoch milliseconds where the deviation begins
 * @param endMs epoch milliseconds where it ends
 * @param method {@code test}, {@code local}, {@code autoencoder}, {@code graph} or {@code cluster}
 * @param indicator the profile's column name, or the graph's: {@code handover}, {@code dwell}
 * @param observed mean observed in the stretch
 * @param expected mean expected there
 * @param effect observed minus expected
 * @param unit unit of the three
 * @param score −log10 p-value with its tail continued
 * @param pValue calibrated p-value
 * @param qValue the p-value adjusted for the tests made on this call
 * @param evidence JSON object with the facts behind it
 */
public record Finding(
        String findingId,
        @Nullable String incidentId,
        String callId,
        String mobileId,
        String cellId,
        long startMs,
        long endMs,
        String method,
        String indicator,
        double observed,
        double expected,
        double effect,
        String unit,
        double score,
        double pValue,
        double qValue,
        String evidence) {
    /** The method of what is told only beside other calls, by an incident that they all show. */
    public static final String BESIDE_OTHERS = "cluster";

    /** The same finding, explained by an incident. */
    public Finding explainedBy(@Nullable String incident) {
        return new Finding(
                findingId, incident, callId, mobileId, cellId, startMs, endMs, method, indicator, observed, expected,
                effect, unit, score, pValue, qValue, evidence);
    }
}
