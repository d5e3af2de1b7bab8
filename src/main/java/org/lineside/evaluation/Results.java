package org.lineside.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

/**
 * What was judged.
 *
 * @param calls verdicts
 * @param findings stretches found
 * @param incidents incidents raised
 */
public record Results(List<Call> calls, List<Finding> findings, List<Incident> incidents) {
    /** Copies the lists. */
    public Results {
        calls = List.copyOf(calls);
        findings = List.copyOf(findings);
        incidents = List.copyOf(incidents);
    }

    /** Of several incidents the one with the most findings, the first of equals. */
    Optional<Incident> main(List<Incident> several) {
        return several.stream().max(Comparator.comparingLong(this::size));
    }

    private long size(Incident incident) {
        return findings.stream()
                .filter(f -> incident.id().equals(f.incidentId()))
                .count();
    }

    /**
     * A judged call.
     *
     * @param id the call
     * @param verdict the verdict's word
     * @param anomalous whether it was flagged
     * @param score grows with abnormality
     * @param endMs when the call ended, epoch milliseconds
     */
    public record Call(String id, String verdict, boolean anomalous, double score, long endMs) {}

    /**
     * A stretch of a call.
     *
     * @param callId the call
     * @param incidentId the incident it belongs to, null without one
     * @param startMs epoch milliseconds
     * @param endMs epoch milliseconds
     */
    public record Finding(String callId, @Nullable String incidentId, long startMs, long endMs) {}

    /**
     * An incident.
     *
     * @param id identifier
     * @param scope kind of the entity
     * @param entity the entity accused
     * @param cause the cause named
     * @param openedAtMs epoch milliseconds
     * @param lastSeenAtMs epoch milliseconds
     */
    public record Incident(String id, Scope scope, String entity, Cause cause, long openedAtMs, long lastSeenAtMs) {}
}
