package org.lineside.health;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineside.numeric.Interval;

/** Whether a requirement is met, as far as the figures decide it. */
public enum Requirement {
    /** Even the worse end of the 95 % interval meets it. */
    MET,
    /** Even the better end misses it. */
    NOT_MET,
    /** The interval holds the limit: too little was seen. */
    UNDECIDED;

    /** As it stands in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What must be no more than a limit; null where nothing is known. */
    static @Nullable Requirement atMost(double limit, Interval found) {
        return Double.isNaN(found.value())
                ? null
                : found.high() <= limit ? MET : found.low() > limit ? NOT_MET : UNDECIDED;
    }

    /** What must be no less than a limit; null where nothing is known. */
    static @Nullable Requirement atLeast(double limit, Interval found) {
        return Double.isNaN(found.value())
                ? null
                : found.low() >= limit ? MET : found.high() < limit ? NOT_MET : UNDECIDED;
    }
}
