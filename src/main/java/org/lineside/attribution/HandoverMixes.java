package org.lineside.attribution;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Departure;
import org.lineside.calls.HandoverCause;

/**
 * Where calls usually go from a cell in one direction, and for what cause: counts of the history, one a call.
 *
 * @param targets per {@link CallEvidence.Handover#course}: calls by the cell entered first
 * @param causes per course: calls by the name of the gravest cause; none where events were not delivered
 */
public record HandoverMixes(Map<String, Map<String, Integer>> targets, Map<String, Map<String, Integer>> causes) {
    /** Nothing known. */
    public static final HandoverMixes NONE = new HandoverMixes(Map.of(), Map.of());

    /** Counts departures. */
    static HandoverMixes learn(Collection<Departure> departures) {
        Map<String, Map<String, Integer>> targets = new TreeMap<>();
        Map<String, Map<String, Integer>> causes = new TreeMap<>();
        for (Departure d : departures) {
            String course = course(d);
            if (d.target() != null) {
                targets.computeIfAbsent(course, k -> new TreeMap<>()).merge(d.target(), 1, Integer::sum);
            }
            if (d.cause() != null) {
                causes.computeIfAbsent(course, k -> new TreeMap<>())
                        .merge(d.cause().name(), 1, Integer::sum);
            }
        }
        return new HandoverMixes(targets, causes);
    }

    /** The key of a departure. */
    static String course(Departure d) {
        return d.from() + "\t" + d.towards();
    }

    /** Causes over all courses, by name: what is to be expected of a course that has few of its own. */
    Map<String, Integer> allCauses() {
        Map<String, Integer> all = new TreeMap<>();
        for (HandoverCause cause : HandoverCause.values()) {
            all.put(cause.name(), 0);
        }
        causes.values().forEach(own -> own.forEach((cause, n) -> all.merge(cause, n, Integer::sum)));
        return all;
    }

    void write(DataOutput out) throws IOException {
        write(out, targets);
        write(out, causes);
    }

    private static void write(DataOutput out, Map<String, Map<String, Integer>> mixes) throws IOException {
        out.writeInt(mixes.size());
        for (Map.Entry<String, Map<String, Integer>> mix : mixes.entrySet()) {
            out.writeUTF(mix.getKey());
            out.writeInt(mix.getValue().size());
            for (Map.Entry<String, Integer> count : mix.getValue().entrySet()) {
                out.writeUTF(count.getKey());
                out.writeInt(count.getValue());
            }
        }
    }

    static HandoverMixes read(DataInput in) throws IOException {
        return new HandoverMixes(readMixes(in), readMixes(in));
    }

    private static Map<String, Map<String, Integer>> readMixes(DataInput in) throws IOException {
        Map<String, Map<String, Integer>> mixes = new TreeMap<>();
        for (int n = in.readInt(); n > 0; n--) {
            String course = in.readUTF();
            Map<String, Integer> mix = new TreeMap<>();
            for (int k = in.readInt(); k > 0; k--) {
                mix.put(in.readUTF(), in.readInt());
            }
            mixes.put(course, mix);
        }
        return mixes;
    }
}
