package org.lineside.attribution;

import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Hypotheses.Kind;

/**
 * Parallel calls of one train share what happens to the train, and its errors: together they count for the strongest of
 * them against a cell or a place. What a mobile or train itself shows, it shows in each.
 */
final class RunOfOneTrain {
    /** Calls of one train within this time met what they met together. */
    private static final long SAME_RUN_MS = 2 * 3_600_000L;

    private final boolean applies;
    private @Nullable CallEvidence last;
    private double counted;

    RunOfOneTrain(Kind kind) {
        applies = kind != Kind.MOBILE && kind != Kind.TRAIN;
    }

    /** What a call adds to what the calls before it said. */
    double newly(CallEvidence call, double gain) {
        boolean together = applies
                && last != null
                && call.startMs() - last.startMs() <= SAME_RUN_MS
                && call.trainNumber() != null
                && call.trainNumber().equals(last.trainNumber());
        double added = together && gain > 0 && counted > 0 ? Math.max(0, gain - counted) : gain;
        counted = together ? Math.max(counted, gain) : gain;
        last = call;
        return added;
    }
}
