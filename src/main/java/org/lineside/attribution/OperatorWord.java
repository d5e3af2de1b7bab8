package org.lineside.attribution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What an operator said of an incident. It is kept beside what was found: the two are taken apart before evidence is
 * weighed, and put together again afterwards.
 *
 * @param verdict whether it was a fault; null where he left that open
 * @param saidAtMs the present of the data when his word was read, epoch milliseconds
 * @param mutedUntilMs the time in the data until which the like is muted; null unless the verdict is false
 * @param foundCause the cause that was found, where he gave another one; else null
 */
public record OperatorWord(
        @Nullable Boolean verdict,
        long saidAtMs,
        @Nullable Long mutedUntilMs,
        @Nullable Cause foundCause) {
    /** As {@link ShiftDrafts} has it: nothing is surer. */
    private static final double CONFIRMED = 0.99;

    /** The incident as it was found: cause and summary are those of the evidence, the word stands beside them. */
    static Incident asFound(Incident i) {
        OperatorWord word = i.word();
        if (word == null) {
            return i;
        }
        // Behind the sentence something may have been said of its end.
        String summary = i.summary().replace(word.sentence(i.cause()), "");
        Cause found = word.foundCause() == null ? i.cause() : word.foundCause();
        return changed(i, found, i.confidence(), i.closedAtMs(), summary, word);
    }

    /**
     * The incident with this word on it: a false alarm is closed, a confirmed fault is sure, the cause is the operator's.
     *
     * @param i the incident as it was found
     * @param cause the operator's cause, or the one found
     */
    Incident putOn(Incident i, Cause cause) {
        boolean confirmed = Boolean.TRUE.equals(verdict);
        boolean denied = Boolean.FALSE.equals(verdict);
        Long closed = denied && i.closedAtMs() == null ? Long.valueOf(i.lastSeenAtMs()) : i.closedAtMs();
        double confidence = confirmed ? Math.max(CONFIRMED, i.confidence()) : i.confidence();
        return changed(i, cause, confidence, closed, i.summary() + sentence(cause), this);
    }

    private static Incident changed(
            Incident i,
            Cause cause,
            double confidence,
            @Nullable Long closed,
            String summary,
            @Nullable OperatorWord word) {
        return new Incident(
                i.incidentId(),
                i.scope(),
                i.entity(),
                cause,
                confidence,
                i.severity(),
                i.openedAtMs(),
                i.lastSeenAtMs(),
                closed,
                i.callsAffected(),
                i.callsObserved(),
                i.effect(),
                i.unit(),
                summary,
                i.evidence(),
                word);
    }

    private String sentence(Cause cause) {
        StringBuilder sentence = new StringBuilder();
        if (mutedUntilMs != null) {
            sentence.append(" Muted: an operator called it a false alarm on ")
                    .append(day(saidAtMs))
                    .append(" until ")
                    .append(day(mutedUntilMs))
                    .append('.');
        } else if (Boolean.TRUE.equals(verdict)) {
            sentence.append(" Confirmed by an operator on ")
                    .append(day(saidAtMs))
                    .append('.');
        }
        if (foundCause != null) {
            sentence.append(" Cause set by an operator: ")
                    .append(cause.word())
                    .append(", found was ")
                    .append(foundCause.word())
                    .append('.');
        }
        return sentence.toString();
    }

    static LocalDate day(long ms) {
        return Instant.ofEpochMilli(ms).atZone(ZoneOffset.UTC).toLocalDate();
    }
}
