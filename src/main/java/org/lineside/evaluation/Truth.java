package org.lineside.evaluation;

import java.util.List;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

/**
 * What really happened.
 *
 * @param faults faults and hard negatives
 * @param calls every call that could be judged
 * @param segments where calls felt faults
 */
public record Truth(List<Fault> faults, List<Call> calls, List<Segment> segments) {
    /** Copies the lists. */
    public Truth {
        faults = List.copyOf(faults);
        calls = List.copyOf(calls);
        segments = List.copyOf(segments);
    }

    /**
     * A fault, or a hard negative: something unusual that is no fault.
     *
     * @param id identifier
     * @param kind what happened, finer than the cause
     * @param cause the cause an incident should name; unknown for hard negatives that call for none
     * @param scope kind of the entity at fault
     * @param entity the entity at fault
     * @param severity in the meaning of the kind
     * @param unit what its effect on a call is measured in
     * @param startMs epoch milliseconds
     * @param endMs epoch milliseconds
     * @param line line of the place, empty without
     * @param kmFrom NaN without a place
     * @param kmTo NaN without a place
     * @param cells cells concerned
     * @param mobiles mobiles concerned
     * @param hardNegative whether it is no radio fault
     */
    public record Fault(
            String id,
            String kind,
            Cause cause,
            Scope scope,
            String entity,
            double severity,
            String unit,
            long startMs,
            long endMs,
            String line,
            double kmFrom,
            double kmTo,
            List<String> cells,
            List<String> mobiles,
            boolean hardNegative) {
        /** Copies the lists. */
        public Fault {
            cells = List.copyOf(cells);
            mobiles = List.copyOf(mobiles);
        }
    }

    /**
     * A call.
     *
     * @param id identifier
     * @param trainRun train number and day: calls of one run share their errors
     * @param anomalous whether it felt a fault strongly and long enough
     * @param faults the faults for which that holds
     * @param affectedSeconds with an effect that counts, of the fault felt longest
     * @param meanEffect of that fault during those seconds, in {@code unit}
     * @param unit unit of the effect, empty without one
     * @param hardNegatives the hard negatives it met
     */
    public record Call(
            String id,
            String trainRun,
            boolean anomalous,
            List<String> faults,
            double affectedSeconds,
            double meanEffect,
            String unit,
            List<String> hardNegatives) {
        /** Copies the lists. */
        public Call {
            faults = List.copyOf(faults);
            hardNegatives = List.copyOf(hardNegatives);
        }

        /** Neither faulty nor sound: felt something, but less than must be noticed. Such calls are left out. */
        public boolean grey() {
            return !anomalous && affectedSeconds > 0;
        }

        /** Sound, and nothing unusual about it. */
        public boolean clean() {
            return !anomalous && affectedSeconds == 0 && hardNegatives.isEmpty();
        }
    }

    /**
     * A stretch of a call that felt a fault.
     *
     * @param callId the call
     * @param startMs epoch milliseconds
     * @param endMs epoch milliseconds
     * @param faultId the fault
     */
    public record Segment(String callId, long startMs, long endMs, String faultId) {}
}
