package org.lineside.detection;

import java.util.List;

/** What came of showing a call to a room. */
public sealed interface Outcome {
    /**
     * The room looked.
     *
     * @param observations the strongest of each statistic that could be computed
     */
    record Observed(List<Observation> observations) implements Outcome {}

    /**
     * The room has nothing to say of such a call.
     *
     * @param reason why, for people
     */
    record NotApplicable(String reason) implements Outcome {}

    /**
     * The room failed; the others stand.
     *
     * @param reason what went wrong
     */
    record Failed(String reason) implements Outcome {}
}
