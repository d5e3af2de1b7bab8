package org.lineside.attribution;

import org.jspecify.annotations.Nullable;
import org.lineside.calls.Channel;

/**
 * A cell or mobile whose levels, quality or timing have moved away from the golden references and stayed away, as its daily
 * effects show.
 *
 * @param scope cell or mobile
 * @param entity the cell or the mobile
 * @param effects present size per {@link Channel}, in its unit; 0 where the channel is not concerned
 * @param strongest the channel that shows most of it
 * @param sinceMs where its chart began to rise, epoch milliseconds of data time
 * @param grownMs when the present size was reached, the last day's while it still grows
 * @param lastMs the last day that shows it
 * @param soundMs when it was seen to have gone, null while it lasts
 * @param days days that show it
 * @param likelihood log-likelihood ratio of its chart
 * @param counts whether it has reached the smallest effect that counts; one under way has not yet
 * @param golden the model it is held against
 */
public record Creep(
        Scope scope,
        String entity,
        float[] effects,
        Channel strongest,
        long sinceMs,
        long grownMs,
        long lastMs,
        @Nullable Long soundMs,
        int days,
        double likelihood,
        boolean counts,
        String golden) {
    private static final double DAY_MS = 86_400_000;
    private static final double DAYS_PER_WEEK = 7;

    /** Days in which a fault comes at once; what takes longer creeps. */
    private static final double AT_ONCE_DAYS = 3;

    /** Days it took to grow. */
    double growingDays() {
        return (grownMs - sinceMs) / DAY_MS;
    }

    /** Whether it came slowly. */
    boolean slow() {
        return growingDays() >= AT_ONCE_DAYS;
    }

    /** Whether a level is what moved. */
    boolean level() {
        return strongest.isLevel();
    }

    /** How fast it grew, per week, in the unit of the strongest channel. */
    double perWeek() {
        return effects[strongest.ordinal()] / Math.max(1, growingDays()) * DAYS_PER_WEEK;
    }
}
