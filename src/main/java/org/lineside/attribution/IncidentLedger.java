package org.lineside.attribution;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Keeps incidents one while they last: joins what is seen now with what was known, closes, reopens. */
final class IncidentLedger {
    /** A fault that returns within this time is the same one. */
    private static final long REOPEN_MS = 7 * 86_400_000L;

    private static final int SOUND_CALLS = 5;
    private static final String WITHDRAWN = " Withdrawn: with more calls at hand, its calls are explained otherwise.";
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Attribution.Input input;
    private final List<CallEvidence> calls;

    IncidentLedger(Attribution.Input input, List<CallEvidence> calls) {
        this.input = input;
        this.calls = calls;
    }

    /** An incident for each draft; drafts of one fault share theirs. */
    Map<Draft, Incident> join(List<Draft> drafts) {
        List<Draft> byTime = new ArrayList<>(drafts);
        byTime.sort(Comparator.comparingLong(Draft::startMs).thenComparing(Draft::entity));
        Map<String, Incident> current = new LinkedHashMap<>();
        input.known().stream()
                .sorted(Comparator.comparingLong(Incident::openedAtMs).thenComparing(Incident::incidentId))
                .forEach(i -> current.put(i.incidentId(), i));
        Map<Draft, String> idOf = new LinkedHashMap<>();
        Set<String> fresh = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (Draft draft : byTime) {
            Incident match = current.values().stream()
                    .filter(i -> same(i, draft))
                    .findFirst()
                    .orElse(null);
            boolean sameLook = match != null && seen.contains(match.incidentId());
            Incident merged = match == null ? opened(draft, current) : extended(match, draft, sameLook);
            seen.add(merged.incidentId());
            if (match == null) {
                fresh.add(merged.incidentId());
            }
            current.put(merged.incidentId(), merged);
            idOf.put(draft, merged.incidentId());
        }
        if (fresh.size() > input.settings().decision().storm()) {
            return storm(idOf, current, fresh);
        }
        Map<Draft, Incident> joined = new LinkedHashMap<>();
        idOf.forEach((draft, id) -> joined.put(draft, current.getOrDefault(id, opened(draft, current))));
        return joined;
    }

    private static Map<Draft, Incident> storm(
            Map<Draft, String> idOf, Map<String, Incident> current, Set<String> fresh) {
        Incident worst = null;
        long last = Long.MIN_VALUE;
        int calls = 0;
        for (String id : fresh) {
            Incident i = current.get(id);
            if (i != null) {
                worst = worst == null || i.severity() < worst.severity() ? i : worst;
                last = Math.max(last, i.lastSeenAtMs());
                calls += i.callsAffected();
            }
        }
        Map<Draft, Incident> joined = new LinkedHashMap<>();
        if (worst != null) {
            long opened = fresh.stream()
                    .map(current::get)
                    .filter(i -> i != null)
                    .mapToLong(Incident::openedAtMs)
                    .min()
                    .orElse(worst.openedAtMs());
            Incident known = current.get(STAMP.format(Instant.ofEpochMilli(opened)) + "-network");
            Incident network = known != null && known.deniedByOperator()
                    ? known
                    : new Incident(
                            STAMP.format(Instant.ofEpochMilli(opened)) + "-network",
                            Scope.NETWORK,
                            "network",
                            Cause.UNKNOWN,
                            0.5,
                            worst.severity(),
                            opened,
                            last,
                            null,
                            calls,
                            calls,
                            worst.effect(),
                            worst.unit(),
                            fresh.size() + " faults at once: look for what they share; the gravest: " + worst.summary(),
                            JSON.writeValueAsString(Map.of("faults", fresh.size())));
            idOf.forEach((draft, id) -> {
                Incident own = current.get(id);
                joined.put(draft, fresh.contains(id) || own == null ? network : own);
            });
        }
        return joined;
    }

    private static Incident opened(Draft draft, Map<String, Incident> current) {
        String stem = STAMP.format(Instant.ofEpochMilli(draft.startMs())) + "-"
                + draft.entity().replaceAll("[^A-Za-z0-9_.-]+", "_");
        String id = stem;
        for (int n = 2; current.containsKey(id); n++) {
            id = stem + "-" + n;
        }
        return incident(id, draft, draft.startMs(), draft.affected().size(), draft.observed(), draft.soundMs());
    }

    /** A later look tells an incident anew; of two drafts of one look the one that more calls show tells it. */
    private static Incident extended(Incident known, Draft draft, boolean sameLook) {
        boolean older = draft.endMs() < known.lastSeenAtMs();
        Long closed = older ? known.closedAtMs() : draft.soundMs();
        long opened = Math.min(known.openedAtMs(), draft.startMs());
        long last = Math.max(known.lastSeenAtMs(), draft.endMs());
        int affected = Math.max(known.callsAffected(), draft.affected().size());
        int observed = Math.max(known.callsObserved(), draft.observed());
        boolean retell = sameLook ? draft.affected().size() > known.callsAffected() : !older;
        Incident told = retell ? incident(known.incidentId(), draft, opened, affected, observed, closed) : known;
        return new Incident(
                told.incidentId(),
                told.scope(),
                told.entity(),
                told.cause(),
                told.confidence(),
                sameLook ? Math.min(known.severity(), draft.severity()) : told.severity(),
                opened,
                last,
                closed,
                affected,
                observed,
                told.effect(),
                told.unit(),
                told.summary(),
                told.evidence());
    }

    private static Incident incident(
            String id, Draft draft, long openedMs, int affected, int observed, @Nullable Long closed) {
        return new Incident(
                id,
                draft.scope(),
                draft.entity(),
                draft.cause(),
                draft.confidence(),
                draft.severity(),
                openedMs,
                draft.endMs(),
                closed,
                affected,
                observed,
                draft.effect(),
                draft.unit(),
                draft.summary(),
                JSON.writeValueAsString(draft.facts()));
    }

    /** What an operator called a false alarm is not gone on with: a mute takes its like, and what is more is another one. */
    private static boolean same(Incident known, Draft draft) {
        if (known.deniedByOperator()) {
            return false;
        }
        boolean near =
                draft.startMs() <= known.lastSeenAtMs() + REOPEN_MS && known.openedAtMs() <= draft.endMs() + REOPEN_MS;
        boolean overlaps = draft.overlaps(known.openedAtMs(), known.lastSeenAtMs());
        boolean entity = known.scope() == draft.scope() && known.entity().equals(draft.entity());
        boolean cause = known.cause() == draft.cause();
        boolean sameSection = known.scope() == Scope.SECTION
                && draft.scope() == Scope.SECTION
                && Section.of(known.entity()).isSame(Section.of(draft.entity()));
        return near && ((entity && (cause || overlaps)) || (cause && sameSection));
    }

    /**
     * Known open incidents that nothing shows any more: either enough calls passed that could have, or all that spoke for
     * them is still weighed and now speaks for something else. Early in a fault a train may be blamed for what more calls
     * turn out to be the cell's.
     */
    List<Incident> ended(Collection<Incident> seen) {
        Set<String> alive = new HashSet<>();
        seen.forEach(i -> alive.add(i.incidentId()));
        List<Incident> ended = new ArrayList<>();
        for (Incident i : input.known()) {
            if (i.closedAtMs() == null && !alive.contains(i.incidentId())) {
                List<CallEvidence> passed = calls.stream()
                        .filter(c -> c.startMs() > i.lastSeenAtMs() && meets(c, i))
                        .toList();
                if (passed.size() >= SOUND_CALLS) {
                    ended.add(closed(i, passed.getFirst().startMs(), i.summary()));
                } else if (i.scope() != Scope.NETWORK
                        && !i.confirmedByOperator()
                        && !calls.isEmpty()
                        && i.openedAtMs() >= calls.getFirst().startMs()) {
                    ended.add(closed(i, i.lastSeenAtMs(), i.summary() + WITHDRAWN));
                }
            }
        }
        return ended;
    }

    private static Incident closed(Incident i, long at, String summary) {
        return new Incident(
                i.incidentId(),
                i.scope(),
                i.entity(),
                i.cause(),
                i.confidence(),
                i.severity(),
                i.openedAtMs(),
                i.lastSeenAtMs(),
                at,
                i.callsAffected(),
                i.callsObserved(),
                i.effect(),
                i.unit(),
                summary,
                i.evidence());
    }

    private static boolean meets(CallEvidence call, Incident i) {
        return switch (i.scope()) {
            case MOBILE -> call.mobileId().equals(i.entity());
            case TRAIN -> i.entity().equals(call.trainNumber()) || i.entity().equals(call.mobileId());
            case CELL ->
                call.atoms().stream().anyMatch(a -> a.cell().equals(i.entity()))
                        || call.presences().stream().anyMatch(p -> p.cell().equals(i.entity()) && p.heardPlaces() > 0);
            case SECTION -> Section.of(i.entity()).isMetBy(call);
            case CALL, NETWORK -> true;
        };
    }
}
