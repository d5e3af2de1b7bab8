package org.lineside.simulation.faults;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.simulation.traffic.CallPlan;

/** What the faults do to one call, moment by moment. Moved by {@link #at}; one per call, for one thread. */
public final class Impairments {
    private static final double UPLINK_FLOOR_DBM = -106;

    /** Days until what creeps has lost all of its severity. */
    private static final double CREEP_DAYS = 10;

    private static final double DAY_MS = 86_400_000.0;

    private final List<Fault> candidates = new ArrayList<>();
    private final List<Fault> active = new ArrayList<>();
    private long timeMs;

    /** Those faults that can meet a call. */
    public Impairments(List<Fault> faults, CallPlan call) {
        for (Fault fault : faults) {
            if (fault.startMs() < call.endMs()
                    && fault.endMs() > call.startMs()
                    && fault.concerns(call.mobile().id())) {
                candidates.add(fault);
            }
        }
    }

    /** Moves to a time and place. */
    public void at(long now, String line, double km, int direction) {
        timeMs = now;
        active.clear();
        for (Fault fault : candidates) {
            if (fault.activeAt(now) && fault.at(line, km, direction)) {
                active.add(fault);
            }
        }
    }

    /** The faults that act here and now. */
    public List<Fault> active() {
        return active;
    }

    /** Those that can act during the call. */
    public List<Fault> candidates() {
        return candidates;
    }

    /** Downlink loss in dB that one fault causes on a cell here. */
    public double downlinkLossDb(Fault fault, int cell) {
        return switch (fault.kind()) {
            case POWER_DROP, FEEDER, OUTAGE, WORKS -> fault.concerns(cell) ? fault.severity() : 0;
            case COVERAGE_HOLE, WET_DAY, MOBILE_ANTENNA, MOBILE_DOWNLINK -> fault.severity();
            case SEASON -> fault.severity() * (timeMs - fault.startMs()) / (fault.endMs() - fault.startMs());
            case CREEP -> fault.concerns(cell) ? crept(fault, timeMs) : 0;
            case MOBILE_CREEP -> crept(fault, timeMs);
            default -> 0;
        };
    }

    /** What a creeping fault has lost by a time, in dB. */
    public static double crept(Fault fault, long timeMs) {
        return fault.severity() * Math.clamp((timeMs - fault.startMs()) / (CREEP_DAYS * DAY_MS), 0, 1);
    }

    /** Downlink loss in dB of a cell here, by all faults. */
    public double downlinkLossDb(int cell) {
        double sum = 0;
        for (Fault fault : active) {
            sum += downlinkLossDb(fault, cell);
        }
        return sum;
    }

    /** What the uplink loses more than the downlink, in dB; negative where only the downlink is hit. */
    public double uplinkExtraLossDb(int cell) {
        double sum = 0;
        for (Fault fault : active) {
            sum += switch (fault.kind()) {
                case POWER_DROP, MOBILE_DOWNLINK -> -downlinkLossDb(fault, cell);
                case MOBILE_UPLINK -> fault.severity();
                default -> 0;
            };
        }
        return sum;
    }

    /** Loss of the repeater in a tunnel in dB. */
    public double repeaterLossDb() {
        double sum = 0;
        for (Fault fault : active) {
            sum += fault.kind() == FaultKind.REPEATER ? fault.severity() : 0;
        }
        return sum;
    }

    /** Power in dBm that one fault adds to the noise at the mobile, −∞ without. */
    public static double downlinkDisturbanceDbm(Fault fault) {
        return switch (fault.kind()) {
            case DOWNLINK_INTERFERENCE, DIRECTIONAL_INTERFERENCE, TRAIN_JAMMER -> fault.levelDbm();
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    /** Power in dBm that one fault adds to the noise at a cell's receiver, −∞ without. */
    public static double uplinkDisturbanceDbm(Fault fault, int cell) {
        return fault.kind() == FaultKind.UPLINK_INTERFERENCE && fault.concerns(cell)
                ? UPLINK_FLOOR_DBM + fault.severity()
                : Double.NEGATIVE_INFINITY;
    }

    /** RXQUAL classes that a quarrel between model and cell adds. */
    public static double extraClasses(Fault fault, int cell) {
        return fault.kind() == FaultKind.TERMINAL_MODEL && fault.concerns(cell) ? fault.severity() : 0;
    }

    /** Bias of the timing advance at a cell in symbols. */
    public int timingBias(int cell) {
        int bias = 0;
        for (Fault fault : active) {
            bias += fault.kind() == FaultKind.TIMING && fault.concerns(cell) ? (int) fault.severity() : 0;
        }
        return bias;
    }

    /** The fault of this kind that concerns a handover now, or null. */
    public @Nullable Fault onHandover(FaultKind kind, int from, int to) {
        for (Fault fault : active) {
            if (fault.kind() == kind && fault.concernsPair(from, to)) {
                return fault;
            }
        }
        return null;
    }

    /** The fault of this kind that acts now, or null. */
    public @Nullable Fault acting(FaultKind kind) {
        for (Fault fault : active) {
            if (fault.kind() == kind) {
                return fault;
            }
        }
        return null;
    }
}
