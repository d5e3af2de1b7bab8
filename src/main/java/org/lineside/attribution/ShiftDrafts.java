package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.HandoverSupport.Told;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.attribution.Met.Showing;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import org.lineside.findings.Finding;

/** Makes drafts of shifted levels, qualities and timing: what is accused, of what, how surely and how gravely. */
final class ShiftDrafts {
    private static final int SOUND_CALLS = 5;

    /** What one sound call in a hundred says, which would be flagged: as log-likelihood ratio. */
    private static final double FOUND_BY_ITSELF = Math.log(100);

    private final Profile profile;
    private final List<Finding> findings;
    private final List<CallEvidence> calls;
    private final Priors priors;
    private final HandoverSupport support;
    private final JoinedSections sections;
    private final Accused accused;
    private final Severities severities;
    private final HarmfulEffects harmful;
    private final double leastMs;

    /**
     * @param input what the calls are weighed by
     * @param calls the calls by time
     * @param lines the railway lines whose kilometres are known
     * @param priors what operators confirmed
     * @param support what the handovers say of bad quality
     */
    ShiftDrafts(
            Attribution.Input input,
            List<CallEvidence> calls,
            Set<String> lines,
            Priors priors,
            HandoverSupport support) {
        this.profile = input.profile();
        this.findings = input.findings();
        this.calls = calls;
        this.priors = priors;
        this.support = support;
        this.sections = new JoinedSections(calls, lines);
        this.accused = new Accused(calls, lines);
        this.severities = new Severities(input.cells());
        this.harmful = HarmfulEffects.of(profile, input.settings().decision());
        this.leastMs = 1000 * input.settings().decision().minSeconds();
    }

    /**
     * What the affected calls show of an incident.
     *
     * @param affected indices of the calls that show it
     * @param observed indices of the calls that could have
     * @param atoms what the affected calls met of it along the track
     * @param where in each of them the times at which it shows
     * @param startMs when it shows first, epoch milliseconds
     * @param endMs when it shows last
     */
    private record Shown(
            Set<Integer> affected,
            Set<Integer> observed,
            List<Atom> atoms,
            Map<String, List<long[]>> where,
            long startMs,
            long endMs) {}

    /** The drafts, the one that explains most first. */
    List<Draft> drafts(List<Settled> settled) {
        Map<Draft, List<Settled>> drafts = new LinkedHashMap<>();
        sections.of(settled).stream()
                .filter(this::isMoreThanOneSoundCall)
                .forEach(group -> drafts.put(draft(group), group));
        Set<Draft> explaining = explaining(drafts.keySet());
        return drafts.entrySet().stream()
                .filter(d -> explaining.contains(d.getKey()) || !wouldBeFound(d.getKey(), d.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Those that explain a finding better than any other, the first of equals. */
    private Set<Draft> explaining(Set<Draft> drafts) {
        Set<Draft> explaining = new HashSet<>();
        for (Finding finding : findings) {
            drafts.stream()
                    .filter(d -> d.commonMs(finding) > 0)
                    .reduce((a, b) -> b.commonMs(finding) > a.commonMs(finding) ? b : a)
                    .ifPresent(explaining::add);
        }
        return explaining;
    }

    /**
     * Whether the calls say so much of a place, each by itself, that it would have been found in one of them. If it was not, it
     * is the reference that is wrong there, as at the end of an axis or where few passes went, or something else explains it.
     */
    private static boolean wouldBeFound(Draft draft, List<Settled> group) {
        Blame main = group.getFirst().blame();
        return draft.scope() == Scope.SECTION
                && main.likelihood() >= FOUND_BY_ITSELF * main.affected().size();
    }

    /**
     * One call by itself says no more than its verdict does, which is calibrated; several together may say what none does. Of
     * its mobile or train it says nothing unless it shows it along more track than one place has: an interferer beside the
     * track drives a call back and forth among all the cells heard there.
     */
    private boolean isMoreThanOneSoundCall(List<Settled> group) {
        Blame main = group.getFirst().blame();
        List<Integer> affected = group.stream()
                .flatMap(s -> s.blame().affected().stream())
                .distinct()
                .toList();
        if (affected.size() != 1) {
            return true;
        }
        boolean moves = main.kind() == Kind.MOBILE || main.kind() == Kind.TRAIN;
        return calls.get(affected.getFirst()).anomalous() && (!moves || zones(main) > Grouping.MAX_SECTION_ZONES);
    }

    /** In how many zones of the track a blame shows enough to count. */
    private long zones(Blame blame) {
        return blame.showing().stream()
                .filter(r -> effect(blame, r) >= harmful.min(blame.strongest()) / 2)
                .map(r -> r.atom.line() + "|" + r.atom.zone())
                .distinct()
                .count();
    }

    private Draft draft(List<Settled> group) {
        Blame main = group.getFirst().blame();
        Shown shown = shown(group);
        Cause cause = main.cause();
        Indicator told = indicator(main);
        Scope scope = accused.scope(main, cause, shown.affected());
        String entity = accused.entity(scope, main, shown.atoms(), shown.affected());
        Told handovers = handovers(cause, shown);
        boolean lost = shown.affected().stream().anyMatch(c -> calls.get(c).lost());
        return new Draft(
                scope,
                entity,
                cause,
                confidence(group.getFirst(), shown.affected().size()),
                severities.ofShift(cause, shown.atoms(), lost),
                shown.startMs(),
                shown.endMs(),
                soundMs(main),
                shown.affected().stream().map(c -> calls.get(c).callId()).toList(),
                new Met(told.column(), showing(group)),
                shown.observed().size(),
                Draft.rounded(main.effects()[told.channel().ordinal()]),
                told.unit().equals("dBm") ? "dB" : told.unit(),
                sentence(scope, entity, cause, main, shown, handovers),
                facts(group.getFirst(), shown, handovers),
                shown.where());
    }

    /** What several blames say of a call counts as the one that says most; what was heard of a neighbour did no harm. */
    private Map<String, Showing> showing(List<Settled> group) {
        Map<String, Showing> showing = new TreeMap<>();
        for (Settled s : group) {
            Blame blame = s.blame();
            met(blame)
                    .forEach((c, rows) -> showing.merge(
                            calls.get(c).callId(),
                            new Showing(
                                    blame.chance().getOrDefault(c, 1.0),
                                    blame.affected().contains(c) && isHarmed(blame, rows),
                                    where(blame, rows)),
                            Showing::or));
        }
        return showing;
    }

    /** Whether they show enough of it, for long enough. */
    private boolean isHarmed(Blame blame, List<Row> rows) {
        double mean = rows.stream().mapToDouble(r -> effect(blame, r)).average().orElse(0);
        long met =
                rows.stream().mapToLong(r -> r.atom.endMs() - r.atom.startMs()).sum();
        return mean >= harmful.min(blame.strongest()) && met >= leastMs;
    }

    /** The times of one call's rows, from the first to the last that shows enough to count. */
    private List<long[]> where(Blame blame, List<Row> rows) {
        double least = harmful.min(blame.strongest()) / 2;
        int first = 0;
        while (first < rows.size() && effect(blame, rows.get(first)) < least) {
            first++;
        }
        int last = rows.size();
        while (last > first && effect(blame, rows.get(last - 1)) < least) {
            last--;
        }
        return rows.subList(first, last).stream()
                .map(r -> new long[] {r.atom.startMs(), r.atom.endMs()})
                .toList();
    }

    /** What a row shows of it, positive in its own direction. */
    private static double effect(Blame blame, Row row) {
        int channel = blame.strongest().ordinal();
        return Math.signum(blame.effects()[channel]) * row.atom.effect()[channel];
    }

    /** The rows in which each call itself had to do with it, by time. */
    private static Map<Integer, List<Row>> met(Blame blame) {
        Map<Integer, List<Row>> met = new TreeMap<>();
        for (Row row : blame.rows()) {
            if (row.atom.zone() >= 0 && !Double.isNaN(effect(blame, row))) {
                met.computeIfAbsent(row.call, c -> new ArrayList<>()).add(row);
            }
        }
        met.values().forEach(rows -> rows.sort(Comparator.comparingLong(r -> r.atom.startMs())));
        return met;
    }

    private Shown shown(List<Settled> group) {
        Map<String, List<long[]>> where = new TreeMap<>();
        List<Atom> atoms = new ArrayList<>();
        Set<Integer> affected = new LinkedHashSet<>();
        Set<Integer> observed = new LinkedHashSet<>();
        for (Settled s : group) {
            affected.addAll(s.blame().affected());
            observed.addAll(s.blame().observed());
            for (Row row : s.blame().showing()) {
                atoms.add(row.atom);
                where.computeIfAbsent(calls.get(row.call).callId(), k -> new ArrayList<>())
                        .add(new long[] {row.atom.startMs(), row.atom.endMs()});
            }
        }
        Blame main = group.getFirst().blame();
        return new Shown(
                affected,
                observed,
                atoms,
                where,
                atoms.stream().mapToLong(Atom::startMs).min().orElseGet(() -> main.startMs(calls)),
                atoms.stream().mapToLong(Atom::endMs).max().orElseGet(() -> main.endMs(calls)));
    }

    /** When enough later calls met the entity, the first of them; null while that is not known. */
    private @Nullable Long soundMs(Blame main) {
        List<Integer> after = main.after();
        return after.size() >= SOUND_CALLS ? calls.get(after.getFirst()).startMs() : null;
    }

    /** The channel an incident is told by: a lost level before a bad quality that follows from it. */
    private Indicator indicator(Blame blame) {
        Channel told = blame.strongest();
        boolean lost = switch (blame.cause()) {
            case CELL_POWER_DROP, COVERAGE_HOLE, REPEATER_FAULT, MOBILE_ANTENNA -> true;
            default -> false;
        };
        if (lost && blame.isLevel() && !told.isLevel()) {
            told = blame.effects()[Channel.LEVEL_DL.ordinal()] != 0 ? Channel.LEVEL_DL : Channel.LEVEL_UL;
        }
        return profile.indicator(told).orElseThrow();
    }

    private Told handovers(Cause cause, Shown shown) {
        return switch (cause) {
            case DOWNLINK_INTERFERENCE, UPLINK_INTERFERENCE, TERMINAL_MODEL ->
                support.of(shown.observed(), shown.atoms(), shown.startMs(), shown.endMs());
            default -> Told.NOTHING;
        };
    }

    private double confidence(Settled main, int affected) {
        double second = main.alternatives().isEmpty()
                ? 0
                : main.alternatives().getFirst().deviance() / main.blame().deviance();
        double support = 1 - Math.exp(-affected / 2.0);
        double confidence = Math.round(100 * Math.clamp(support * (1 - 0.5 * Math.min(1, second)), 0.05, 0.99)) / 100.0;
        return Priors.raised(confidence, priors.of(main.blame()));
    }

    private String sentence(Scope scope, String entity, Cause cause, Blame main, Shown shown, Told handovers) {
        return Sentences.of(
                scope,
                entity,
                cause,
                main,
                shown.affected().size(),
                shown.observed().size(),
                mobiles(shown.affected()),
                profile,
                handovers.sentence());
    }

    private Map<String, Object> facts(Settled settled, Shown shown, Told handovers) {
        Blame main = settled.blame();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("effects", effects(main));
        if (main.kind() == Kind.MODEL_AT_CELL) {
            facts.put("mobile_model", main.key().substring(0, main.key().indexOf('|')));
        }
        facts.put("log_likelihood_ratio", Draft.rounded(main.likelihood()));
        facts.put("deviance", Draft.rounded(main.deviance()));
        facts.put("mobiles_affected", mobiles(shown.affected()));
        facts.put("mobiles_observed", mobiles(shown.observed()));
        facts.put("alternatives", alternatives(settled.alternatives()));
        facts.putAll(handovers.facts());
        return facts;
    }

    private Map<String, Object> effects(Blame main) {
        Map<String, Object> effects = new LinkedHashMap<>();
        for (Indicator i : profile.indicators()) {
            float effect = main.effects()[i.channel().ordinal()];
            if (effect != 0) {
                effects.put(i.column(), Draft.rounded(effect));
            }
        }
        return effects;
    }

    private List<Map<String, Object>> alternatives(List<Blame> others) {
        List<Map<String, Object>> alternatives = new ArrayList<>();
        for (Blame other : others) {
            Map<String, Object> alternative = new LinkedHashMap<>();
            alternative.put("entity", accused.named(other));
            alternative.put("cause", other.cause().word());
            alternative.put("deviance", Draft.rounded(other.deviance()));
            alternatives.add(alternative);
        }
        return alternatives;
    }

    private int mobiles(Set<Integer> of) {
        return (int) of.stream().map(c -> calls.get(c).mobileId()).distinct().count();
    }
}
