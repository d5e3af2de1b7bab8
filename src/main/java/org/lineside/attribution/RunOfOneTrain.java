package org.lineside.attribution;

import org.lineside.attribution.Hypotheses.Kind;

/**
 * Parallel calls of one train share what happens to the train, and its errors: together they count for the strongest of
 * them against a cell or a place. What a mobile or train itself shows, it shows in each.
 */
final class RunOfOneTrain {
    /** The number of no train. */
    static final int UNKNOWN = -1;

    /** Calls of one train within this time met what they met together. */
    private static final long SAME_RUN_MS = 2 * 3_600_000L;

    private final boolean applies;
    private int lastTrain = UNKNOWN;
    private long lastMs;
    private double counted;

    RunOfOneTrain(Kind kind) {
        applies = kind != Kind.MOBILE && kind != Kind.TRAIN;
    }

    /**
     * What a call adds to what the calls before it said.
     *
     * @param train the train by a number, {@link #UNKNOWN} where nobody says
     * @param startMs start of the call, epoch milliseconds
     */
    double newly(int train, long startMs, double gain) {
        boolean together = applies && train != UNKNOWN && train == lastTrain && startMs - lastMs <= SAME_RUN_MS;
        double added = together && gain > 0 && counted > 0 ? Math.max(0, gain - counted) : gain;
        counted = together ? Math.max(counted, gain) : gain;
        lastTrain = train;
        lastMs = startMs;
        return added;
    }
}
