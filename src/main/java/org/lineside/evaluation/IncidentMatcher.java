package org.lineside.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Scope;

/**
 * Which fault an incident speaks of.
 *
 * <ol>
 *   <li>By time: only faults whose time, widened by {@link #EARLY_MS} before and {@link #LATE_MS} after, overlaps the
 *       incident's.
 *   <li>By entity: the fault whose entity the incident names ({@link #entityRight}); of several, one whose cause it names
 *       too, then the one whose felt stretches its findings overlap longest.
 *   <li>Else by evidence: the fault whose felt stretches cover the most of the incident's findings, if at least
 *       {@link #LEAST_COVER} of their seconds; a labelled fault goes before a hard negative.
 *   <li>Else nothing: the incident is false.
 * </ol>
 *
 * <p>An entity is right when scope and entity agree: the same cell, mobile, ordered pair of cells (either order for
 * ping-pong); a section on the same line that overlaps the true one after widening it by {@link #SECTION_KM} at both
 * ends; for a place named only by cells {@code A>B}, that one of them serves it; for a train, its number or one of its
 * mobiles, whether the scope says train or mobile; for the network, the scope alone.
 */
final class IncidentMatcher {
    static final long EARLY_MS = 15 * 60_000L;
    static final long LATE_MS = 2 * 3_600_000L;
    static final double SECTION_KM = 1.0;
    static final double LEAST_COVER = 0.3;

    private final Truth truth;
    private final Map<String, List<Results.Finding>> findings = new HashMap<>();
    private final Map<String, List<Truth.Segment>> segments = new HashMap<>();

    IncidentMatcher(Truth truth, Results results) {
        this.truth = truth;
        for (Results.Finding finding : results.findings()) {
            if (finding.incidentId() != null) {
                findings.computeIfAbsent(finding.incidentId(), id -> new ArrayList<>())
                        .add(finding);
            }
        }
        for (Truth.Segment segment : truth.segments()) {
            segments.computeIfAbsent(segment.callId(), id -> new ArrayList<>()).add(segment);
        }
    }

    /** The fault that an incident speaks of, if any. */
    Optional<Truth.Fault> fault(Results.Incident incident) {
        Truth.Fault best = null;
        double bestRank = 0;
        Map<String, Double> overlap = overlapMs(incident);
        double total = Math.max(1, totalMs(incident));
        for (Truth.Fault fault : truth.faults()) {
            if (incident.lastSeenAtMs() < fault.startMs() - EARLY_MS
                    || incident.openedAtMs() > fault.endMs() + LATE_MS) {
                continue;
            }
            double cover = overlap.getOrDefault(fault.id(), 0.0) / total;
            double rank = rank(incident, fault, cover);
            if (rank > bestRank) {
                bestRank = rank;
                best = fault;
            }
        }
        return Optional.ofNullable(best);
    }

    private static double rank(Results.Incident incident, Truth.Fault fault, double cover) {
        boolean named = entityRight(incident, fault) && fault.scope() != Scope.NETWORK;
        boolean cause = incident.cause() == fault.cause() && fault.cause() != Cause.UNKNOWN;
        if (named) {
            return 4 + (cause ? 2 : 0) + cover;
        }
        if (cause && entityRight(incident, fault)) {
            return 4 + cover;
        }
        return cover < LEAST_COVER ? 0 : cover + (fault.hardNegative() ? 0 : 2);
    }

    private double totalMs(Results.Incident incident) {
        double sum = 0;
        for (Results.Finding finding : findings.getOrDefault(incident.id(), List.of())) {
            sum += finding.endMs() - finding.startMs();
        }
        return sum;
    }

    private Map<String, Double> overlapMs(Results.Incident incident) {
        Map<String, Double> overlap = new HashMap<>();
        for (Results.Finding finding : findings.getOrDefault(incident.id(), List.of())) {
            for (Truth.Segment segment : segments.getOrDefault(finding.callId(), List.of())) {
                long common =
                        Math.min(finding.endMs(), segment.endMs()) - Math.max(finding.startMs(), segment.startMs());
                if (common > 0) {
                    overlap.merge(segment.faultId(), (double) common, Double::sum);
                }
            }
        }
        return overlap;
    }

    /** Whether an incident names the entity at fault. */
    static boolean entityRight(Results.Incident incident, Truth.Fault fault) {
        return switch (fault.scope()) {
            case CELL, MOBILE, CALL ->
                incident.scope() == fault.scope() && incident.entity().equals(fault.entity());
            case TRAIN ->
                (incident.scope() == Scope.TRAIN || incident.scope() == Scope.MOBILE)
                        && (incident.entity().equals(fault.entity())
                                || fault.mobiles().contains(incident.entity()));
            case SECTION -> incident.scope() == Scope.SECTION && section(incident.entity(), fault);
            case NETWORK -> incident.scope() == Scope.NETWORK;
        };
    }

    private static boolean section(String entity, Truth.Fault fault) {
        if (entity.equals(fault.entity())) {
            return true;
        }
        int pair = entity.indexOf('>');
        if (pair > 0) {
            String from = entity.substring(0, pair);
            String to = entity.substring(pair + 1);
            return fault.line().isEmpty()
                    ? fault.cause() == Cause.PING_PONG && fault.entity().equals(to + ">" + from)
                    : fault.cells().contains(from) || fault.cells().contains(to);
        }
        return kilometres(entity, fault);
    }

    private static boolean kilometres(String entity, Truth.Fault fault) {
        int colon = entity.lastIndexOf(':');
        int dash = entity.indexOf('-', colon + 2);
        if (colon < 1 || dash < 0 || !entity.substring(0, colon).equals(fault.line())) {
            return false;
        }
        try {
            double from = Double.parseDouble(entity.substring(colon + 1, dash));
            double to = Double.parseDouble(entity.substring(dash + 1));
            return Math.min(from, to) <= fault.kmTo() + SECTION_KM && Math.max(from, to) >= fault.kmFrom() - SECTION_KM;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "incident entity %s is neither line:km-km nor cellA>cellB", entity), e);
        }
    }
}
