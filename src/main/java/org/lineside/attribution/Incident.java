package org.lineside.attribution;

import org.jspecify.annotations.Nullable;

/**
 * What the operator acts on.
 *
 * @param incidentId stable over its life
 * @param scope kind of the entity
 * @param entity cell id, mobile id, {@code line:km-km}, {@code cellA>cellB}, train number or call id
 * @param cause what is believed to be wrong
 * @param confidence 0..1 that the cause is right
 * @param severity 1 (service lost) to 4 (early warning)
 * @param openedAtMs when the fault was first seen, epoch milliseconds of data time
 * @param lastSeenAtMs when it was last seen
 * @param closedAtMs when it was seen to have gone, null while it lasts
 * @param callsAffected calls that show it
 * @param callsObserved calls that could have shown it in its time
 * @param effect typical size, in {@code unit}; negative is a loss of level
 * @param unit {@code dB}, {@code class}, {@code s}, …
 * @param summary one sentence an engineer believes
 * @param evidence JSON object: alternatives considered and the facts
 * @param word what an operator said of it, null while none has
 */
public record Incident(
        String incidentId,
        Scope scope,
        String entity,
        Cause cause,
        double confidence,
        int severity,
        long openedAtMs,
        long lastSeenAtMs,
        @Nullable Long closedAtMs,
        int callsAffected,
        int callsObserved,
        double effect,
        String unit,
        String summary,
        String evidence,
        @Nullable OperatorWord word) {
    /** An incident of which no operator has said anything. */
    public Incident(
            String incidentId,
            Scope scope,
            String entity,
            Cause cause,
            double confidence,
            int severity,
            long openedAtMs,
            long lastSeenAtMs,
            @Nullable Long closedAtMs,
            int callsAffected,
            int callsObserved,
            double effect,
            String unit,
            String summary,
            String evidence) {
        this(
                incidentId,
                scope,
                entity,
                cause,
                confidence,
                severity,
                openedAtMs,
                lastSeenAtMs,
                closedAtMs,
                callsAffected,
                callsObserved,
                effect,
                unit,
                summary,
                evidence,
                null);
    }

    /** The same with what an operator said of it, and nothing else changed. */
    Incident with(@Nullable OperatorWord said) {
        return new Incident(
                incidentId,
                scope,
                entity,
                cause,
                confidence,
                severity,
                openedAtMs,
                lastSeenAtMs,
                closedAtMs,
                callsAffected,
                callsObserved,
                effect,
                unit,
                summary,
                evidence,
                said);
    }

    /** Whether an operator confirmed it. */
    public boolean confirmedByOperator() {
        return word != null && Boolean.TRUE.equals(word.verdict());
    }

    /** Whether an operator called it a false alarm. */
    public boolean deniedByOperator() {
        return word != null && Boolean.FALSE.equals(word.verdict());
    }
}
