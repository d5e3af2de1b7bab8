package org.lineside.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.ClockStep;
import org.lineside.calls.RadioEvent;
import org.lineside.health.CallHealth.EdgeShare;

/**
 * The handovers of one call. That one succeeded shows in the measurements; that one failed, only in the events: its
 * failure was reported, or the connection was lost after the command and before the call was in the target cell.
 */
final class HandoverReader {
    /** As in the evidence of attribution: back within 10 s. */
    private static final double PING_PONG_SECONDS = 10;

    private final CallTrace trace;
    private final List<RadioEvent> events;
    private final boolean lost;
    private final boolean clockStepped;
    private final Map<Edge, Tally> tallies = new TreeMap<>();

    /** An ordered pair of cells. */
    record Edge(String from, String to) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            int byFrom = from.compareTo(other.from);
            return byFrom != 0 ? byFrom : to.compareTo(other.to);
        }
    }

    private static final class Tally {
        private int arrived;
        private int failed;
        private int pingPongs;
        private int late;
        private final List<Integer> breakMs = new ArrayList<>();
        private final List<Integer> gapMs = new ArrayList<>();
        private final Map<String, Integer> causes = new TreeMap<>();

        EdgeShare share(Edge edge) {
            return new EdgeShare(
                    edge.from,
                    edge.to,
                    arrived,
                    failed,
                    pingPongs,
                    late,
                    List.copyOf(breakMs),
                    List.copyOf(gapMs),
                    Map.copyOf(causes));
        }
    }

    /**
     * @param events what the events file says of the call, by time
     * @param lost whether the connection was lost
     * @param late pairs of cells between which it changed late
     */
    HandoverReader(CallTrace trace, List<RadioEvent> events, boolean lost, Set<Edge> late) {
        this.trace = trace;
        this.events = events;
        this.lost = lost;
        List<CellVisit> visits = CellVisit.of(trace);
        // A clock that was set back makes two cells alternate: no handovers.
        clockStepped = ClockStep.find(trace, visits) >= 0;
        if (!clockStepped) {
            arrivals(visits);
            commands(visits);
            late.forEach(edge -> tally(edge).late++);
        }
    }

    /** Whether events tell of its handovers. */
    boolean told() {
        return !clockStepped && events.stream().anyMatch(e -> e.event().startsWith("HO_"));
    }

    /** By pair of cells, sorted. */
    List<EdgeShare> edges() {
        List<EdgeShare> edges = new ArrayList<>();
        tallies.forEach((edge, tally) -> edges.add(tally.share(edge)));
        return List.copyOf(edges);
    }

    private Tally tally(Edge edge) {
        return tallies.computeIfAbsent(edge, e -> new Tally());
    }

    private String name(CellVisit visit) {
        return trace.cells().get(visit.cell());
    }

    private void arrivals(List<CellVisit> visits) {
        for (int v = 1; v < visits.size(); v++) {
            CellVisit before = visits.get(v - 1);
            CellVisit now = visits.get(v);
            Tally tally = tally(new Edge(name(before), name(now)));
            tally.arrived++;
            tally.gapMs.add(milliseconds(trace.endMs()[before.to() - 1], trace.startMs()[now.from()]));
            if (v > 1 && visits.get(v - 2).cell() == now.cell() && before.seconds(trace) < PING_PONG_SECONDS) {
                tally(new Edge(name(now), name(before))).pingPongs++;
            }
        }
    }

    /** A clock that was wrong may be years off. */
    private static int milliseconds(long from, long to) {
        return Math.clamp(to - from, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private void commands(List<CellVisit> visits) {
        RadioEvent open = null;
        for (RadioEvent event : events) {
            switch (event.event()) {
                case "HO_COMMAND" -> {
                    commanded(event);
                    open = event;
                }
                case "HO_COMPLETE" -> {
                    completed(open, event);
                    open = null;
                }
                case "HO_FAILURE" -> {
                    failed(edge(event) != null ? event : open);
                    open = null;
                }
                default -> {}
            }
        }
        if (open != null && lost && !reached(visits, open)) {
            failed(open);
        }
    }

    private void commanded(RadioEvent command) {
        Edge edge = edge(command);
        String cause = command.cause();
        if (edge != null && cause != null) {
            tally(edge).causes.merge(cause, 1, Integer::sum);
        }
    }

    private void completed(@Nullable RadioEvent command, RadioEvent completion) {
        Edge edge = command == null ? null : edge(command);
        if (command != null && edge != null) {
            tally(edge).breakMs.add(milliseconds(command.timeMs(), completion.timeMs()));
        }
    }

    private void failed(@Nullable RadioEvent event) {
        Edge edge = event == null ? null : edge(event);
        if (edge != null) {
            tally(edge).failed++;
        }
    }

    private static @Nullable Edge edge(RadioEvent event) {
        String from = event.cellId();
        String to = event.targetCell();
        return from == null || to == null ? null : new Edge(from, to);
    }

    private boolean reached(List<CellVisit> visits, RadioEvent command) {
        return visits.stream()
                .anyMatch(v -> name(v).equals(command.targetCell()) && trace.endMs()[v.to() - 1] > command.timeMs());
    }
}
