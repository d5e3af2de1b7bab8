package org.lineside.detection.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.config.Settings;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Places;
import org.lineside.detection.Room;
import org.lineside.references.HandoverGraph;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * Judges the order of the cells: how surprising each handover is given the two cells before (second-order Markov chain),
 * how unusual the server is at the place, how short a stay, how often a call is thrown back and forth, how much stronger
 * a neighbour was than the server, and which handovers failed. A surprising handover that leads onto another track is
 * told as a change of route, not as a fault.
 */
public final class HandoverChain implements Detector {
    private static final int TRANSITION = 0;
    private static final int SERVER = 1;
    private static final int PING_PONG = 2;
    private static final int NEIGHBOUR = 3;
    private static final int DWELL = 4;
    private static final int FAILURE = 5;
    private static final int ABSENT = 6;
    private static final List<String> STATISTICS = List.of(
            "transition", "server", "ping-pong", "stronger neighbour", "dwell", "handover failure", "absent cell");

    /** Places in a row at which a cell must have been missed. */
    private static final int ABSENT_PLACES = 4;

    /** Departures after which an edge never seen is news. */
    private static final int KNOWN_DEPARTURES = 8;

    private static final int SERVER_WINDOW = 16;
    private static final double PING_PONG_SECONDS = 10;
    private static final double PING_PONG_WINDOW_MS = 120_000;
    private static final int MIN_PING_PONGS = 2;
    private static final int NEIGHBOUR_WINDOW = 3;
    /** A neighbour so much stronger than the server should have taken over: twice the usual hysteresis of 3 dB. */
    private static final double STRONGER_DB = 6;

    private static final double LEAST_LOG_SD = 0.15;
    private static final int MIN_DWELLS = 8;

    private final ReferenceModel model;
    private final HandoverGraph graph;
    private final Settings.Decision decision;

    private HandoverChain(Room.Context context) {
        this.model = context.model();
        this.graph = context.model().graph();
        this.decision = context.decision();
    }

    /** The room; the graph is part of the references. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Room.Context context, ComparedCalls heldOut) {
                return new HandoverChain(context);
            }

            @Override
            public Detector read(Room.Context context, DataInput in) {
                return new HandoverChain(context);
            }
        };
    }

    @Override
    public String method() {
        return "graph";
    }

    @Override
    public List<String> statistics() {
        return STATISTICS;
    }

    @Override
    public void write(DataOutput out) {
        // The graph is written with the references.
    }

    @Override
    public Outcome observe(ComparedCall call) {
        List<CellVisit> visits = CellVisit.of(call.trace());
        List<Observation> seen = new ArrayList<>();
        transitions(call, visits, seen);
        dwell(call, visits, seen);
        pingPong(call, visits, seen);
        Places places = Places.of(call);
        server(call, places, seen);
        neighbour(call, places, seen);
        failures(call, seen);
        absent(call, places, seen);
        return new Outcome.Observed(List.copyOf(seen));
    }

    private void transitions(ComparedCall call, List<CellVisit> visits, List<Observation> seen) {
        for (int v = 1; v < visits.size(); v++) {
            CellVisit from = visits.get(v - 1);
            CellVisit to = visits.get(v);
            int before = v > 1 ? call.modelCell()[visits.get(v - 2).cell()] : -1;
            int a = call.modelCell()[from.cell()];
            int b = call.modelCell()[to.cell()];
            double surprise = -Math.log10(graph.probability(before, a, b));
            boolean unseen = graph.count(a, b) == 0 && graph.departures(a) >= KNOWN_DEPARTURES;
            boolean harmful = harmful(call, to.from(), Math.min(to.to(), to.from() + SERVER_WINDOW));
            boolean leavesRoute = leavesRoute(call, from, to);
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("from", name(call, from));
            facts.put("to", name(call, to));
            facts.put("seen", graph.count(a, b));
            facts.put("of", graph.departures(a));
            facts.put("route_change", leavesRoute);
            int usual = graph.usualNext(before, a);
            if (usual >= 0 && usual != b) {
                facts.put("usual", model.cells().get(usual));
            }
            seen.add(new Observation(
                    TRANSITION,
                    surprise,
                    "handover",
                    Math.max(from.from(), from.to() - 2),
                    Math.min(to.to(), to.from() + 2),
                    surprise,
                    0,
                    "log10",
                    unseen && !leavesRoute && harmful,
                    facts));
        }
    }

    /**
     * Whether an unusual server costs the call something: its level lies below what the usual server gives at the place by
     * the smallest effect that counts, for long enough. References of few passes have not seen enough to tell.
     */
    private boolean harmful(ComparedCall call, int from, int to) {
        CallTrace trace = call.trace();
        if (call.provisional() || !trace.has(Channel.LEVEL_DL)) {
            return false;
        }
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            Route route = call.route()[i] < 0 ? null : model.routes().get(call.route()[i]);
            int usual = route == null || call.position()[i] < 0 ? -1 : route.usualServer(call.position()[i]);
            int entry = usual < 0 || route == null ? -1 : route.entry(call.position()[i], route.local(usual));
            if (entry >= 0 && route != null) {
                float deficit = route.centre(Channel.LEVEL_DL, entry)
                        + call.offset().downlinkDb()
                        - trace.channel(Channel.LEVEL_DL)[i];
                sum += Float.isNaN(deficit) ? 0 : deficit;
                n += Float.isNaN(deficit) ? 0 : 1;
            }
        }
        double seconds = (trace.endMs()[to - 1] - trace.startMs()[from]) / 1000.0;
        return n > 0 && sum / n >= decision.minEffect().levelDb() && seconds >= decision.minSeconds();
    }

    /** Whether the call goes on upon another route, or where none fits. */
    private static boolean leavesRoute(ComparedCall call, CellVisit from, CellVisit to) {
        int before = call.route()[from.to() - 1];
        int after = call.route()[to.from()];
        int off = 0;
        for (int i = to.from(); i < to.to(); i++) {
            off += call.entry()[i] < 0 ? 1 : 0;
        }
        return after < 0 || before != after || 2 * off > to.to() - to.from();
    }

    private static String name(ComparedCall call, CellVisit visit) {
        return call.trace().cells().get(visit.cell());
    }

    /** Short stays only: a train may be held anywhere for any time, but it cannot outrun its cell. */
    private void dwell(ComparedCall call, List<CellVisit> visits, List<Observation> seen) {
        for (int v = 1; v + 1 < visits.size(); v++) {
            CellVisit visit = visits.get(v);
            HandoverGraph.Dwell usual = graph.dwell(
                    call.modelCell()[visits.get(v - 1).cell()],
                    call.modelCell()[visit.cell()],
                    call.modelCell()[visits.get(v + 1).cell()]);
            if (usual == null || usual.count() < MIN_DWELLS) {
                continue;
            }
            double seconds = visit.seconds(call.trace());
            double expected = Math.exp(usual.meanLogSeconds());
            double z = (usual.meanLogSeconds() - Math.log(Math.max(0.5, seconds)))
                    / Math.max(LEAST_LOG_SD, usual.sdLogSeconds());
            seen.add(new Observation(
                    DWELL,
                    z,
                    "dwell",
                    visit.from(),
                    visit.to(),
                    seconds,
                    expected,
                    "s",
                    expected - seconds >= decision.minEffect().dwellSeconds(),
                    Map.of("cell", name(call, visit))));
        }
    }

    private void pingPong(ComparedCall call, List<CellVisit> visits, List<Observation> seen) {
        CallTrace trace = call.trace();
        List<CellVisit> returns = new ArrayList<>();
        for (int v = 1; v + 1 < visits.size(); v++) {
            boolean back = visits.get(v - 1).cell() == visits.get(v + 1).cell();
            if (back && visits.get(v).seconds(trace) < PING_PONG_SECONDS) {
                returns.add(visits.get(v));
            }
        }
        int first = 0;
        for (int k = 0; k < returns.size(); k++) {
            while (trace.startMs()[returns.get(k).from()]
                            - trace.startMs()[returns.get(first).from()]
                    > PING_PONG_WINDOW_MS) {
                first++;
            }
            int count = k - first + 1;
            CellVisit start = returns.get(first);
            CellVisit end = returns.get(k);
            seen.add(new Observation(
                    PING_PONG,
                    count,
                    "ping_pong",
                    Math.max(0, start.from() - 1),
                    Math.min(trace.size(), end.to() + 1),
                    count,
                    0,
                    "count",
                    count >= MIN_PING_PONGS,
                    Map.of(
                            "cell",
                            name(call, start),
                            "back_to",
                            trace.cells().get(trace.cell()[Math.max(0, start.from() - 1)]))));
        }
        if (returns.isEmpty() && trace.size() > 0) {
            seen.add(new Observation(PING_PONG, 0, "ping_pong", 0, trace.size(), 0, 0, "count", false, Map.of()));
        }
    }

    /** How unusual the serving cell is at each place: −log10 of its share of passes there. */
    private void server(ComparedCall call, Places places, List<Observation> seen) {
        float[] oddness = new float[places.size()];
        for (int k = 0; k < oddness.length; k++) {
            int i = places.from()[k];
            if (call.route()[i] < 0) {
                oddness[k] = Float.NaN;
                continue;
            }
            Route route = model.routes().get(call.route()[i]);
            int servedHere = call.entry()[i] < 0 ? 0 : route.served()[call.entry()[i]];
            oddness[k] = (float) -Math.log10((servedHere + 0.5) / (route.calls() + 1));
        }
        Best best = best(oddness, SERVER_WINDOW);
        if (best != null) {
            int from = places.from()[best.from];
            int to = places.to()[best.to - 1];
            seen.add(new Observation(
                    SERVER,
                    best.mean,
                    "server",
                    from,
                    to,
                    best.mean,
                    0,
                    "log10",
                    best.mean > 1 && harmful(call, from, to),
                    Map.of("cell", call.trace().cells().get(call.trace().cell()[(from + to) / 2]))));
        }
    }

    private void neighbour(ComparedCall call, Places places, List<Observation> seen) {
        CallTrace trace = call.trace();
        if (!trace.has(Channel.LEVEL_DL)) {
            return;
        }
        float[] margin = new float[trace.size()];
        for (int i = 0; i < margin.length; i++) {
            float strongest = Float.NaN;
            for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
                boolean stronger = Float.isNaN(strongest) || trace.neighbourDbm()[k] > strongest;
                strongest = stronger ? trace.neighbourDbm()[k] : strongest;
            }
            margin[i] = strongest - trace.channel(Channel.LEVEL_DL)[i];
        }
        Best best = best(places.mean(margin), NEIGHBOUR_WINDOW);
        if (best != null) {
            int from = places.from()[best.from];
            int to = places.to()[best.to - 1];
            seen.add(new Observation(
                    NEIGHBOUR,
                    best.mean,
                    "neighbours",
                    from,
                    to,
                    best.mean,
                    0,
                    "dB",
                    best.mean >= STRONGER_DB,
                    Map.of("cell", trace.cells().get(trace.cell()[from]))));
        }
    }

    private record Best(int from, int to, double mean) {}

    private static @org.jspecify.annotations.Nullable Best best(float[] values, int window) {
        double sum = 0;
        int n = 0;
        Best best = null;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                n++;
            }
            int gone = i - window;
            if (gone >= 0 && !Float.isNaN(values[gone])) {
                sum -= values[gone];
                n--;
            }
            if (i >= window - 1 && 2 * n > window && (best == null || sum / n > best.mean)) {
                best = new Best(i - window + 1, i + 1, sum / n);
            }
        }
        return best;
    }

    /** The longest run of places whose usual server neither serves nor is heard: a sleeping cell is seen by its absence. */
    private void absent(ComparedCall call, Places places, List<Observation> seen) {
        int from = 0;
        int to = 0;
        int missed = -1;
        int start = 0;
        int last = -1;
        for (int k = 0; k < places.size(); k++) {
            int i = places.from()[k];
            int usual = call.route()[i] < 0 || call.position()[i] < 0
                    ? -1
                    : model.routes().get(call.route()[i]).usualServer(call.position()[i]);
            boolean absent = usual >= 0 && call.servingCell(i) != usual && !call.hears(i, usual);
            start = absent && usual == last ? start : k;
            last = absent ? usual : -1;
            if (absent && k + 1 - start > to - from) {
                from = start;
                to = k + 1;
                missed = usual;
            }
        }
        if (call.trace().neighboursDelivered() && places.size() > 0) {
            int first = places.from()[from];
            int end = to == 0 ? first + 1 : places.to()[to - 1];
            seen.add(new Observation(
                    ABSENT,
                    to - from,
                    "server",
                    first,
                    end,
                    0,
                    to - from,
                    "places",
                    to - from >= ABSENT_PLACES,
                    missed < 0 ? Map.of() : Map.of("absent", model.cells().get(missed))));
        }
    }

    private static void failures(ComparedCall call, List<Observation> seen) {
        CallTrace trace = call.trace();
        int count = 0;
        int at = 0;
        String target = "";
        for (RadioEvent event : call.events()) {
            if (event.event().equals("HO_FAILURE") || event.event().equals("CONNECTION_FAILURE")) {
                count++;
                while (at + 1 < trace.size() && trace.endMs()[at] < event.timeMs()) {
                    at++;
                }
                target = event.targetCell() == null ? "" : event.targetCell();
            }
        }
        if (trace.size() > 0) {
            seen.add(new Observation(
                    FAILURE,
                    count,
                    "handover_failure",
                    Math.max(0, at - 1),
                    Math.min(trace.size(), at + 2),
                    count,
                    0,
                    "count",
                    count > 0,
                    target.isEmpty() ? Map.of() : Map.of("target", target)));
        }
    }
}
