package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;

/** Reports of several calls that stop at the same moment: not the radio, the probe. */
final class SimultaneousGaps {
    private static final long SIMULTANEOUS_MS = 15_000;
    private static final int SIMULTANEOUS_CALLS = 3;
    private static final double CONFIDENCE = 0.9;

    private SimultaneousGaps() {}

    private record Gap(long timeMs, double seconds, String callId) {}

    /** The drafts by time. */
    static List<Draft> drafts(List<CallEvidence> calls) {
        List<Gap> gaps = gaps(calls);
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < gaps.size(); ) {
            int end = i + 1;
            while (end < gaps.size() && gaps.get(end).timeMs() - gaps.get(i).timeMs() <= SIMULTANEOUS_MS) {
                end++;
            }
            List<Gap> together = gaps.subList(i, end);
            List<String> ids = together.stream().map(Gap::callId).distinct().toList();
            if (ids.size() >= SIMULTANEOUS_CALLS) {
                drafts.add(draft(together, ids));
            }
            i = end;
        }
        return drafts;
    }

    private static List<Gap> gaps(List<CallEvidence> calls) {
        List<Gap> gaps = new ArrayList<>();
        for (CallEvidence call : calls) {
            for (Step s : call.steps()) {
                if (s.kind() == Kind.GAP && s.happened()) {
                    gaps.add(new Gap(s.timeMs(), s.size(), call.callId()));
                }
            }
        }
        gaps.sort(Comparator.comparingLong(Gap::timeMs));
        return gaps;
    }

    private static Draft draft(List<Gap> together, List<String> ids) {
        double seconds = together.stream().mapToDouble(Gap::seconds).max().orElse(0);
        long from = together.getFirst().timeMs();
        long to = from + (long) (seconds * 1000);
        Map<String, List<long[]>> where = new TreeMap<>();
        ids.forEach(id -> where.put(id, List.of(new long[] {from - StepDrafts.REACH_MS, to + StepDrafts.REACH_MS})));
        return new Draft(
                Scope.NETWORK,
                "network",
                Cause.PROBE_FAULT,
                CONFIDENCE,
                Severities.ofSteps(Cause.PROBE_FAULT, false),
                from,
                to,
                to,
                ids,
                Met.NOTHING,
                ids.size(),
                Draft.rounded(seconds),
                "s",
                Sentences.gap(ids.size(), seconds),
                Map.of("gap_seconds", Draft.rounded(seconds)),
                where);
    }
}
