package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
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

/** Incidents that changed handovers raise by themselves, where {@link MixExplanations} leaves them something to tell. */
final class MixDrafts {
    /** Time about a handover in which its trouble shows. */
    static final long REACH_MS = 60_000;

    private static final int SOUND_CALLS = 5;
    private static final double MOST_CONFIDENCE = 0.8;
    /** Share of reports with RXQUAL of 5 and more where an interferer is. */
    private static final double BAD_SHARE = 0.5;

    private final List<CallEvidence> calls;
    private final Set<String> lines;
    private final List<Changed> changed;
    private final MixExplanations explanations;

    MixDrafts(List<CallEvidence> calls, Set<String> lines, List<Changed> changed, MixExplanations explanations) {
        this.calls = calls;
        this.lines = lines;
        this.changed = changed;
        this.explanations = explanations;
    }

    /** The incidents, in a fixed order; of one cell and direction one. */
    List<Draft> drafts() {
        List<List<Changed>> groups = new ArrayList<>();
        for (Changed c : changed) {
            boolean told =
                    !c.causes() && changed.stream().anyMatch(o -> o.causes() && MixExplanations.sameCourse(o, c));
            if (explanations.cause(c) != null && !told && !explanations.explained(c)) {
                groups.stream()
                        .filter(g -> g.stream().anyMatch(o -> explanations.together(o, c)))
                        .findFirst()
                        .ifPresentOrElse(g -> g.add(c), () -> groups.add(new ArrayList<>(List.of(c))));
            }
        }
        List<Draft> drafts = new ArrayList<>();
        for (List<Changed> group : groups) {
            group.sort(Comparator.comparingDouble((Changed c) -> -c.likelihood()));
            Cause cause = explanations.cause(group.getFirst());
            if (cause != null) {
                drafts.add(draft(group, cause));
            }
        }
        return drafts;
    }

    private Draft draft(List<Changed> group, Cause cause) {
        Changed main = group.getFirst();
        Set<Integer> affected = new TreeSet<>();
        Set<Integer> observed = new TreeSet<>();
        group.forEach(c -> {
            affected.addAll(c.affected());
            observed.addAll(c.observed());
        });
        Map<String, List<long[]>> where = new TreeMap<>();
        List<Atom> atoms = new ArrayList<>();
        boolean lost = false;
        for (int k : affected) {
            CallEvidence call = calls.get(k);
            lost |= call.lost();
            List<long[]> spans = spans(call, group);
            where.put(call.callId(), spans);
            for (Atom a : call.atoms()) {
                boolean there = spans.stream().anyMatch(s -> a.startMs() <= s[1] && a.endMs() >= s[0]);
                if (a.zone() >= 0 && there && a.badShare() >= BAD_SHARE) {
                    atoms.add(a);
                }
            }
        }
        boolean cell = cause == Cause.UPLINK_INTERFERENCE;
        Long sound = main.after().size() >= SOUND_CALLS
                ? calls.get(main.after().getFirst()).startMs()
                : null;
        int count = affected.size();
        return new Draft(
                cell ? Scope.CELL : Scope.SECTION,
                cell ? main.from() : cause == Cause.DOWNLINK_INTERFERENCE ? section(main, atoms) : pair(main),
                cause,
                Math.round(100 * Math.min(MOST_CONFIDENCE, 1 - Math.exp(-count / 3.0))) / 100.0,
                lost ? 1 : main.causes() ? 2 : 3,
                group.stream().mapToLong(Changed::startMs).min().orElse(main.startMs()),
                group.stream().mapToLong(Changed::endMs).max().orElse(main.endMs()),
                sound,
                affected.stream().map(k -> calls.get(k).callId()).toList(),
                Met.NOTHING,
                observed.size(),
                count,
                "count",
                sentence(main, cause),
                facts(main),
                where);
    }

    /** When a call left the cells of a group towards where it usually goes on. */
    private static List<long[]> spans(CallEvidence call, List<Changed> group) {
        List<long[]> spans = new ArrayList<>();
        for (Departure d : call.departures().values()) {
            if (group.stream()
                    .anyMatch(c -> d.from().equals(c.from()) && d.towards().equals(c.towards()))) {
                spans.add(new long[] {d.timeMs() - REACH_MS, d.timeMs() + REACH_MS});
            }
        }
        return spans;
    }

    private static String pair(Changed c) {
        return c.from() + ">" + (c.causes() ? c.towards() : c.fallen());
    }

    private String section(Changed c, List<Atom> atoms) {
        Map<String, Integer> votes = new TreeMap<>();
        atoms.forEach(a -> votes.merge(a.line(), 1, Integer::sum));
        String line = votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Atom a : atoms) {
            if (a.line().equals(line) && !Double.isNaN(a.kmFrom()) && !Double.isNaN(a.kmTo())) {
                low = Math.min(low, Math.min(a.kmFrom(), a.kmTo()));
                high = Math.max(high, Math.max(a.kmFrom(), a.kmTo()));
            }
        }
        return low <= high && lines.contains(line)
                ? String.format(Locale.ROOT, "%s:%.1f-%.1f", line, low, high)
                : pair(c);
    }

    private static Map<String, Object> facts(Changed c) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("log_likelihood_ratio", Math.round(100 * c.likelihood()) / 100.0);
        facts.put("cells", List.of(c.from(), c.towards()));
        facts.put(c.causes() ? "handover_causes" : "handover_targets", c.now());
        facts.put(c.causes() ? "handover_causes_usually" : "handover_targets_usually", c.usual());
        return facts;
    }

    private static String sentence(Changed c, Cause cause) {
        int count = c.affected().size();
        int usual = c.usual().entrySet().stream()
                .filter(e -> c.causes()
                        ? HandoverCause.valueOf(e.getKey()).isEmergency()
                        : !e.getKey().equals(c.fallen()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        int of = c.usual().values().stream().mapToInt(n -> n).sum();
        String counts = count + " of " + c.observed().size() + " calls, usually in " + usual + " of " + of;
        if (!c.causes()) {
            return "Handover " + pair(c) + ": calls leave " + c.from() + " for another cell in " + counts + "; "
                    + c.fallen() + " is heard louder and not handed over to: a missing neighbour?";
        }
        String why = c.risen().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "Handovers out of " + c.from() + " towards " + c.towards() + ": commanded for " + why + " in " + counts
                + (cause == Cause.LATE_HANDOVER
                        ? ": they come too late."
                        : "; levels as ever: an interferer"
                                + (cause == Cause.UPLINK_INTERFERENCE ? " at the mast." : "."));
    }
}
