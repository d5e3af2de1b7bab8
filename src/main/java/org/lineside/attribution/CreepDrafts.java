package org.lineside.attribution;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;

/** Makes drafts of what creeps, and one of what both the calls by themselves and the days tell of an entity. */
final class CreepDrafts {
    /** Share of a fault's stretches that must lie in a cell; share of their loss that the rest of the cell must show. */
    private static final double WITHIN_SHARE = 0.5;

    /** Where there is so much less beside a place than in it, the place is the cell. */
    private static final double LEAST_REST = 0.1;

    /** Share of a drift's time for which a place must be weak to be the reason of it. */
    private static final double LASTING_SHARE = 0.5;

    private static final double DAYS_PER_SUPPORT = 4;
    private static final double CONFIDENCE = 0.95;
    private static final long DAY_MS = 86_400_000L;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final List<CallEvidence> calls;
    private final Severities severities;
    private final Profile profile;
    private final List<Incident> known;

    CreepDrafts(Attribution.Input input, List<CallEvidence> calls) {
        this.calls = calls;
        this.severities = new Severities(input.cells());
        this.profile = input.profile();
        this.known = input.known();
    }

    /**
     * The drafts with what creeps among them. What a call's evidence blames at the entity is the same fault, and what follows
     * from a weak cell or mobile is none; a fault of a place inside a cell is why the cell's days drift, unless the rest of
     * the cell has moved as well. What ended before the calls at hand is no news.
     */
    List<Draft> with(List<Draft> drafts, List<Creep> creeps) {
        List<Draft> all = new ArrayList<>(drafts);
        for (Creep creep : creeps) {
            if (calls.isEmpty() || creep.lastMs() < calls.getFirst().startMs()) {
                continue;
            }
            List<Draft> places =
                    all.stream().filter(d -> isPlaceInside(d, creep)).toList();
            List<Draft> ofCell =
                    places.stream().filter(d -> restMoves(d, creep)).toList();
            boolean explained = places.stream().anyMatch(d -> !ofCell.contains(d) && lasts(d, creep));
            all.removeAll(ofCell);
            if (!explained) {
                all.removeIf(d -> follows(d, creep));
                add(all, creep);
            }
        }
        return all;
    }

    private void add(List<Draft> all, Creep creep) {
        if (!creep.counts() && !isKnown(creep)) {
            return;
        }
        Draft own = draft(creep);
        for (int i = 0; i < all.size(); i++) {
            if (sameFault(all.get(i), creep)) {
                all.set(i, joined(all.get(i), own, creep));
                return;
            }
        }
        if (!own.affected().isEmpty()) {
            all.add(own);
        }
    }

    /** Whether it has been told already: that is not taken back while it is still under way. */
    private boolean isKnown(Creep creep) {
        return known.stream()
                .anyMatch(i -> i.closedAtMs() == null
                        && i.scope() == creep.scope()
                        && i.entity().equals(creep.entity())
                        && i.lastSeenAtMs() >= creep.sinceMs());
    }

    private static boolean sameFault(Draft draft, Creep creep) {
        return draft.scope() == creep.scope()
                && draft.entity().equals(creep.entity())
                && draft.cause() != Cause.CELL_OUTAGE
                && draft.overlaps(creep.sinceMs(), creep.lastMs());
    }

    /** Whether a handover is late, or a cell left and entered again, since one of the two has become weak, or the mobile. */
    private boolean follows(Draft draft, Creep creep) {
        boolean handover = draft.cause() == Cause.LATE_HANDOVER || draft.cause() == Cause.PING_PONG;
        if (!handover || !creep.level() || !draft.overlaps(creep.sinceMs(), creep.lastMs() + DAY_MS)) {
            return false;
        }
        return creep.scope() == Scope.CELL
                ? List.of(draft.entity().split(">", -1)).contains(creep.entity())
                : calls.stream()
                        .filter(c -> draft.affected().contains(c.callId()))
                        .allMatch(c -> c.mobileId().equals(creep.entity()));
    }

    /** Whether a draft accuses a place that lies in a creeping cell more than anywhere else. */
    private boolean isPlaceInside(Draft draft, Creep creep) {
        boolean lost = draft.cause() == Cause.COVERAGE_HOLE || draft.cause() == Cause.REPEATER_FAULT;
        if (creep.scope() != Scope.CELL
                || !creep.level()
                || !lost
                || !draft.overlaps(creep.sinceMs(), creep.lastMs() + DAY_MS)) {
            return false;
        }
        int inside = 0;
        int all = 0;
        for (CallEvidence call : calls) {
            for (Atom a : within(draft, call)) {
                all++;
                inside += a.cell().equals(creep.entity()) ? 1 : 0;
            }
        }
        return all > 0 && inside >= WITHIN_SHARE * all;
    }

    /** Whether a place is weak for as long as the cell drifts: what came and went is not why the cell's days do. */
    private boolean lasts(Draft draft, Creep creep) {
        long seenFrom = Math.max(creep.sinceMs(), calls.getFirst().startMs());
        long seenTo = Math.min(creep.lastMs(), calls.getLast().endMs());
        long both = Math.min(draft.endMs(), seenTo) - Math.max(draft.startMs(), seenFrom);
        return draft.endMs() >= seenTo - DAY_MS && both >= LASTING_SHARE * (seenTo - seenFrom);
    }

    /**
     * Whether the cell is weak beside the place as well, or the place is all of it: by all calls of its time, for those that
     * show the place are the weaker ones there.
     */
    private boolean restMoves(Draft draft, Creep creep) {
        Set<String> place = new TreeSet<>();
        for (CallEvidence call : calls) {
            within(draft, call).forEach(a -> place.add(stretch(a)));
        }
        int channel = creep.strongest().ordinal();
        double[] sum = new double[2];
        int[] n = new int[2];
        for (CallEvidence call : calls) {
            for (Atom a : call.atoms()) {
                boolean own = a.zone() >= 0 && a.cell().equals(creep.entity()) && !Float.isNaN(a.effect()[channel]);
                if (own && draft.overlaps(a.startMs(), a.endMs())) {
                    int side = place.contains(stretch(a)) ? 0 : 1;
                    sum[side] += a.effect()[channel];
                    n[side]++;
                }
            }
        }
        return n[1] < LEAST_REST * n[0] || sum[1] / n[1] <= WITHIN_SHARE * sum[0] / n[0];
    }

    private static String stretch(Atom atom) {
        return atom.line() + "|" + atom.zone() + "|" + atom.direction();
    }

    /** The atoms along the track of a call, where a draft accuses it. */
    private static List<Atom> within(Draft draft, CallEvidence call) {
        List<long[]> spans = draft.where().getOrDefault(call.callId(), List.of());
        if (spans.isEmpty()) {
            return List.of();
        }
        return call.atoms().stream()
                .filter(a -> a.zone() >= 0
                        && spans.stream().anyMatch(span -> a.startMs() <= span[1] && a.endMs() >= span[0]))
                .toList();
    }

    /**
     * One draft of both. The days tell since when and how much against the golden references, for those in force may have
     * followed; the calls tell where it shows. Only the calls know of the last day, which isn't over.
     */
    private static Draft joined(Draft seen, Draft own, Creep creep) {
        boolean laterThanDays = seen.soundMs() != null && seen.soundMs() > creep.lastMs() - DAY_MS;
        boolean lasts = own.soundMs() == null || seen.endMs() > own.soundMs();
        Long sound = seen.soundMs() == null ? null : laterThanDays ? seen.soundMs() : lasts ? null : own.soundMs();
        boolean retold = creep.slow();
        Map<String, Object> facts = new LinkedHashMap<>(seen.facts());
        facts.put("drift", own.facts().getOrDefault("drift", Map.of()));
        Map<String, List<long[]>> where = new TreeMap<>(own.where());
        where.putAll(seen.where());
        List<String> affected = new ArrayList<>(seen.affected());
        own.affected().stream().filter(c -> !affected.contains(c)).forEach(affected::add);
        return new Draft(
                seen.scope(),
                seen.entity(),
                retold ? own.cause() : seen.cause(),
                Math.max(seen.confidence(), own.confidence()),
                Math.min(seen.severity(), own.severity()),
                retold ? Math.min(seen.startMs(), own.startMs()) : seen.startMs(),
                Math.max(seen.endMs(), laterThanDays ? seen.endMs() : own.endMs()),
                sound,
                retold ? affected : seen.affected(),
                seen.met(),
                Math.max(seen.observed(), retold ? affected.size() : 0),
                retold ? own.effect() : seen.effect(),
                retold ? own.unit() : seen.unit(),
                retold ? own.summary() : seen.summary(),
                facts,
                retold ? where : seen.where());
    }

    private Draft draft(Creep creep) {
        List<Atom> atoms = new ArrayList<>();
        List<String> affected = new ArrayList<>();
        Map<String, List<long[]>> where = new TreeMap<>();
        boolean lost = false;
        long last = creep.sinceMs();
        for (CallEvidence call : calls) {
            if (call.endMs() < creep.sinceMs() || call.startMs() > creep.lastMs()) {
                continue;
            }
            List<Atom> own = call.atoms().stream()
                    .filter(a -> a.zone() >= 0 && meets(call, a, creep))
                    .toList();
            if (!own.isEmpty()) {
                affected.add(call.callId());
                own.forEach(a -> where.computeIfAbsent(call.callId(), k -> new ArrayList<>())
                        .add(new long[] {a.startMs(), a.endMs()}));
                last = Math.max(last, own.getLast().endMs());
                lost |= call.lost() && call.anomalous();
                atoms.addAll(call.startMs() >= creep.lastMs() - DAY_MS ? own : List.of());
            }
        }
        Cause cause = Signatures.cause(kind(creep), creep.effects(), creep.strongest(), false);
        Indicator shown = profile.indicator(creep.strongest()).orElseThrow();
        return new Draft(
                creep.scope(),
                creep.entity(),
                cause,
                Math.round(100 * CONFIDENCE * (1 - Math.exp(-creep.days() / DAYS_PER_SUPPORT))) / 100.0,
                severities.ofShift(cause, atoms, lost),
                creep.sinceMs(),
                last,
                creep.soundMs(),
                affected,
                Met.NOTHING,
                affected.size(),
                Draft.rounded(creep.effects()[creep.strongest().ordinal()]),
                unit(shown),
                sentence(creep, cause),
                facts(creep),
                where);
    }

    private static boolean meets(CallEvidence call, Atom atom, Creep creep) {
        return creep.scope() == Scope.MOBILE
                ? call.mobileId().equals(creep.entity())
                : atom.cell().equals(creep.entity());
    }

    private static Kind kind(Creep creep) {
        return creep.scope() == Scope.MOBILE ? Kind.MOBILE : Kind.CELL;
    }

    private Map<String, Object> facts(Creep creep) {
        Map<String, Object> effects = new LinkedHashMap<>();
        for (Indicator i : profile.indicators()) {
            float effect = creep.effects()[i.channel().ordinal()];
            if (effect != 0) {
                effects.put(i.column(), Draft.rounded(effect));
            }
        }
        Map<String, Object> drift = new LinkedHashMap<>();
        drift.put("golden_model", creep.golden());
        drift.put("effects", effects);
        drift.put("since", DAY.format(Instant.ofEpochMilli(creep.sinceMs())));
        drift.put("grown", DAY.format(Instant.ofEpochMilli(creep.grownMs())));
        drift.put("days", creep.days());
        drift.put("per_week", Draft.rounded(creep.perWeek()));
        drift.put("log_likelihood_ratio", Draft.rounded(creep.likelihood()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("effects", effects);
        facts.put("drift", drift);
        return facts;
    }

    private String sentence(Creep creep, Cause cause) {
        Indicator main = profile.indicator(creep.strongest()).orElseThrow();
        List<String> parts = new ArrayList<>();
        for (Indicator i : profile.indicators()) {
            if (creep.effects()[i.channel().ordinal()] != 0) {
                parts.add(Sentences.effect(i, creep.effects()[i.channel().ordinal()]));
            }
        }
        String since = DAY.format(Instant.ofEpochMilli(creep.sinceMs()));
        String how = creep.slow()
                ? String.format(
                        Locale.ROOT,
                        "it crept from %s to %s, %.1f %s a week",
                        since,
                        DAY.format(Instant.ofEpochMilli(creep.grownMs())),
                        Math.abs(creep.perWeek()),
                        unit(main))
                : "so since " + since;
        return Sentences.title(creep.scope()) + " " + creep.entity() + ": " + String.join(", ", parts) + "; " + how
                + ", held against the golden references " + creep.golden() + "; " + where(creep, cause) + ".";
    }

    private static String where(Creep creep, Cause cause) {
        boolean downlink = creep.effects()[Channel.LEVEL_DL.ordinal()] < 0;
        boolean uplink = creep.effects()[Channel.LEVEL_UL.ordinal()] < 0;
        return switch (cause) {
            case MOBILE_ANTENNA -> "both links, in every cell: antenna or feeder";
            case MOBILE_UPLINK -> "its uplink alone, in every cell: transmitter";
            case MOBILE_DOWNLINK -> "its downlink alone, in every cell: receiver";
            case CELL_POWER_DROP ->
                downlink && uplink
                        ? "both links: feeder, connector or antenna"
                        : uplink ? "uplink alone: receiver of the cell" : "downlink alone: transmitter of the cell";
            case TIMING -> "clock of the cell";
            default -> "levels as ever: interference that grows";
        };
    }

    private static String unit(Indicator indicator) {
        return indicator.unit().equals("dBm") ? "dB" : indicator.unit();
    }
}
