package org.lineside.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.health.CallHealth.EdgeShare;
import org.lineside.health.CallHealth.Release;
import org.lineside.numeric.ExactIntervals;
import org.lineside.numeric.Interval;

/**
 * What the network as a whole is held to.
 *
 * @param period what time it is of
 * @param day its first day, ISO-8601, UTC
 * @param service a service, or {@value #ALL}
 * @param calls calls
 * @param callHours hours of all calls together
 * @param toldHours hours of those of which it is known how they ended
 * @param losses calls that ended with a lost connection
 * @param handovers handovers seen, those that failed included
 * @param told those of calls whose events would tell a failure
 * @param failed those that failed
 */
public record NetworkKpi(
        Period period,
        String day,
        String service,
        int calls,
        double callHours,
        double toldHours,
        int losses,
        int handovers,
        int told,
        int failed) {
    /** Stands for all services together. */
    public static final String ALL = "all";

    private static final String ETCS = "etcs";

    /** Subset-093, connection loss rate of the circuit-switched service for ETCS: at most so many an hour. */
    private static final double MOST_LOSSES_PER_HOUR = 0.01;

    /** EIRENE SRS 3.4: handover success over train routes at design load. */
    private static final double LEAST_SUCCESS = 0.995;

    /** Lost connections per hour of call, of the calls of which it is known how they ended. */
    public Interval lossesPerHour() {
        return ExactIntervals.rate(losses, toldHours);
    }

    /** Whether they are few enough; null for other services than ETCS, of which nothing is asked. */
    public @Nullable Requirement lossRequirement() {
        return service.equals(ETCS) ? Requirement.atMost(MOST_LOSSES_PER_HOUR, lossesPerHour()) : null;
    }

    /** The share of handovers that succeeded, among those whose failure would be known. */
    public Interval handoverSuccess() {
        return ExactIntervals.proportion(told - failed, told);
    }

    /** Whether they are many enough. */
    public @Nullable Requirement handoverRequirement() {
        return Requirement.atLeast(LEAST_SUCCESS, handoverSuccess());
    }

    static List<NetworkKpi> of(String day, List<CallHealth> calls) {
        List<NetworkKpi> each = new ArrayList<>();
        for (CallHealth call : calls) {
            int handovers = 0;
            int failed = 0;
            for (EdgeShare edge : call.edges()) {
                handovers += edge.arrived() + edge.failed();
                failed += edge.failed();
            }
            NetworkKpi one = new NetworkKpi(
                    Period.DAY,
                    day,
                    call.service(),
                    1,
                    call.hours(),
                    call.release() == Release.UNKNOWN ? 0 : call.hours(),
                    call.release() == Release.LOST ? 1 : 0,
                    handovers,
                    call.handoversTold() ? handovers : 0,
                    failed);
            each.add(one);
            each.add(one.named(ALL));
        }
        return sums(Period.DAY, day, each);
    }

    private NetworkKpi named(String name) {
        return new NetworkKpi(period, day, name, calls, callHours, toldHours, losses, handovers, told, failed);
    }

    /**
     * The month of some days.
     *
     * @param days every row of its days, in order of time
     */
    public static List<NetworkKpi> month(List<NetworkKpi> days) {
        return days.isEmpty() ? List.of() : sums(Period.MONTH, Period.monthOf(days.getFirst().day), days);
    }

    private static List<NetworkKpi> sums(Period period, String day, List<NetworkKpi> parts) {
        Map<String, NetworkKpi> sums = new TreeMap<>();
        for (NetworkKpi p : parts) {
            sums.merge(
                    p.service,
                    new NetworkKpi(
                            period,
                            day,
                            p.service,
                            p.calls,
                            p.callHours,
                            p.toldHours,
                            p.losses,
                            p.handovers,
                            p.told,
                            p.failed),
                    NetworkKpi::plus);
        }
        return List.copyOf(sums.values());
    }

    private NetworkKpi plus(NetworkKpi more) {
        return new NetworkKpi(
                period,
                day,
                service,
                calls + more.calls,
                callHours + more.callHours,
                toldHours + more.toldHours,
                losses + more.losses,
                handovers + more.handovers,
                told + more.told,
                failed + more.failed);
    }
}
