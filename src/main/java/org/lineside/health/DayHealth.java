package org.lineside.health;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The rows of a day.
 *
 * @param day ISO-8601 date, UTC
 * @param cells effects by cell
 * @param mobiles effects by mobile
 * @param edges handovers by ordered pair of cells
 * @param intervals coverage by interval of track
 * @param network by service, and of all services
 */
public record DayHealth(
        String day,
        List<EntityHealth> cells,
        List<EntityHealth> mobiles,
        List<EdgeStats> edges,
        List<IntervalKpi> intervals,
        List<NetworkKpi> network) {

    /**
     * Computes them. Pure; the outcome depends on the calls alone, not on their order.
     *
     * @param epochDay days since 1970-01-01
     * @param ofDay every call of that day
     */
    public static DayHealth of(long epochDay, List<CallHealth> ofDay) {
        List<CallHealth> calls =
                ofDay.stream().sorted(Comparator.comparing(CallHealth::callId)).toList();
        String day = LocalDate.ofEpochDay(epochDay).toString();
        DayEffects effects = new DayEffects(day, calls);
        return new DayHealth(
                day,
                effects.cells(),
                effects.mobiles(),
                EdgeStats.of(day, calls),
                new DayIntervals(day, calls).rows(),
                NetworkKpi.of(day, calls));
    }
}
