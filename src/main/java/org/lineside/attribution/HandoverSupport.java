package org.lineside.attribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Departure;
import org.lineside.attribution.MixHypotheses.Changed;
import org.lineside.calls.HandoverCause;

/** What the handovers say for an incident of quality: how many left its cells for quality, and how many usually do. */
final class HandoverSupport {
    /** Fewer handovers for quality than that say nothing. */
    private static final int MIN_RESCUES = 2;

    /** Times as frequent as usual. */
    private static final double MORE_FREQUENT = 3;

    private final List<CallEvidence> calls;
    private final HandoverMixes mixes;
    private final List<Changed> changed;

    HandoverSupport(List<CallEvidence> calls, HandoverMixes mixes, List<Changed> changed) {
        this.calls = calls;
        this.mixes = mixes;
        this.changed = changed;
    }

    /**
     * What is said.
     *
     * @param facts for the evidence, empty where the handovers say nothing
     * @param sentence to be put before the full stop, with what parts it from the words before
     */
    record Told(Map<String, Object> facts, String sentence) {
        static final Told NOTHING = new Told(Map.of(), "");
    }

    /** Looks at the handovers out of the cells where an incident shows, in its time. */
    Told of(Set<Integer> passing, List<Atom> atoms, long startMs, long endMs) {
        Set<String> cells = new TreeSet<>();
        atoms.forEach(a -> cells.add(a.cell()));
        Map<String, Integer> now = new TreeMap<>();
        Map<String, Integer> usual = new TreeMap<>();
        Set<String> courses = new TreeSet<>();
        for (int c : passing) {
            for (Departure d : calls.get(c).departures().values()) {
                boolean within = d.timeMs() >= startMs - MixDrafts.REACH_MS && d.timeMs() <= endMs + MixDrafts.REACH_MS;
                if (cells.contains(d.from()) && within && d.cause() != null) {
                    now.merge(d.cause().name(), 1, Integer::sum);
                    courses.add(HandoverMixes.course(d));
                }
            }
        }
        courses.forEach(course -> mixes.causes()
                .getOrDefault(course, Map.of())
                .forEach((cause, n) -> usual.merge(cause, n, Integer::sum)));
        int rescued = quality(now);
        double usualShare = quality(usual) / (double) Math.max(1, sum(usual));
        if (rescued < MIN_RESCUES || sum(usual) == 0 || rescued < MORE_FREQUENT * usualShare * sum(now)) {
            return Told.NOTHING;
        }
        return told(rescued, sum(now), quality(usual), sum(usual), cells, startMs, endMs);
    }

    private Told told(int rescued, int all, int usual, int of, Set<String> cells, long startMs, long endMs) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("handovers_for_quality", rescued + " of " + all);
        facts.put("handovers_for_quality_usually", usual + " of " + of);
        String sentence = String.format(
                Locale.ROOT, "; handovers for quality %d of %d, usually %d of %d", rescued, all, usual, of);
        for (Changed c : changed) {
            boolean here = !c.causes() && cells.contains(c.from());
            if (here && c.startMs() <= endMs + MixDrafts.REACH_MS && c.endMs() >= startMs - MixDrafts.REACH_MS) {
                facts.put("handover_targets", c.now());
                facts.put("handover_targets_usually", c.usual());
                sentence += ", more often to " + c.risen() + " than to " + c.fallen();
                break;
            }
        }
        return new Told(facts, sentence);
    }

    private static int quality(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .filter(e -> HandoverCause.valueOf(e.getKey()).isQuality())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(n -> n).sum();
    }
}
