package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.attribution.MixHypotheses.Changed;
import org.lineside.attribution.StepHypotheses.Repeated;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile.Indicator;

/** Turns settled hypotheses into drafts of incidents: joins sections, explains away, names causes and severities. */
final class Drafting {
    private static final int SOUND_CALLS = 5;
    private static final double DEFAULT_COVERAGE_CLASS_DBM = -95;
    private static final double BAD_SHARE = 0.5;
    private static final int JOINED_ZONES = 2;
    private static final long STEP_REACH_MS = 60_000;
    private static final double FREQUENT = 0.3;
    private static final long SIMULTANEOUS_MS = 15_000;
    private static final int SIMULTANEOUS_CALLS = 3;

    private final Attribution.Input input;
    private final List<CallEvidence> calls;
    private final Muting muting;
    private final Priors priors;
    private final Set<String> lines = new LinkedHashSet<>();
    private HandoverSupport support;

    /**
     * @param input the calls and what they are weighed by
     * @param calls its calls by time, without those an operator called sound
     * @param muting what operators called false alarms
     * @param priors what they confirmed
     */
    Drafting(Attribution.Input input, List<CallEvidence> calls, Muting muting, Priors priors) {
        this.input = input;
        this.calls = calls;
        this.muting = muting;
        this.priors = priors;
        this.support = new HandoverSupport(calls, HandoverMixes.NONE, List.of());
        input.cells().values().stream()
                .map(CellInfo::line)
                .filter(l -> l != null)
                .forEach(lines::add);
    }

    List<Draft> drafts() {
        HarmfulEffects harmful =
                HarmfulEffects.of(input.profile(), input.settings().decision());
        List<Settled> settled = new Hypotheses(calls, input.scales(), harmful, muting, priors).settle();
        List<Repeated> repeated = StepHypotheses.settle(calls, input.scales(), priors);
        List<Changed> changed = MixHypotheses.settle(calls, input.scales().mixes());
        support = new HandoverSupport(calls, input.scales().mixes(), changed);
        MixExplanations explanations = new MixExplanations(calls, settled, repeated, changed);
        List<Draft> drafts = new ArrayList<>();
        joined(settled.stream()
                        .filter(s -> !followsOutage(s.blame(), repeated) && !explanations.outweigh(s.blame()))
                        .toList())
                .forEach(group -> drafts.add(draft(group)));
        drafts.removeIf(muting::absorbs);
        List<Blame> places = new ArrayList<>(muting.blames());
        settled.forEach(s -> places.add(s.blame()));
        for (Repeated r : repeated) {
            if (!explainedAway(r, places, repeated)) {
                beyond(r, harmful.min(Channel.LEVEL_DL)).ifPresent(left -> drafts.add(draft(left)));
            }
        }
        drafts.addAll(unmuted(new MixDrafts(calls, lines, changed, explanations).drafts()).stream()
                .filter(d -> !muting.explainsCallsOf(d))
                .toList());
        drafts.addAll(unmuted(simultaneousGaps()));
        drafts.replaceAll(muting::beyond);
        drafts.addAll(unmuted(new Innocence(harmful).drafts(calls, drafts, muting)));
        return drafts;
    }

    private List<Draft> unmuted(List<Draft> drafts) {
        return drafts.stream().filter(d -> !muting.absorbs(d)).toList();
    }

    /** What is left of something when what is muted of it counts as usual. */
    private Optional<Repeated> beyond(Repeated r, double minEffectDb) {
        Mute mute = muting.of(r);
        return mute == null ? Optional.of(r) : StepHypotheses.beyond(mute, r, calls, input.scales(), minEffectDb);
    }

    /** Sections next to each other at the same time with the same kind of trouble are one. */
    private List<List<Settled>> joined(List<Settled> settled) {
        List<List<Settled>> groups = new ArrayList<>();
        for (Settled s : settled) {
            List<Settled> home = null;
            for (List<Settled> group : groups) {
                if (home == null && group.stream().anyMatch(g -> adjacent(g.blame(), s.blame()))) {
                    home = group;
                }
            }
            if (home == null) {
                groups.add(new ArrayList<>(List.of(s)));
            } else {
                home.add(s);
            }
        }
        return groups;
    }

    private boolean adjacent(Blame a, Blame b) {
        if (a.kind() != Kind.SECTION || b.kind() != Kind.SECTION || isLevel(a) != isLevel(b)) {
            return false;
        }
        if (start(a) > end(b) || start(b) > end(a)) {
            return false;
        }
        String[] p = a.key().split("\\|", -1);
        String[] q = b.key().split("\\|", -1);
        if (!lines.contains(p[0]) && !lines.contains(q[0])) {
            return sameCell(a, b);
        }
        int gap = Math.max(
                Integer.parseInt(q[1]) - Integer.parseInt(p[2]), Integer.parseInt(p[1]) - Integer.parseInt(q[2]));
        return p[0].equals(q[0]) && gap <= JOINED_ZONES;
    }

    /** Where no kilometre tells the place, routes of both directions meet the same trouble in the same cell. */
    private static boolean sameCell(Blame a, Blame b) {
        String cell = cellOf(a.strongest(), met(a));
        return !cell.isEmpty() && cell.equals(cellOf(b.strongest(), met(b))) && cause(a) == cause(b);
    }

    private static Cause cause(Blame blame) {
        return Signatures.cause(blame.kind(), blame.effects(), blame.strongest());
    }

    /** What the affected calls met of it along the track. */
    private static List<Atom> met(Blame blame) {
        return blame.rows().stream()
                .filter(row -> row.atom.zone() >= 0 && blame.affected().contains(row.call))
                .map(row -> row.atom)
                .toList();
    }

    private static boolean isLevel(Blame blame) {
        return blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 || blame.effects()[Channel.LEVEL_UL.ordinal()] != 0;
    }

    private long start(Blame blame) {
        return calls.get(
                        blame.affected().isEmpty()
                                ? blame.observed().getFirst()
                                : blame.affected().getFirst())
                .startMs();
    }

    private long end(Blame blame) {
        return calls.get(
                        blame.affected().isEmpty()
                                ? blame.observed().getLast()
                                : blame.affected().getLast())
                .endMs();
    }

    private Draft draft(List<Settled> group) {
        Blame main = group.getFirst().blame();
        Map<String, List<long[]>> where = new TreeMap<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        List<Atom> atoms = new ArrayList<>();
        Set<Integer> affected = new LinkedHashSet<>();
        Set<Integer> observed = new LinkedHashSet<>();
        for (Settled s : group) {
            affected.addAll(s.blame().affected());
            observed.addAll(s.blame().observed());
            for (Hypotheses.Row row : s.blame().rows()) {
                if (s.blame().affected().contains(row.call) && row.atom.zone() >= 0) {
                    atoms.add(row.atom);
                    where.computeIfAbsent(calls.get(row.call).callId(), k -> new ArrayList<>())
                            .add(new long[] {row.atom.startMs(), row.atom.endMs()});
                    first = Math.min(first, row.atom.startMs());
                    last = Math.max(last, row.atom.endMs());
                }
            }
        }
        if (atoms.isEmpty()) {
            first = start(main);
            last = end(main);
        }
        Cause cause = Signatures.cause(main.kind(), main.effects(), main.strongest());
        Indicator shown = indicator(main);
        Scope scope = scope(main, cause, affected);
        String entity = entity(scope, main, group, atoms, affected);
        double effect = main.effects()[shown.channel().ordinal()];
        boolean lost = affected.stream().anyMatch(c -> calls.get(c).lost());
        List<Integer> after = main.after();
        Long sound = after.size() >= SOUND_CALLS ? calls.get(after.getFirst()).startMs() : null;
        Map<String, Object> facts = facts(group, affected, observed);
        String handovers = "";
        if (cause == Cause.DOWNLINK_INTERFERENCE
                || cause == Cause.UPLINK_INTERFERENCE
                || cause == Cause.TERMINAL_MODEL) {
            HandoverSupport.Told told = support.of(observed, atoms, first, last);
            facts.putAll(told.facts());
            handovers = told.sentence();
        }
        return new Draft(
                scope,
                entity,
                cause,
                confidence(group, affected.size()),
                severity(cause, atoms, lost),
                first,
                last,
                sound,
                ids(affected),
                observed.size(),
                rounded(effect),
                shown.unit().equals("dBm") ? "dB" : shown.unit(),
                Sentences.of(
                        scope,
                        entity,
                        cause,
                        main,
                        affected.size(),
                        observed.size(),
                        mobiles(affected),
                        input.profile(),
                        handovers),
                facts,
                where);
    }

    /**
     * What an incident accuses. Interference in the uplink is met at the mast, wherever the trains are: its entity is the
     * cell. Interference in the downlink is met near the track: its entity is a section. A receiver whose quality is bad
     * everywhere while its levels are sound has an interferer aboard.
     */
    private Scope scope(Blame main, Cause cause, Set<Integer> affected) {
        return switch (main.kind()) {
            case MOBILE -> cause == Cause.DOWNLINK_INTERFERENCE && aboard(affected) ? Scope.TRAIN : Scope.MOBILE;
            case CELL -> cause == Cause.DOWNLINK_INTERFERENCE ? Scope.SECTION : Scope.CELL;
            case MODEL_AT_CELL -> Scope.CELL;
            case SECTION -> cause == Cause.UPLINK_INTERFERENCE ? Scope.CELL : Scope.SECTION;
            case TRAIN -> Scope.TRAIN;
        };
    }

    /** Whether nothing tells that these calls were of several trains. */
    private boolean aboard(Set<Integer> of) {
        return of.stream()
                        .map(c -> calls.get(c).trainNumber())
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                <= 1;
    }

    /** The train of all these calls, null when they are of several or of none known. */
    private @Nullable String train(Set<Integer> of) {
        Set<String> trains = new LinkedHashSet<>();
        for (int c : of) {
            String train = calls.get(c).trainNumber();
            trains.add(train == null ? "" : train);
        }
        return trains.size() == 1 && !trains.contains("") ? trains.iterator().next() : null;
    }

    /** The channel an incident is told by: a lost level before a bad quality that follows from it. */
    private Indicator indicator(Blame blame) {
        Channel told = blame.strongest();
        boolean lost = switch (Signatures.cause(blame.kind(), blame.effects(), blame.strongest())) {
            case CELL_POWER_DROP, COVERAGE_HOLE, REPEATER_FAULT, MOBILE_ANTENNA -> true;
            default -> false;
        };
        if (lost && isLevel(blame) && !told.isLevel()) {
            told = blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 ? Channel.LEVEL_DL : Channel.LEVEL_UL;
        }
        return input.profile().indicator(told).orElseThrow();
    }

    private String entity(Scope scope, Blame main, List<Settled> group, List<Atom> atoms, Set<Integer> affected) {
        return switch (scope) {
            case SECTION -> section(main, group, main.kind() == Kind.CELL ? worst(main, atoms) : atoms);
            case TRAIN -> {
                String train = main.kind() == Kind.TRAIN ? main.key() : train(affected);
                yield train == null ? main.key() : train;
            }
            case CELL ->
                switch (main.kind()) {
                    case SECTION -> cellOf(main.strongest(), atoms);
                    case MODEL_AT_CELL -> main.key().substring(main.key().indexOf('|') + 1);
                    default -> main.key();
                };
            default -> main.key();
        };
    }

    /** The atoms that show at least the mean effect: where in a cell the trouble sits. */
    private static List<Atom> worst(Blame main, List<Atom> atoms) {
        int c = main.strongest().ordinal();
        List<Atom> worst = atoms.stream()
                .filter(a -> Math.abs(a.effect()[c]) >= Math.abs(main.effects()[c]))
                .toList();
        return worst.isEmpty() ? atoms : worst;
    }

    /** The cell in which most of it is met. */
    private static String cellOf(Channel strongest, List<Atom> atoms) {
        Map<String, Double> met = new TreeMap<>();
        for (Atom a : atoms) {
            float effect = a.effect()[strongest.ordinal()];
            met.merge(a.cell(), Float.isNaN(effect) ? 0 : (double) Math.abs(effect) * a.places(), Double::sum);
        }
        return met.isEmpty()
                ? ""
                : Collections.max(met.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private String section(Blame main, List<Settled> group, List<Atom> atoms) {
        String line = atoms.isEmpty() ? "" : atoms.getFirst().line();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Atom a : atoms) {
            low = Double.isNaN(a.kmFrom()) ? low : Math.min(low, Math.min(a.kmFrom(), a.kmTo()));
            high = Double.isNaN(a.kmTo()) ? high : Math.max(high, Math.max(a.kmFrom(), a.kmTo()));
        }
        if (lines.contains(line) && low <= high) {
            return String.format(Locale.ROOT, "%s:%.1f-%.1f", line, low, high);
        }
        List<String> cells = atoms.stream().map(Atom::cell).distinct().toList();
        if (cells.isEmpty()) {
            return group.getFirst().blame().key();
        }
        String cell = cellOf(main.strongest(), atoms);
        return cells.stream()
                .filter(c -> !c.equals(cell))
                .findFirst()
                .map(other -> cells.indexOf(cell) < cells.indexOf(other) ? cell + ">" + other : other + ">" + cell)
                .orElse(cell + ">" + cell);
    }

    private double confidence(List<Settled> group, int affected) {
        Settled main = group.getFirst();
        double second = main.alternatives().isEmpty()
                ? 0
                : main.alternatives().getFirst().deviance() / main.blame().deviance();
        double support = 1 - Math.exp(-affected / 2.0);
        double confidence = Math.round(100 * Math.clamp(support * (1 - 0.5 * Math.min(1, second)), 0.05, 0.99)) / 100.0;
        return Priors.raised(confidence, priors.of(main.blame()));
    }

    int severity(Cause cause, List<Atom> atoms, boolean lost) {
        if (lost && cause != Cause.TIMING) {
            return 1;
        }
        double weak = 0;
        for (Atom a : atoms) {
            if (a.badShare() >= BAD_SHARE && a.places() > 1) {
                return 2;
            }
            CellInfo cell = input.cells().get(a.cell());
            double promised = cell == null || Double.isNaN(cell.coverageClassDbm())
                    ? DEFAULT_COVERAGE_CLASS_DBM
                    : cell.coverageClassDbm();
            weak += a.levelDbm() < promised ? 1 : 0;
        }
        return weak > 0.05 * atoms.size() ? 3 : 4;
    }

    private Map<String, Object> facts(List<Settled> group, Set<Integer> affected, Set<Integer> observed) {
        Blame main = group.getFirst().blame();
        Map<String, Object> facts = new LinkedHashMap<>();
        Map<String, Object> effects = new LinkedHashMap<>();
        for (Indicator i : input.profile().indicators()) {
            if (main.effects()[i.channel().ordinal()] != 0) {
                effects.put(i.column(), rounded(main.effects()[i.channel().ordinal()]));
            }
        }
        facts.put("effects", effects);
        if (main.kind() == Kind.MODEL_AT_CELL) {
            facts.put("mobile_model", main.key().substring(0, main.key().indexOf('|')));
        }
        facts.put("log_likelihood_ratio", rounded(main.likelihood()));
        facts.put("deviance", rounded(main.deviance()));
        facts.put("mobiles_affected", mobiles(affected));
        facts.put("mobiles_observed", mobiles(observed));
        List<Map<String, Object>> alternatives = new ArrayList<>();
        for (Blame other : group.getFirst().alternatives()) {
            Map<String, Object> alternative = new LinkedHashMap<>();
            alternative.put("entity", other.kind().name().toLowerCase(Locale.ROOT) + " " + other.key());
            alternative.put(
                    "cause",
                    Signatures.cause(other.kind(), other.effects(), other.strongest())
                            .word());
            alternative.put("deviance", rounded(other.deviance()));
            alternatives.add(alternative);
        }
        facts.put("alternatives", alternatives);
        return facts;
    }

    private int mobiles(Set<Integer> of) {
        return (int) of.stream().map(c -> calls.get(c).mobileId()).distinct().count();
    }

    private List<String> ids(Iterable<Integer> of) {
        List<String> ids = new ArrayList<>();
        of.forEach(c -> ids.add(calls.get(c).callId()));
        return ids;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    /**
     * A cell that is gone, or weak, makes its neighbours serve longer; a handover that fails is late; a weak cell is left
     * and entered again; one whose uplink is disturbed is entered late. Other quality trouble explains none of these.
     */
    private boolean explainedAway(Repeated r, List<Blame> settled, List<Repeated> all) {
        if (r.kind() == CallEvidence.Kind.PING_PONG
                && r.affected().size() <= FREQUENT * r.observed().size()) {
            return true;
        }
        if (r.kind() != CallEvidence.Kind.LATE && r.kind() != CallEvidence.Kind.PING_PONG) {
            return false;
        }
        for (Repeated other : all) {
            boolean absent = other.kind() == null
                    && (other.from().equals(r.to()) || other.from().equals(r.from()));
            boolean fails = other.kind() == CallEvidence.Kind.FAILURE
                    && other.from().equals(r.from())
                    && other.to().equals(r.to());
            boolean clock =
                    other.kind() == CallEvidence.Kind.CLOCK && other.from().equals(r.from());
            if ((absent || fails || clock) && other.startMs() <= r.endMs() && r.startMs() <= other.endMs()) {
                return true;
            }
        }
        for (Blame blame : settled) {
            boolean travels = blame.kind() == Kind.MOBILE || blame.kind() == Kind.TRAIN;
            if (travels && blame.affected().containsAll(r.affected())) {
                return true;
            }
            boolean place = blame.kind() == Kind.CELL || blame.kind() == Kind.SECTION;
            boolean touches = place
                    && isLevel(blame)
                    && blame.rows().stream()
                            .anyMatch(row -> row.atom.cell().equals(r.from())
                                    || row.atom.cell().equals(r.to()));
            boolean spurned = r.kind() == CallEvidence.Kind.LATE
                    && blame.kind() == Kind.CELL
                    && blame.key().equals(r.to())
                    && blame.effects()[Channel.QUALITY_UL.ordinal()] != 0;
            if ((touches || spurned) && start(blame) <= r.endMs() && r.startMs() <= end(blame)) {
                return true;
            }
        }
        return false;
    }

    /** Where a cell is gone, the others serve further out than they ever did, at levels that nobody knows there. */
    private boolean followsOutage(Blame blame, List<Repeated> repeated) {
        boolean place = blame.kind() != Kind.MOBILE && blame.kind() != Kind.TRAIN;
        return place
                && isLevel(blame)
                && repeated.stream()
                        .filter(r -> r.kind() == null && r.affected().containsAll(blame.affected()))
                        .anyMatch(r -> blame.rows().stream()
                                .filter(row -> blame.affected().contains(row.call) && row.atom.zone() >= 0)
                                .allMatch(row -> spans(calls.get(row.call), r).stream()
                                        .anyMatch(s -> row.atom.startMs() <= s[1] && row.atom.endMs() >= s[0])));
    }

    private Draft draft(Repeated r) {
        Cause cause = StepHypotheses.cause(r.kind());
        boolean cell = r.from().equals(r.to());
        Scope scope = cause == Cause.PROBE_FAULT ? Scope.NETWORK : cell ? Scope.CELL : Scope.SECTION;
        String entity = scope == Scope.NETWORK ? "network" : cell ? r.from() : r.from() + ">" + r.to();
        Map<String, List<long[]>> where = new TreeMap<>();
        boolean lost = false;
        for (int c : r.affected()) {
            CallEvidence call = calls.get(c);
            lost |= call.lost();
            where.put(call.callId(), spans(call, r));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("log_likelihood_ratio", rounded(r.likelihood()));
        facts.put("rate", rounded(r.affected().size() / (double) r.observed().size()));
        if (r.kind() == CallEvidence.Kind.FAILURE) {
            facts.put("causes", failureCauses(r));
        }
        facts.put("cells", StepHypotheses.cells(r.from(), r.to()));
        Long sound = r.after().size() >= SOUND_CALLS
                ? calls.get(r.after().getFirst()).startMs()
                : null;
        double support = 1 - Math.exp(-r.affected().size() / 2.0);
        return new Draft(
                scope,
                entity,
                cause,
                Priors.raised(
                        rounded(Math.min(0.95, support)), priors.of(cause, StepHypotheses.cells(r.from(), r.to()))),
                stepSeverity(cause, lost),
                r.startMs(),
                r.endMs(),
                sound,
                ids(r.affected()),
                r.observed().size(),
                rounded(r.size()),
                unit(r.kind()),
                Sentences.of(cause, r),
                facts,
                where);
    }

    /** Why the handovers that failed had been commanded, as far as events say it. */
    private Map<String, Integer> failureCauses(Repeated r) {
        Map<String, Integer> causes = new TreeMap<>();
        for (int c : r.affected()) {
            for (CallEvidence.Handover h : calls.get(c).handovers()) {
                if (h.failed() && h.from().equals(r.from()) && h.to().equals(r.to())) {
                    String cause =
                            h.cause() == null ? "unknown" : h.cause().name().toLowerCase(Locale.ROOT);
                    causes.merge(cause, 1, Integer::sum);
                }
            }
        }
        return causes;
    }

    private static List<long[]> spans(CallEvidence call, Repeated r) {
        List<long[]> spans = new ArrayList<>();
        for (Step s : call.steps()) {
            if (s.kind() == r.kind() && s.happened() && s.from().equals(r.from()) && s.to().equals(r.to())) {
                spans.add(new long[] {s.timeMs() - STEP_REACH_MS, s.timeMs() + STEP_REACH_MS});
            }
        }
        for (CallEvidence.Presence p : call.presences()) {
            if (r.kind() == null && p.cell().equals(r.from())) {
                spans.add(new long[] {p.timeMs() - STEP_REACH_MS, p.timeMs() + 4 * STEP_REACH_MS});
            }
        }
        return spans;
    }

    private static String unit(CallEvidence.@Nullable Kind kind) {
        if (kind == null) {
            return "places";
        }
        return switch (kind) {
            case LATE -> "dB";
            case GAP -> "s";
            default -> "count";
        };
    }

    private static int stepSeverity(Cause cause, boolean lost) {
        return switch (cause) {
            case CELL_OUTAGE, HANDOVER_FAILURE -> lost ? 1 : 2;
            case LATE_HANDOVER, PING_PONG -> lost ? 1 : 3;
            default -> 4;
        };
    }

    /** Reports of several calls that stop at the same moment: not the radio, the probe. */
    private List<Draft> simultaneousGaps() {
        record Gap(long timeMs, double seconds, CallEvidence call) {}
        List<Gap> gaps = new ArrayList<>();
        for (CallEvidence call : calls) {
            for (Step s : call.steps()) {
                if (s.kind() == CallEvidence.Kind.GAP && s.happened()) {
                    gaps.add(new Gap(s.timeMs(), s.size(), call));
                }
            }
        }
        gaps.sort((a, b) -> Long.compare(a.timeMs(), b.timeMs()));
        List<Draft> drafts = new ArrayList<>();
        for (int i = 0; i < gaps.size(); ) {
            int end = i + 1;
            while (end < gaps.size() && gaps.get(end).timeMs() - gaps.get(i).timeMs() <= SIMULTANEOUS_MS) {
                end++;
            }
            List<Gap> together = gaps.subList(i, end);
            List<String> ids =
                    together.stream().map(g -> g.call().callId()).distinct().toList();
            if (ids.size() >= SIMULTANEOUS_CALLS) {
                double seconds =
                        together.stream().mapToDouble(Gap::seconds).max().orElse(0);
                long from = gaps.get(i).timeMs();
                long to = from + (long) (seconds * 1000);
                Map<String, List<long[]>> where = new TreeMap<>();
                ids.forEach(id -> where.put(id, List.of(new long[] {from - STEP_REACH_MS, to + STEP_REACH_MS})));
                drafts.add(new Draft(
                        Scope.NETWORK,
                        "network",
                        Cause.PROBE_FAULT,
                        0.9,
                        4,
                        from,
                        to,
                        to,
                        ids,
                        ids.size(),
                        rounded(seconds),
                        "s",
                        Sentences.gap(ids.size(), seconds),
                        Map.of("gap_seconds", rounded(seconds)),
                        where));
            }
            i = end;
        }
        return drafts;
    }
}
