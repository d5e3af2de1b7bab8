package org.lineside.simulation;

import org.jspecify.annotations.Nullable;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.faults.Impairments;
import org.lineside.simulation.railway.Physics;

/**
 * Decides on handovers: power budget with a margin over running averages, a penalty on the cell just left, and rescue
 * on bad quality or level (3GPP TS 45.008 annex A).
 */
final class HandoverControl {
    private static final long SHORTEST_STAY_MS = 3000;
    private static final double RETURN_PENALTY_DB = 6;
    private static final double RESCUE_LEVEL_DBM = -98;
    private static final double DECODABLE_DBM = -106;

    private final Physics physics;
    private final Impairments impairments;
    private long since = Long.MIN_VALUE / 2;
    private int previous = -1;
    private int badDownlink;
    private int badUplink;
    /** The fault without which the last decision would have been another, or null. */
    private @Nullable Fault guilty;

    /** A decision: where to and why. */
    record Decision(int target, String cause) {}

    HandoverControl(Physics physics, Impairments impairments) {
        this.physics = physics;
        this.impairments = impairments;
    }

    @Nullable
    Fault guilty() {
        return guilty;
    }

    void entered(long timeMs, int left) {
        since = timeMs;
        previous = left;
        badDownlink = 0;
        badUplink = 0;
    }

    /** A failed handover is not tried again at once. */
    void failed(long timeMs) {
        since = timeMs + 2000;
    }

    /** Notes the quality of a report; missing halves are −1. */
    void quality(int downlink, int uplink) {
        badDownlink = (badDownlink << 1 | (downlink >= 5 ? 1 : 0)) & 15;
        badUplink = (badUplink << 1 | (uplink >= 5 ? 1 : 0)) & 15;
    }

    /** Where to go now, or null to stay. */
    @Nullable
    Decision decide(long timeMs, int serving, Surroundings heard) {
        guilty = null;
        if (timeMs - since < SHORTEST_STAY_MS) {
            return null;
        }
        double own = heard.average[serving];
        if (Double.isNaN(own)) {
            own = heard.levelOf(serving);
        }
        Decision budget = powerBudget(timeMs, serving, own, heard);
        return budget != null ? budget : rescue(serving, own, heard);
    }

    private @Nullable Decision powerBudget(long timeMs, int serving, double own, Surroundings heard) {
        int best = -1;
        double bestGain = 0;
        for (int i = 0; i < heard.count; i++) {
            int c = heard.audible[i];
            double gain = heard.average[c] - own - margin(timeMs, serving, c);
            if (c != serving && gain > bestGain && heard.average[c] > DECODABLE_DBM) {
                Fault barrier = impairments.onHandover(FaultKind.LATE_HANDOVER, serving, c);
                if (barrier == null) {
                    best = c;
                    bestGain = gain;
                }
            }
        }
        if (best < 0) {
            return null;
        }
        Fault pingPong = impairments.onHandover(FaultKind.PING_PONG, serving, best);
        double sound = soundMargin(timeMs, best);
        guilty = pingPong != null && heard.average[best] - own < sound ? pingPong : null;
        return new Decision(best, "better_cell");
    }

    private double margin(long timeMs, int serving, int target) {
        Fault pingPong = impairments.onHandover(FaultKind.PING_PONG, serving, target);
        return pingPong != null ? -pingPong.severity() - 2 : soundMargin(timeMs, target);
    }

    private double soundMargin(long timeMs, int target) {
        boolean returning = target == previous && timeMs - since < physics.penaltySeconds() * 1000;
        return physics.hysteresisDb() + (returning ? RETURN_PENALTY_DB : 0);
    }

    private @Nullable Decision rescue(int serving, double own, Surroundings heard) {
        boolean downlink = Integer.bitCount(badDownlink) >= 3;
        boolean uplink = Integer.bitCount(badUplink) >= 3;
        boolean weak = own < RESCUE_LEVEL_DBM;
        if (!downlink && !uplink && !weak) {
            return null;
        }
        double least = downlink || uplink ? own - 6 : own + 1;
        int best = -1;
        for (int i = 0; i < heard.count; i++) {
            int c = heard.audible[i];
            double level = heard.average[c];
            boolean better = level > least && level > RESCUE_LEVEL_DBM && (best < 0 || level > heard.average[best]);
            if (c != serving && better && impairments.onHandover(FaultKind.LATE_HANDOVER, serving, c) == null) {
                best = c;
            }
        }
        if (best < 0) {
            return null;
        }
        return new Decision(best, downlink ? "dl_quality" : uplink ? "ul_quality" : "dl_level");
    }

    /** How far beyond the margin a barred neighbour is, in dB; 0 where nothing is barred. */
    double overdueDb(Fault barrier, long timeMs, int serving, Surroundings heard) {
        if (barrier.cells().getFirst() != serving) {
            return 0;
        }
        int target = barrier.cells().get(1);
        double gain = heard.average[target] - heard.average[serving];
        return gain > soundMargin(timeMs, target) ? gain : 0;
    }
}
