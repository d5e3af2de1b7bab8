package org.lineside.calls;

import org.jspecify.annotations.Nullable;

/**
 * A row of a labels file: what an operator says of a call or an incident.
 *
 * @param incidentId the incident, null when a call is named
 * @param callId the call, null when an incident is named
 * @param verdict whether it was a true fault, null when the row leaves that open
 * @param cause the operator's cause, null when not given
 * @param text free text, null when not given
 */
public record OperatorLabel(
        @Nullable String incidentId,
        @Nullable String callId,
        @Nullable Boolean verdict,
        @Nullable String cause,
        @Nullable String text) {}
