package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;
import org.lineside.calls.ClockStep;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.config.Settings;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.HandoverGraph;
import org.lineside.references.ReferenceModel;

/** What a call says of the edges between cells: handovers that came late, went back, failed or led elsewhere, and gaps. */
record StepEvidence(ReferenceModel model, Settings.Decision decision, WorksCalendar works, HandoverEvidence handovers) {
    private static final int LATE_SAMPLES = 3;
    /** A cell so much louder than the server should serve: beyond the margins of handovers, which are of 3 to 6 dB. */
    static final double LATE_DEFICIT_DB = 6;

    private static final double PING_PONG_SECONDS = 10;
    private static final int MIN_RETURNS = 2;
    private static final double GAP_SECONDS = 8;

    /** The steps of a call, tried and happened, those that planned works explain left out. */
    List<Step> of(ComparedCall call, List<CellVisit> visits) {
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
        steps.removeIf(s -> s.kind() != Kind.CLOCK && ofWorks(call, s));
        return steps;
    }

    /**
     * At the end of each visit: for how many samples the server lay far below what the usual server gives there. And within it:
     * a handover that comes so late that the call is through the next cell before it comes happens nowhere.
     */
    private void late(ComparedCall call, List<CellVisit> visits, List<Step> steps) {
        if (!call.trace().has(Channel.LEVEL_DL)) {
            return;
        }
        for (int v = 0; v < visits.size(); v++) {
            boolean last = v + 1 == visits.size();
            int end = last ? visits.get(v).to() : leaving(call, visits.get(v), visits.get(v + 1), steps);
            passedBy(call, visits.get(v), end, steps);
        }
    }

    /** How a visit ended; gives the first of the samples that were too many. */
    private int leaving(ComparedCall call, CellVisit visit, CellVisit next, List<Step> steps) {
        CallTrace trace = call.trace();
        int usual = call.usualServer(model, visit.to() - 1);
        int first = visit.to();
        double worst = 0;
        while (first > visit.from() && isLate(call, first - 1, usual)) {
            first--;
            worst = Math.max(worst, call.deficitDb(model, first, usual));
        }
        boolean toUsual = call.servingCell(next.from()) == usual;
        double after = EvidenceExtractor.mean(call.residual(Channel.LEVEL_DL), next.from(), next.to());
        boolean targetIsWeak = toUsual && after <= -decision.minEffect().levelDb();
        boolean happened = visit.to() - first >= LATE_SAMPLES && !targetIsWeak;
        steps.add(new Step(
                Kind.LATE,
                trace.endMs()[visit.to() - 1],
                trace.cells().get(visit.cell()),
                happened ? model.cells().get(usual) : trace.cells().get(next.cell()),
                worst,
                happened));
        return first;
    }

    /** Whether a call lies far below what another cell gives that usually serves there. */
    private boolean isLate(ComparedCall call, int sample, int usual) {
        return usual >= 0
                && usual != call.servingCell(sample)
                && call.deficitDb(model, sample, usual) >= LATE_DEFICIT_DB;
    }

    /**
     * Where a visit went on through the ground of a cell that was heard so much louder all the way: not because it was laid
     * wrongly, and not because that cell has grown weak.
     */
    private void passedBy(ComparedCall call, CellVisit visit, int end, List<Step> steps) {
        CallTrace trace = call.trace();
        int i = visit.from();
        while (i < end) {
            int usual = call.usualServer(model, i);
            int first = i;
            double worst = 0;
            double weaker = 0;
            while (i < end
                    && call.usualServer(model, i) == usual
                    && isLate(call, i, usual)
                    && louderDb(call, i, usual) >= LATE_DEFICIT_DB) {
                double deficit = call.deficitDb(model, i, usual);
                worst = Math.max(worst, deficit);
                weaker += deficit - louderDb(call, i, usual);
                i++;
            }
            int samples = i - first;
            if (samples >= LATE_SAMPLES && weaker < decision.minEffect().levelDb() * samples) {
                steps.add(new Step(
                        Kind.LATE,
                        trace.endMs()[i - 1],
                        trace.cells().get(visit.cell()),
                        model.cells().get(usual),
                        worst,
                        true));
            }
            i = Math.max(i, first + 1);
        }
    }

    /** By how much a cell is heard louder than the server, in dB; NaN where it is not heard. */
    private static double louderDb(ComparedCall call, int sample, int cell) {
        return call.heardDbm(sample, cell) - call.trace().channel(Channel.LEVEL_DL)[sample];
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
            pairs.merge(step.pair(), step, StepEvidence::thrownBack);
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

    /** Whether planned works are why a step came about: at one of its cells, at the cell that usually serves there, or there. */
    private boolean ofWorks(ComparedCall call, Step step) {
        if (works.works().isEmpty()) {
            return false;
        }
        int at = Arrays.binarySearch(call.trace().startMs(), step.timeMs());
        int sample = Math.max(0, at >= 0 ? at : -at - 2);
        int usual = call.usualServer(model, sample);
        return works.coversCell(step.from(), step.timeMs())
                || works.coversCell(step.to(), step.timeMs())
                || (usual >= 0 && works.coversCell(model.cells().get(usual), step.timeMs()))
                || works.explains(call, sample, sample + 1) != null;
    }
}
