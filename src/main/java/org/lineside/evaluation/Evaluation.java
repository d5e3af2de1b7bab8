package org.lineside.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Cause;

/**
 * How well the truth was found.
 *
 * @param calls calls in the truth that count (grey ones are left out)
 * @param anomalousCalls those that felt a fault
 * @param withoutVerdict those that were not judged at all, or had no reference; they count as not flagged
 * @param averagePrecision of the calls' scores
 * @param precision share of flagged calls that felt a fault
 * @param recall share of calls that felt a fault that were flagged
 * @param falseFlagRate share of clean calls flagged
 * @param hardNegativeFlagRate share of sound calls under a hard negative flagged
 * @param secondsPrecision share of the seconds in findings during which a fault was felt
 * @param secondsRecall share of the seconds during which a fault was felt that lie in findings
 * @param faultRecall share of faults felt by a call that got an incident
 * @param causeAccuracy share of those found whose main incident names the cause
 * @param entityAccuracy share of those found whose main incident names scope and entity
 * @param incidentsPerFault incidents per fault found
 * @param falseIncidentsPerDay incidents that match nothing, or a hard negative that calls for none, per day
 * @param delayHours hours from the fault's start to the end of the first flagged call that felt it, median
 * @param delayCalls calls that felt a fault up to the first flagged, that one included, median
 * @param hardNegativesRaised hard negatives for which an incident was wrongly raised
 * @param faults how each fault fared
 * @param falseIncidents identifiers of false incidents
 */
public record Evaluation(
        int calls,
        int anomalousCalls,
        int withoutVerdict,
        Estimate averagePrecision,
        Estimate precision,
        Estimate recall,
        Estimate falseFlagRate,
        Estimate hardNegativeFlagRate,
        double secondsPrecision,
        double secondsRecall,
        Estimate faultRecall,
        Estimate causeAccuracy,
        Estimate entityAccuracy,
        double incidentsPerFault,
        double falseIncidentsPerDay,
        double delayHours,
        double delayCalls,
        List<String> hardNegativesRaised,
        List<FaultOutcome> faults,
        List<String> falseIncidents) {
    /** Copies the lists. */
    public Evaluation {
        hardNegativesRaised = List.copyOf(hardNegativesRaised);
        faults = List.copyOf(faults);
        falseIncidents = List.copyOf(falseIncidents);
    }

    /**
     * How one fault fared.
     *
     * @param id the fault
     * @param kind its kind
     * @param cause its cause
     * @param severity its severity
     * @param magnitude how large it was to the calls that felt it
     * @param callsAffected calls labelled with it
     * @param callsFlagged those flagged
     * @param incidents incidents matched to it
     * @param namedCause what the main incident says, {@code unknown} without one
     * @param namedEntity scope and entity the main incident accuses, empty without one
     * @param causeRight whether the cause is right
     * @param entityRight whether scope and entity are right
     * @param delayHours hours to the end of the first flagged call, NaN if none was
     * @param delayCalls calls up to the first flagged, that one included, 0 if none was
     * @param early how it stood once the first calls that felt it had ended, null where nobody looked
     */
    public record FaultOutcome(
            String id,
            String kind,
            Cause cause,
            double severity,
            Magnitude magnitude,
            int callsAffected,
            int callsFlagged,
            int incidents,
            Cause namedCause,
            String namedEntity,
            boolean causeRight,
            boolean entityRight,
            double delayHours,
            int delayCalls,
            EarlyLook.@Nullable Standing early) {
        /** Whether an incident was raised for it. */
        public boolean found() {
            return incidents > 0;
        }
    }
}
