package org.lineside.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Handover;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.Met.Showing;
import org.lineside.attribution.StepHypotheses.Repeated;

/** Makes drafts of what happens or does not: cells off the air, handovers late, failed or to and fro, gaps. */
final class StepDrafts {
    /** Time about something in which what comes of it shows. */
    static final long REACH_MS = 60_000;

    /** Time about something in which it shows itself: who is back within it was thrown back. */
    private static final long BACK_MS = 10_000;

    private static final int SOUND_CALLS = 5;
    private static final double MOST_CONFIDENCE = 0.95;

    private final List<CallEvidence> calls;
    private final Priors priors;

    /**
     * @param calls the calls by time
     * @param priors what operators confirmed
     */
    StepDrafts(List<CallEvidence> calls, Priors priors) {
        this.calls = calls;
        this.priors = priors;
    }

    /** One draft of each. */
    List<Draft> drafts(List<Repeated> repeated) {
        return repeated.stream().map(this::draft).toList();
    }

    private Draft draft(Repeated r) {
        Cause cause = StepHypotheses.cause(r.kind());
        boolean cell = r.from().equals(r.to());
        Scope scope = cause == Cause.PROBE_FAULT ? Scope.NETWORK : cell ? Scope.CELL : Scope.SECTION;
        boolean lost = r.affected().stream().anyMatch(c -> calls.get(c).lost());
        Map<String, List<long[]>> where = new TreeMap<>();
        r.affected().forEach(c -> where.put(calls.get(c).callId(), spans(calls.get(c), r, REACH_MS)));
        Long sound = r.after().size() >= SOUND_CALLS
                ? calls.get(r.after().getFirst()).startMs()
                : null;
        return new Draft(
                scope,
                scope == Scope.NETWORK ? "network" : cell ? r.from() : r.from() + ">" + r.to(),
                cause,
                confidence(r, cause),
                Severities.ofSteps(cause, lost),
                r.startMs(),
                r.endMs(),
                sound,
                r.affected().stream().map(c -> calls.get(c).callId()).toList(),
                met(r),
                r.observed().size(),
                Draft.rounded(r.size()),
                unit(r.kind()),
                Sentences.of(cause, r),
                facts(r),
                where);
    }

    /** A call that met another cell than usual is not the worse for it. */
    private Met met(Repeated r) {
        if (r.kind() == null) {
            return Met.NOTHING;
        }
        Map<String, Showing> showing = new TreeMap<>();
        for (int c : r.observed()) {
            double chance = r.chance().getOrDefault(c, 1.0);
            showing.put(
                    calls.get(c).callId(),
                    new Showing(chance, r.chance().containsKey(c), spans(calls.get(c), r, BACK_MS)));
        }
        return new Met(Met.HANDOVER, showing);
    }

    private double confidence(Repeated r, Cause cause) {
        double support = 1 - Math.exp(-r.affected().size() / 2.0);
        return Priors.raised(
                Draft.rounded(Math.min(MOST_CONFIDENCE, support)),
                priors.of(cause, StepHypotheses.cells(r.from(), r.to())));
    }

    private Map<String, Object> facts(Repeated r) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("log_likelihood_ratio", Draft.rounded(r.likelihood()));
        facts.put(
                "rate",
                Draft.rounded(r.affected().size() / (double) r.observed().size()));
        if (r.kind() == Kind.FAILURE) {
            facts.put("causes", failureCauses(r));
        }
        facts.put("cells", StepHypotheses.cells(r.from(), r.to()));
        return facts;
    }

    /** Why the handovers that failed had been commanded, as far as events say it. */
    private Map<String, Integer> failureCauses(Repeated r) {
        Map<String, Integer> causes = new TreeMap<>();
        for (int c : r.affected()) {
            for (Handover h : calls.get(c).handovers()) {
                if (h.failed() && h.from().equals(r.from()) && h.to().equals(r.to())) {
                    String cause =
                            h.cause() == null ? "unknown" : h.cause().name().toLowerCase(Locale.ROOT);
                    causes.merge(cause, 1, Integer::sum);
                }
            }
        }
        return causes;
    }

    /** The times (from, to in epoch milliseconds) at which something shows in a call. */
    static List<long[]> spans(CallEvidence call, Repeated r, long reachMs) {
        List<long[]> spans = new ArrayList<>();
        for (Step s : call.steps()) {
            if (s.kind() == r.kind() && s.happened() && s.from().equals(r.from()) && s.to().equals(r.to())) {
                spans.add(new long[] {s.timeMs() - reachMs, s.timeMs() + reachMs});
            }
        }
        for (Presence p : call.presences()) {
            if (r.kind() == null && p.cell().equals(r.from())) {
                spans.add(new long[] {p.timeMs() - reachMs, p.timeMs() + 4 * reachMs});
            }
        }
        return spans;
    }

    private static String unit(@Nullable Kind kind) {
        if (kind == null) {
            return "places";
        }
        return switch (kind) {
            case LATE -> "dB";
            case GAP -> "s";
            default -> "count";
        };
    }
}
