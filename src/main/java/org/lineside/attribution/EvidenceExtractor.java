package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.CallInfo;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;
import org.lineside.calls.ClockStep;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.NetworkShift;
import org.lineside.config.Settings;
import org.lineside.detection.Places;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.HandoverGraph;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** Draws from a compared call what it says of cells, mobiles and places. */
public final class EvidenceExtractor {
    /** Length of a stretch; holes and interferers reach over 0.2 to 2 km. */
    public static final double ZONE_KM = 0.4;

    private static final int ZONE_POSITIONS = 5;
    /** Lines reach beyond their zero, and where kilometres are read off the masts a station before the first one lies there. */
    private static final int ZONE_OF_KM_0 = 100_000;

    private static final int CHANNELS = Channel.values().length;
    private static final int LATE_PLACES = 3;
    private static final double LATE_DEFICIT_DB = 6;
    private static final double PING_PONG_SECONDS = 10;
    private static final int MIN_RETURNS = 2;
    private static final double GAP_SECONDS = 8;
    private static final int MIN_NEIGHBOUR_REPORTS = 3;

    private final ReferenceModel model;
    private final Settings settings;
    private final WorksCalendar works;
    private final HandoverEvidence handovers;
    private final ExpectedNeighbours neighbours;

    /** An extractor for calls compared with this model; what planned works explain is left out. */
    public EvidenceExtractor(ReferenceModel model, Settings settings, WorksCalendar works) {
        this.model = model;
        this.settings = settings;
        this.works = works;
        this.handovers = new HandoverEvidence(model, works);
        this.neighbours = new ExpectedNeighbours(model);
    }

    /**
     * The evidence of one call.
     *
     * @param call the call, without the network's shift
     * @param mean its mean residuals before that was taken out
     * @param anomalous whether it was judged anomalous
     */
    public CallEvidence extract(ComparedCall call, NetworkShift.CallMean mean, boolean anomalous) {
        CallInfo info = call.trace().info();
        Places places = Places.of(call);
        List<CellVisit> visits = CellVisit.of(call.trace());
        boolean lost = settings.intake().isAbnormal(info.releaseCause());
        List<Atom> atoms = new ArrayList<>();
        zones(call, places, atoms);
        neighbours(call, atoms);
        List<Step> steps = new ArrayList<>();
        int step = ClockStep.find(call.trace(), visits);
        if (step >= 0) {
            clock(call, visits, step, steps);
        } else {
            late(call, visits, steps);
            pingPong(call, visits, steps);
        }
        failures(call, visits, steps);
        routeChanges(call, visits, steps);
        gaps(call, visits, steps);
        return new CallEvidence(
                info.callId(),
                info.mobileId(),
                info.mobileModel(),
                info.trainNumber(),
                info.startMs(),
                info.endMs(),
                anomalous,
                lost,
                mean,
                atoms,
                presences(call, places),
                steps,
                step >= 0 ? List.of() : handovers.of(call, visits));
    }

    /** The stretch a sample lies in, −1 for none. */
    private int zone(ComparedCall call, int sample) {
        if (call.route()[sample] < 0 || call.entry()[sample] < 0) {
            return -1;
        }
        double km = call.km()[sample];
        return Double.isNaN(km)
                ? call.position()[sample] / ZONE_POSITIONS
                : ZONE_OF_KM_0 + (int) Math.floor(km / ZONE_KM);
    }

    /** The ends of an axis take in all that lies beyond them: what is expected there of a place tells nothing. */
    private boolean atEnd(ComparedCall call, int sample) {
        Route route = model.routes().get(call.route()[sample]);
        int position = call.position()[sample];
        return !route.kmKnown() && (position == 0 || position == route.positions() - 1);
    }

    private String line(ComparedCall call, int sample) {
        Route route = model.routes().get(call.route()[sample]);
        int line = route.line()[call.position()[sample]];
        return line >= 0 && !Double.isNaN(call.km()[sample]) ? model.lines().get(line) : route.id();
    }

    private static int direction(Route route) {
        double first = Double.NaN;
        double last = Double.NaN;
        for (double km : route.positionKm()) {
            first = Double.isNaN(first) ? km : first;
            last = Double.isNaN(km) ? last : km;
        }
        return last < first ? -1 : 1;
    }

    private void zones(ComparedCall call, Places places, List<Atom> atoms) {
        int k = 0;
        while (k < places.size()) {
            int first = places.from()[k];
            int zone = zone(call, first);
            int end = k + 1;
            while (end < places.size()
                    && zone(call, places.from()[end]) == zone
                    && call.route()[places.from()[end]] == call.route()[first]
                    && call.trace().cell()[places.from()[end]] == call.trace().cell()[first]) {
                end++;
            }
            int to = places.to()[end - 1];
            if (zone >= 0 && works.explains(call, first, to) == null) {
                atoms.add(atom(call, places, k, end, zone));
            }
            k = end;
        }
    }

    private Atom atom(ComparedCall call, Places places, int from, int to, int zone) {
        float[] effect = new float[CHANNELS];
        for (Channel channel : Channel.values()) {
            double sum = 0;
            int n = 0;
            for (int k = from; k < to; k++) {
                double place = mean(call.residual(channel), places.from()[k], places.to()[k]);
                boolean placed = channel.isQuality() || !atEnd(call, places.from()[k]);
                if (placed && !Double.isNaN(place)) {
                    sum += place;
                    n++;
                }
            }
            effect[channel.ordinal()] = n == 0 ? Float.NaN : (float) (sum / n);
        }
        CallTrace trace = call.trace();
        int first = places.from()[from];
        int last = places.to()[to - 1] - 1;
        float[] level = trace.channel(Channel.LEVEL_DL);
        double received = 0;
        double bad = 0;
        int n = 0;
        for (int i = first; i <= last; i++) {
            float attenuation = Float.isNaN(trace.bsAttenuationDb()[i]) ? 0 : trace.bsAttenuationDb()[i];
            if (level.length > 0 && !Float.isNaN(level[i])) {
                received += level[i] - attenuation;
                bad += Float.isNaN(trace.badDownlink()[i]) ? 0 : trace.badDownlink()[i];
                n++;
            }
        }
        return new Atom(
                trace.cells().get(trace.cell()[first]),
                line(call, first),
                zone,
                direction(model.routes().get(call.route()[first])),
                trace.startMs()[first],
                trace.endMs()[last],
                call.km()[first],
                call.km()[last],
                to - from,
                effect,
                n == 0 ? Float.NaN : (float) (received / n),
                n == 0 ? 0 : (float) (bad / n));
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(values[i])) {
                sum += values[i];
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private void neighbours(ComparedCall call, List<Atom> atoms) {
        CallTrace trace = call.trace();
        Map<Integer, double[]> sums = new TreeMap<>();
        for (int k = 0; k < trace.neighbourCell().length; k++) {
            float residual = call.neighbourResidual()[k];
            if (!Float.isNaN(residual)) {
                double[] s = sums.computeIfAbsent(trace.neighbourCell()[k], c -> new double[2]);
                s[0] += residual;
                s[1]++;
            }
        }
        sums.forEach((cell, s) -> {
            if (s[1] >= MIN_NEIGHBOUR_REPORTS
                    && !works.coversCell(trace.cells().get(cell), trace.info().startMs())) {
                float[] effect = new float[CHANNELS];
                Arrays.fill(effect, Float.NaN);
                effect[Channel.LEVEL_DL.ordinal()] = (float) (s[0] / s[1]);
                atoms.add(new Atom(
                        trace.cells().get(cell),
                        "",
                        -1,
                        0,
                        trace.info().startMs(),
                        trace.info().endMs(),
                        Double.NaN,
                        Double.NaN,
                        (int) s[1],
                        effect,
                        Float.NaN,
                        0));
            }
        });
    }

    /** Cells that should have served, or been reported as neighbours, where the call went. */
    private List<Presence> presences(ComparedCall call, Places places) {
        Map<Integer, long[]> counts = new TreeMap<>();
        for (int k = 0; k < places.size(); k++) {
            int i = places.from()[k];
            int usual = usualServer(call, i);
            if (usual >= 0) {
                boolean serves = call.servingCell(i) == usual;
                note(counts, call, i, usual, serves, serves || call.hears(i, usual));
            }
            for (int cell : neighbours.expected(call, i)) {
                if (cell != usual) {
                    note(counts, call, i, cell, false, call.hears(i, cell));
                }
            }
        }
        List<Presence> presences = new ArrayList<>();
        counts.forEach((cell, c) ->
                presences.add(new Presence(model.cells().get(cell), c[3], (int) c[0], (int) c[1], (int) c[2])));
        return presences;
    }

    private static void note(
            Map<Integer, long[]> counts, ComparedCall call, int sample, int cell, boolean serves, boolean heard) {
        long[] c = counts.computeIfAbsent(
                cell, u -> new long[] {0, 0, 0, call.trace().startMs()[sample]});
        c[0]++;
        c[1] += serves ? 1 : 0;
        c[2] += heard ? 1 : 0;
    }

    private int usualServer(ComparedCall call, int i) {
        return call.route()[i] < 0 || call.position()[i] < 0
                ? -1
                : model.routes().get(call.route()[i]).usualServer(call.position()[i]);
    }

    /** At the end of each visit: for how many places the server lay far below what the usual server gives there. */
    private void late(ComparedCall call, List<CellVisit> visits, List<Step> steps) {
        CallTrace trace = call.trace();
        if (!trace.has(Channel.LEVEL_DL)) {
            return;
        }
        for (int v = 0; v + 1 < visits.size(); v++) {
            CellVisit visit = visits.get(v);
            CellVisit next = visits.get(v + 1);
            int usual = usualServer(call, visit.to() - 1);
            int late = 0;
            double worst = 0;
            for (int i = visit.to() - 1; i >= visit.from() && usual >= 0 && usual != call.servingCell(i); i--) {
                double deficit = deficit(call, i, usual);
                if (Double.isNaN(deficit) || deficit < LATE_DEFICIT_DB) {
                    break;
                }
                late++;
                worst = Math.max(worst, deficit);
            }
            boolean toUsual = call.servingCell(next.from()) == usual;
            double after = mean(call.residual(Channel.LEVEL_DL), next.from(), next.to());
            boolean targetIsWeak =
                    toUsual && after <= -settings.decision().minEffect().levelDb();
            boolean happened = late >= LATE_PLACES && !targetIsWeak;
            steps.add(new Step(
                    Kind.LATE,
                    trace.endMs()[visit.to() - 1],
                    trace.cells().get(visit.cell()),
                    happened ? model.cells().get(usual) : trace.cells().get(next.cell()),
                    worst,
                    happened));
        }
    }

    private double deficit(ComparedCall call, int i, int nextCell) {
        if (call.route()[i] < 0 || call.position()[i] < 0) {
            return Double.NaN;
        }
        Route route = model.routes().get(call.route()[i]);
        int e = route.entry(call.position()[i], route.local(nextCell));
        return e < 0
                ? Double.NaN
                : route.centre(Channel.LEVEL_DL, e)
                        + call.offset().downlinkDb()
                        - call.trace().channel(Channel.LEVEL_DL)[i];
    }

    /**
     * Thrown back once, a call may have met a gust of fading; twice is the margin's. A return for which bad quality is the
     * reason is no ping-pong: margins are as they were.
     */
    private void pingPong(ComparedCall call, List<CellVisit> visits, List<Step> steps) {
        CallTrace trace = call.trace();
        Map<String, Step> pairs = new TreeMap<>();
        for (int v = 1; v < visits.size(); v++) {
            CellVisit from = visits.get(v - 1);
            boolean back = v > 1
                    && visits.get(v - 2).cell() == visits.get(v).cell()
                    && from.seconds(trace) < PING_PONG_SECONDS
                    && !handovers.drivenByQuality(call, visits, v - 1)
                    && !handovers.drivenByQuality(call, visits, v);
            String a = trace.cells().get(from.cell());
            String b = trace.cells().get(visits.get(v).cell());
            boolean ordered = a.compareTo(b) < 0;
            Step step = new Step(
                    Kind.PING_PONG,
                    trace.startMs()[visits.get(v).from()],
                    ordered ? a : b,
                    ordered ? b : a,
                    back ? 1 : 0,
                    false);
            pairs.merge(step.pair(), step, EvidenceExtractor::thrownBack);
        }
        steps.addAll(pairs.values());
    }

    private static Step thrownBack(Step first, Step again) {
        double returns = first.size() + again.size();
        return new Step(
                first.kind(),
                first.size() > 0 ? first.timeMs() : again.timeMs(),
                first.from(),
                first.to(),
                returns,
                returns >= MIN_RETURNS);
    }

    private static void clock(ComparedCall call, List<CellVisit> visits, int at, List<Step> steps) {
        CallTrace trace = call.trace();
        String a = trace.cells().get(visits.get(at).cell());
        String b = trace.cells().get(visits.get(at + 1).cell());
        steps.add(new Step(Kind.CLOCK, trace.startMs()[visits.get(at).from()], a, b, 1, true));
    }

    /** Every handover that succeeded shows in the cells; those that failed only in the events. */
    private static void failures(ComparedCall call, List<CellVisit> visits, List<Step> steps) {
        CallTrace trace = call.trace();
        for (int v = 1; v < visits.size(); v++) {
            steps.add(new Step(
                    Kind.FAILURE,
                    trace.startMs()[visits.get(v).from()],
                    trace.cells().get(visits.get(v - 1).cell()),
                    trace.cells().get(visits.get(v).cell()),
                    1,
                    false));
        }
        for (RadioEvent event : call.events()) {
            String cell = event.cellId();
            String target = event.targetCell();
            if (cell != null && target != null && event.event().equals("HO_FAILURE")) {
                steps.add(new Step(Kind.FAILURE, event.timeMs(), cell, target, 1, true));
            }
        }
    }

    private void routeChanges(ComparedCall call, List<CellVisit> visits, List<Step> steps) {
        HandoverGraph graph = model.graph();
        CallTrace trace = call.trace();
        for (int v = 1; v < visits.size(); v++) {
            int a = call.modelCell()[visits.get(v - 1).cell()];
            int b = call.modelCell()[visits.get(v).cell()];
            int before = visits.get(v - 1).to() - 1;
            int after = visits.get(v).from();
            boolean other = call.route()[before] != call.route()[after] || call.entry()[after] < 0;
            if (graph.count(a, b) == 0 && other) {
                steps.add(new Step(
                        Kind.ROUTE_CHANGE,
                        trace.startMs()[after],
                        trace.cells().get(visits.get(v - 1).cell()),
                        trace.cells().get(visits.get(v).cell()),
                        1,
                        true));
            }
        }
    }

    private static void gaps(ComparedCall call, List<CellVisit> visits, List<Step> steps) {
        CallTrace trace = call.trace();
        for (CellVisit visit : visits) {
            String cell = trace.cells().get(visit.cell());
            double longest = 0;
            long at = trace.startMs()[visit.from()];
            for (int i = visit.from() + 1; i < visit.to(); i++) {
                double gap = (trace.startMs()[i] - trace.endMs()[i - 1]) / 1000.0;
                if (gap > longest) {
                    longest = gap;
                    at = trace.endMs()[i - 1];
                }
            }
            steps.add(new Step(Kind.GAP, at, cell, cell, longest, longest >= GAP_SECONDS));
        }
    }
}
