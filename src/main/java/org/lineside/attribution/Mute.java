package org.lineside.attribution;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import tools.jackson.databind.json.JsonMapper;

/**
 * A false alarm by which it is known again, as it was when an operator called it that.
 *
 * @param incidentId the incident he called a false alarm
 * @param signature what it looked like
 * @param section its entity, taken for a section
 * @param rate for what happens: the upper bound of how often it does, 0..1
 * @param untilMs the time in the data until which it is muted, epoch milliseconds
 */
record Mute(String incidentId, Signature signature, Section section, double rate, long untilMs) {
    /** The 97.5 % quantile of the normal distribution: limits of 95 %. */
    private static final double Z = 1.959964;

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The mute that an incident makes, if an operator called it a false alarm. */
    static Optional<Mute> of(Incident labelled, Profile profile) {
        OperatorWord word = labelled.word();
        if (word == null || word.mutedUntilMs() == null) {
            return Optional.empty();
        }
        Incident i = OperatorWord.asFound(labelled);
        double rate = upperLimit(i.callsAffected(), i.callsObserved());
        return Optional.of(
                new Mute(i.incidentId(), signature(i, profile), Section.of(i.entity()), rate, word.mutedUntilMs()));
    }

    /** The signature of an incident as it was found. */
    static Signature signature(Incident i, Profile profile) {
        return Signature.of(
                i.scope(), i.entity(), i.cause(), i.effect(), i.unit(), JSON.readTree(i.evidence()), profile);
    }

    /** The signature of a draft. */
    static Signature signature(Draft d, Profile profile) {
        return Signature.of(
                d.scope(), d.entity(), d.cause(), d.effect(), d.unit(), JSON.valueToTree(d.facts()), profile);
    }

    /** Upper limit of a share (Wilson 1927, equation 5): what is seen in three of three calls needn't be so in all. */
    static double upperLimit(int happened, int trials) {
        double n = Math.max(1, trials);
        double share = happened / n;
        double spread = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return (share + Z * Z / (2 * n) + spread) / (1 + Z * Z / n);
    }

    /** Whether it shifts what this atom of a call shows. */
    boolean holds(CallEvidence call, Atom atom) {
        if (call.startMs() > untilMs) {
            return false;
        }
        String entity = signature.entity();
        boolean served = atom.zone() >= 0;
        return switch (signature.scope()) {
            case CELL ->
                atom.cell().equals(entity)
                        && (signature.mobileModel().isEmpty()
                                || (served && signature.mobileModel().equals(call.mobileModel())));
            case MOBILE -> served && call.mobileId().equals(entity);
            case TRAIN -> served && (entity.equals(call.trainNumber()) || entity.equals(call.mobileId()));
            case SECTION -> section.holds(atom) && (section.isMeasured() || shows(atom));
            case CALL, NETWORK -> false;
        };
    }

    /** Where the name of a section says no more than its cells, the atoms that show at least half of it are those in it. */
    private boolean shows(Atom atom) {
        Shift shift = signature.mainShift();
        if (shift == null) {
            return false;
        }
        double seen = 0;
        for (Channel c : shift.channels()) {
            seen += shift.sign() * atom.effect()[c.ordinal()];
        }
        return seen / shift.channels().size() >= signature.mainSize(shift) / 2;
    }

    /** Whether it is this that happened, or didn't, no worse than then. */
    boolean covers(Step step, double minEffectDb) {
        boolean pair = signature.cells().equals(StepHypotheses.cells(step.from(), step.to()));
        return pair
                && step.timeMs() <= untilMs
                && signature.cause() == StepHypotheses.cause(step.kind())
                && !isMore(step.kind(), step.size(), minEffectDb);
    }

    /** Whether something that happened is larger by the smallest effect that counts. */
    boolean isMore(@Nullable Kind kind, double size, double minEffectDb) {
        return kind == Kind.LATE && size - signature.size() >= minEffectDb;
    }
}
