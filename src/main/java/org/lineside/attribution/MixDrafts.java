package org.lineside.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Departure;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.attribution.MixHypotheses.Changed;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.Channel;
import org.lineside.calls.HandoverCause;

/**
 * Incidents that changed handovers raise by themselves. What a fault already found makes of them is no second one: bad
 * quality or a weak level at one of the cells, a cell off the air, handovers that fail. Of what is left, handovers for
 * quality tell of interference, for level of a handover too late, and a cell that is heard and not handed over to any
 * more of a neighbour that is missing.
 */
final class MixDrafts {
    /** Time about a handover in which its trouble shows. */
    static final long REACH_MS = 60_000;

    private static final int SOUND_CALLS = 5;
    /** Share of what an entity shows that must lie at one place to be the place's. */
    private static final double HERE_SHARE = 0.6;

    private final List<CallEvidence> calls;
    private final Set<String> lines;
    private final List<Settled> settled;
    private final List<Repeated> repeated;
    private final List<Changed> changed;

    MixDrafts(
            List<CallEvidence> calls,
            Set<String> lines,
            List<Settled> settled,
            List<Repeated> repeated,
            List<Changed> changed) {
        this.calls = calls;
        this.lines = lines;
        this.settled = settled;
        this.repeated = repeated;
        this.changed = changed;
    }

    /** The incidents, in a fixed order; of one cell and direction one. */
    List<Draft> drafts() {
        List<Draft> drafts = new ArrayList<>();
        for (Changed c : changed) {
            boolean told = !c.causes() && changed.stream().anyMatch(o -> o.causes() && sameCourse(o, c));
            Cause cause = cause(c);
            if (cause != null && !told && !explained(c)) {
                drafts.add(draft(c, cause));
            }
        }
        return drafts;
    }

    /**
     * Whether changed causes explain what a train, a mobile or a model of mobiles is blamed for: bad quality where others
     * are handed over for quality as well. After a handover the reports say nothing for a while, so that of a call that is
     * rescued again and again few are left to be weighed.
     */
    boolean outweigh(Blame blame) {
        return changed.stream().anyMatch(c -> c.causes() && outweighs(c, blame));
    }

    private boolean outweighs(Changed c, Blame blame) {
        boolean level =
                blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 || blame.effects()[Channel.LEVEL_UL.ordinal()] != 0;
        boolean place = blame.kind() == Kind.CELL || blame.kind() == Kind.SECTION;
        Cause cause = cause(c);
        boolean quality = cause == Cause.DOWNLINK_INTERFERENCE || cause == Cause.UPLINK_INTERFERENCE;
        if (place
                || level
                || !quality
                || c.affected().size() < 2 * blame.affected().size()) {
            return false;
        }
        int channel = blame.strongest().ordinal();
        int here = 0;
        int all = 0;
        for (Hypotheses.Row row : blame.rows()) {
            boolean shows = blame.affected().contains(row.call)
                    && row.atom.zone() >= 0
                    && row.atom.effect()[channel] * Math.signum(blame.effects()[channel])
                            >= Math.abs(blame.effects()[channel]) / 2;
            all += shows ? 1 : 0;
            here += shows && of(c, row.atom.cell()) ? 1 : 0;
        }
        return c.affected().containsAll(blame.affected()) && here >= HERE_SHARE * all;
    }

    private static boolean of(Changed c, String cell) {
        return cell.equals(c.from()) || cell.equals(c.towards()) || cell.equals(c.risen());
    }

    private static boolean sameCourse(Changed a, Changed b) {
        return a.from().equals(b.from()) && a.towards().equals(b.towards()) && overlap(a, b.startMs(), b.endMs());
    }

    private static boolean overlap(Changed c, long startMs, long endMs) {
        return startMs <= c.endMs() + REACH_MS && c.startMs() - REACH_MS <= endMs;
    }

    private @org.jspecify.annotations.Nullable Cause cause(Changed c) {
        if (!c.causes()) {
            return heard(c) ? Cause.LATE_HANDOVER : null;
        }
        return switch (HandoverCause.valueOf(c.risen())) {
            case DOWNLINK_QUALITY -> Cause.DOWNLINK_INTERFERENCE;
            case UPLINK_QUALITY -> Cause.UPLINK_INTERFERENCE;
            case LEVEL -> Cause.LATE_HANDOVER;
            case BETTER_CELL, DISTANCE, OTHER -> null;
        };
    }

    /** Whether the target that lost is still on the air: most calls that left otherwise heard it, or were served by it. */
    private boolean heard(Changed c) {
        long on = c.affected().stream()
                .filter(k -> calls.get(k).presences().stream()
                        .anyMatch(p -> p.cell().equals(c.fallen()) && p.heardPlaces() > 0))
                .count();
        return 2 * on > c.affected().size();
    }

    private boolean explained(Changed c) {
        if (repeated.stream().anyMatch(r -> explains(r, c))) {
            return true;
        }
        return settled.stream().anyMatch(s -> !outweigh(s.blame()) && explains(s.blame(), c));
    }

    /** Bad quality is not explained by what handovers do; other targets are, where they fail, or come late anyway. */
    private static boolean explains(Repeated r, Changed c) {
        boolean touches = r.from().equals(c.from())
                || r.to().equals(c.from())
                || r.from().equals(c.fallen())
                || r.to().equals(c.towards());
        boolean quality = c.causes() && HandoverCause.valueOf(c.risen()).isQuality();
        boolean steps = r.kind() == CallEvidence.Kind.LATE || r.kind() == CallEvidence.Kind.FAILURE;
        boolean can = r.kind() == null || r.kind() == CallEvidence.Kind.CLOCK || (steps && !quality);
        return can && touches && overlap(c, r.startMs(), r.endMs());
    }

    private boolean explains(Blame blame, Changed c) {
        if (blame.kind() == Kind.MOBILE || blame.kind() == Kind.TRAIN) {
            return blame.affected().containsAll(c.affected());
        }
        return blame.rows().stream().anyMatch(row -> {
            String cell = row.atom.cell();
            boolean touches = cell.equals(c.from())
                    || cell.equals(c.fallen())
                    || cell.equals(c.towards())
                    || cell.equals(c.risen());
            return touches && overlap(c, row.atom.startMs(), row.atom.endMs());
        });
    }

    private Draft draft(Changed c, Cause cause) {
        Map<String, List<long[]>> where = new TreeMap<>();
        List<Atom> atoms = new ArrayList<>();
        boolean lost = false;
        for (int k : c.affected()) {
            CallEvidence call = calls.get(k);
            lost |= call.lost();
            List<long[]> spans = new ArrayList<>();
            for (Departure d : call.departures().values()) {
                if (d.from().equals(c.from()) && d.towards().equals(c.towards())) {
                    spans.add(new long[] {d.timeMs() - REACH_MS, d.timeMs() + REACH_MS});
                    call.atoms().stream()
                            .filter(a -> a.zone() >= 0 && a.cell().equals(c.from()))
                            .filter(a -> a.startMs() <= d.timeMs() && a.endMs() >= d.timeMs() - REACH_MS)
                            .forEach(atoms::add);
                }
            }
            where.put(call.callId(), spans);
        }
        boolean cell = cause == Cause.UPLINK_INTERFERENCE;
        Long sound = c.after().size() >= SOUND_CALLS
                ? calls.get(c.after().getFirst()).startMs()
                : null;
        int count = c.affected().size();
        return new Draft(
                cell ? Scope.CELL : Scope.SECTION,
                cell ? c.from() : cause == Cause.DOWNLINK_INTERFERENCE ? section(c, atoms) : pair(c),
                cause,
                Math.round(100 * Math.min(0.8, 1 - Math.exp(-count / 3.0))) / 100.0,
                lost ? 1 : c.causes() ? 2 : 3,
                c.startMs(),
                c.endMs(),
                sound,
                c.affected().stream().map(k -> calls.get(k).callId()).toList(),
                c.observed().size(),
                count,
                "count",
                sentence(c, cause),
                facts(c),
                where);
    }

    private static String pair(Changed c) {
        return c.from() + ">" + (c.causes() ? c.towards() : c.fallen());
    }

    private String section(Changed c, List<Atom> atoms) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Atom a : atoms) {
            low = Double.isNaN(a.kmFrom()) ? low : Math.min(low, Math.min(a.kmFrom(), a.kmTo()));
            high = Double.isNaN(a.kmTo()) ? high : Math.max(high, Math.max(a.kmFrom(), a.kmTo()));
        }
        boolean known = low <= high && lines.contains(atoms.getFirst().line());
        return known
                ? String.format(Locale.ROOT, "%s:%.1f-%.1f", atoms.getFirst().line(), low, high)
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
                    + c.fallen() + " is heard and not handed over to: a missing neighbour?";
        }
        String why = c.risen().toLowerCase(Locale.ROOT).replace('_', ' ');
        return "Handovers out of " + c.from() + " towards " + c.towards() + ": commanded for " + why + " in " + counts
                + (cause == Cause.LATE_HANDOVER
                        ? ": they come too late."
                        : "; levels as ever: an interferer"
                                + (cause == Cause.UPLINK_INTERFERENCE ? " at the mast." : "."));
    }
}
