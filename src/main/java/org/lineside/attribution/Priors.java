package org.lineside.attribution;

import java.util.List;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.calls.Profile;

/**
 * How much likelier than elsewhere a fault is where an operator has confirmed one of the same cause. The thresholds of the
 * log-likelihood ratios take every entity for equally likely to be at fault; prior odds that are raised by a factor lower
 * the threshold by its logarithm (Bayes' rule), and raise the odds that the cause is right by that factor.
 *
 * @param confirmed what operators have confirmed
 */
record Priors(List<Confirmed> confirmed) {
    /** Nothing is known. */
    static final Priors NONE = new Priors(List.of());

    /** By what a confirmed fault raises the odds of another one. A choice: no statistics of repairs are at hand. */
    private static final double ODDS_RATIO = 20;

    /**
     * However many were confirmed. At ln 50 = 3.9 the threshold of 16 is still more than twice the largest say of one call
     * in quality, timing or the balance of the links (6), and more than that in levels (9): as many calls must agree as ever.
     */
    private static final double LARGEST_ODDS_RATIO = 50;

    private static final double MOST_SURE = 0.99;

    /**
     * A confirmed fault.
     *
     * @param signature as it was found
     * @param cause the operator's, where he gave another one; else the one found
     */
    record Confirmed(Signature signature, Cause cause) {
        boolean names(Cause named) {
            return named == cause || named == signature.cause();
        }
    }

    /** What operators have confirmed among these incidents. */
    static Priors of(List<Incident> incidents, Profile profile) {
        return new Priors(incidents.stream()
                .filter(i -> i.word() != null && Boolean.TRUE.equals(i.word().verdict()))
                .map(i -> new Confirmed(Mute.signature(OperatorWord.asFound(i), profile), i.cause()))
                .toList());
    }

    /** The largest log-prior-odds there are: 0 where nothing was confirmed. */
    double most() {
        return logOdds(confirmed.size());
    }

    /** The logarithm of how much likelier than elsewhere a shift is. */
    double of(Blame blame) {
        Cause cause = blame.cause();
        return logOdds(confirmed.stream()
                .filter(c -> c.names(cause) && concerns(c.signature(), blame))
                .count());
    }

    /** The same for what happens again and again in a cell or between two. */
    double of(Cause cause, List<String> cells) {
        return logOdds(confirmed.stream()
                .filter(c -> c.names(cause) && c.signature().cells().equals(cells))
                .count());
    }

    private static double logOdds(long confirmed) {
        return confirmed == 0 ? 0 : Math.log(Math.min(LARGEST_ODDS_RATIO, ODDS_RATIO * confirmed));
    }

    /** A confidence 0..1 with the odds raised. */
    static double raised(double confidence, double logPriorOdds) {
        if (logPriorOdds == 0 || confidence >= MOST_SURE) {
            return confidence;
        }
        double odds = confidence / (1 - confidence) * Math.exp(logPriorOdds);
        return Math.round(100 * Math.min(MOST_SURE, odds / (1 + odds))) / 100.0;
    }

    private static boolean concerns(Signature confirmed, Blame blame) {
        String entity = confirmed.entity();
        return switch (confirmed.scope()) {
            case CELL ->
                switch (blame.kind()) {
                    case CELL -> blame.key().equals(entity);
                    case MODEL_AT_CELL -> blame.key().equals(confirmed.mobileModel() + "|" + entity);
                    case SECTION ->
                        blame.rows().stream().anyMatch(r -> r.atom.cell().equals(entity));
                    case MOBILE, TRAIN -> false;
                };
            case MOBILE -> blame.kind() == Kind.MOBILE && blame.key().equals(entity);
            case TRAIN -> blame.kind() == Kind.TRAIN && blame.key().equals(entity);
            case SECTION -> {
                Section section = Section.of(entity);
                yield (blame.kind() == Kind.SECTION || blame.kind() == Kind.CELL)
                        && blame.rows().stream().anyMatch(r -> section.holds(r.atom));
            }
            case CALL, NETWORK -> false;
        };
    }
}
