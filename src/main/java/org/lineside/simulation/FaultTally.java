package org.lineside.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineside.simulation.faults.Fault;

/** How much of which fault a call felt: the truth about the call. */
final class FaultTally {
    private static final long JOIN_MS = 5000;
    private static final double REPORT_SECONDS = 0.48;

    private final Map<String, Felt> felt = new LinkedHashMap<>();

    /** What a call felt of one fault. */
    static final class Felt {
        final Fault fault;
        double seconds;
        double sum;
        final List<long[]> segments = new ArrayList<>();

        private Felt(Fault fault) {
            this.fault = fault;
        }

        double mean() {
            return seconds == 0 ? 0 : sum / seconds;
        }

        boolean labelled() {
            return fault.kind().labelled() && seconds >= fault.kind().minSeconds() && seconds > 0;
        }
    }

    /** Notes the effect of a fault on a report; below the kind's minimum it does not count. */
    void note(Fault fault, long timeMs, double effect) {
        if (effect < fault.kind().minEffect()) {
            return;
        }
        Felt f = felt.computeIfAbsent(fault.id(), id -> new Felt(fault));
        f.seconds += REPORT_SECONDS;
        f.sum += effect * REPORT_SECONDS;
        if (!f.segments.isEmpty() && timeMs - f.segments.getLast()[1] <= JOIN_MS) {
            f.segments.getLast()[1] = timeMs + 480;
        } else {
            f.segments.add(new long[] {timeMs, timeMs + 480});
        }
    }

    Iterable<Felt> all() {
        return felt.values();
    }

    boolean anomalous() {
        return felt.values().stream().anyMatch(Felt::labelled);
    }
}
