package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Handover;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;
import org.lineside.calls.HandoverCause;
import org.lineside.calls.RadioEvent;
import org.lineside.comparison.ComparedCall;
import org.lineside.findings.WorksCalendar;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** Draws from a compared call where it was handed over to along its route, and why, as the events file says. */
final class HandoverEvidence {
    /** A command comes before the change of cell shows, by less than this; clocks of the two files may differ a little. */
    private static final long BEFORE_MS = 8_000;

    private static final long AFTER_MS = 3_000;
    /** Reports before a handover whose quality made it: three of four with RXQUAL ≥ 5 rescue a call. */
    private static final int QUALITY_SAMPLES = 2;

    /** Networks average what is heard of neighbours over some reports before they decide (Hreqave of 3GPP TS 45.008, annex A). */
    private static final long DECIDING_MS = 8_000;

    private static final double BAD_SHARE = 0.5;
    private static final double BAD_CLASS = 5;

    private final ReferenceModel model;
    private final WorksCalendar works;
    private final int[][] usual;

    HandoverEvidence(ReferenceModel model, WorksCalendar works) {
        this.model = model;
        this.works = works;
        this.usual = model.routes().stream().map(HandoverEvidence::servers).toArray(int[][]::new);
    }

    /** The cell that served most passes at each position, however few of all those are, as model index; −1 for none. */
    private static int[] servers(Route route) {
        int[] servers = new int[route.positions()];
        for (int p = 0; p < servers.length; p++) {
            servers[p] = -1;
            int most = 0;
            for (int c = 0; c < route.heard().length; c++) {
                int entry = route.entry(p, c);
                if (entry >= 0 && route.served()[entry] > most) {
                    most = route.served()[entry];
                    servers[p] = route.heard()[c];
                }
            }
        }
        return servers;
    }

    /** The handovers of a call, those that planned works touch and those onto another route left out. */
    List<Handover> of(ComparedCall call, List<CellVisit> visits) {
        CallTrace trace = call.trace();
        List<Handover> handovers = new ArrayList<>();
        for (int v = 1; v < visits.size(); v++) {
            int last = visits.get(v - 1).to() - 1;
            int first = visits.get(v).from();
            String towards = towards(call, last);
            if (towards != null && staysOnRoute(call, last, first)) {
                add(
                        handovers,
                        new Handover(
                                trace.startMs()[first],
                                trace.cells().get(trace.cell()[last]),
                                towards,
                                trace.cells().get(trace.cell()[first]),
                                cause(call, visits, v),
                                false,
                                passedOver(call, visits.get(v - 1), call.servingCell(first))));
            }
        }
        failed(call, handovers);
        return handovers;
    }

    private void add(List<Handover> handovers, Handover h) {
        boolean worked = works.coversCell(h.from(), h.timeMs())
                || works.coversCell(h.to(), h.timeMs())
                || works.coversCell(h.towards(), h.timeMs());
        if (!worked) {
            handovers.add(h);
        }
    }

    private boolean staysOnRoute(ComparedCall call, int last, int first) {
        int route = call.route()[last];
        return call.route()[first] == route && model.routes().get(route).local(call.servingCell(first)) >= 0;
    }

    /**
     * The cell that usually serves next after the one serving now, wherever within its zone or beyond it the call is: one
     * that stays too long still goes towards the same. Null where no route tells.
     */
    private @Nullable String towards(ComparedCall call, int sample) {
        if (call.route()[sample] < 0 || call.position()[sample] < 0) {
            return null;
        }
        int[] servers = usual[call.route()[sample]];
        int serving = call.servingCell(sample);
        int end = call.position()[sample];
        for (int p = end; p >= 0; p--) {
            if (servers[p] == serving) {
                end = p;
                break;
            }
        }
        for (int p = end; p < servers.length; p++) {
            if (servers[p] >= 0 && servers[p] != serving) {
                return model.cells().get(servers[p]);
            }
        }
        return null;
    }

    /** Why a call came into its visit {@code v}, null where no event says it. */
    @Nullable
    HandoverCause cause(ComparedCall call, List<CellVisit> visits, int v) {
        CallTrace trace = call.trace();
        int last = visits.get(v - 1).to() - 1;
        int first = visits.get(v).from();
        return command(
                call,
                trace.cells().get(trace.cell()[last]),
                trace.cells().get(trace.cell()[first]),
                trace.endMs()[last] - BEFORE_MS,
                trace.startMs()[first] + AFTER_MS);
    }

    private static @Nullable HandoverCause command(
            ComparedCall call, String from, String to, long earliestMs, long latestMs) {
        RadioEvent last = lastCommand(call, from, to, earliestMs, latestMs);
        return last == null ? null : HandoverCause.of(last.cause());
    }

    private static @Nullable RadioEvent lastCommand(
            ComparedCall call, String from, String to, long earliestMs, long latestMs) {
        RadioEvent last = null;
        for (RadioEvent e : call.events()) {
            if (e.timeMs() >= earliestMs && e.timeMs() <= latestMs && commands(e, from, to)) {
                last = e;
            }
        }
        return last;
    }

    private static boolean commands(RadioEvent e, String from, String to) {
        return e.event().equals("HO_COMMAND")
                && (e.cellId() == null || e.cellId().equals(from))
                && (e.targetCell() == null || e.targetCell().equals(to));
    }

    /**
     * Whether bad quality drove a call into its visit {@code v}: the command says so, or, where none is known, the reports
     * before it were bad.
     */
    boolean drivenByQuality(ComparedCall call, List<CellVisit> visits, int v) {
        HandoverCause cause = cause(call, visits, v);
        return cause == null ? badBefore(call, visits.get(v - 1)) : cause.isQuality();
    }

    private static boolean badBefore(ComparedCall call, CellVisit visit) {
        CallTrace trace = call.trace();
        double downlink = 0;
        double uplink = 0;
        int n = 0;
        for (int i = Math.max(visit.from(), visit.to() - QUALITY_SAMPLES); i < visit.to(); i++) {
            downlink += Float.isNaN(trace.badDownlink()[i]) ? 0 : trace.badDownlink()[i];
            uplink += trace.has(Channel.QUALITY_UL) && trace.channel(Channel.QUALITY_UL)[i] >= BAD_CLASS ? 1 : 0;
            n++;
        }
        return Math.max(downlink, uplink) >= BAD_SHARE * n;
    }

    /** The cells that a call reported louder than the one it was handed over to, in the mean of the last seconds before. */
    private static List<String> passedOver(ComparedCall call, CellVisit left, int entered) {
        CallTrace trace = call.trace();
        Map<String, double[]> louder = new TreeMap<>();
        int samples = 0;
        for (int i = left.to() - 1;
                i >= left.from() && trace.startMs()[i] >= trace.endMs()[left.to() - 1] - DECIDING_MS;
                i--) {
            samples++;
            float chosen = chosenDbm(call, i, entered);
            for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
                double[] sum =
                        louder.computeIfAbsent(trace.cells().get(trace.neighbourCell()[k]), cell -> new double[2]);
                sum[0] += trace.neighbourDbm()[k] - chosen;
                sum[1]++;
            }
        }
        int all = samples;
        return louder.entrySet().stream()
                .filter(e -> 2 * e.getValue()[1] > all)
                .filter(e -> e.getValue()[0] >= StepEvidence.LATE_DEFICIT_DB * e.getValue()[1])
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Level of the cell that a call went to: where it was not among the strongest, at most that of the weakest of those. */
    private static float chosenDbm(ComparedCall call, int sample, int entered) {
        float heard = call.heardDbm(sample, entered);
        float weakest = Float.POSITIVE_INFINITY;
        for (int k = call.trace().neighbourStart()[sample]; k < call.trace().neighbourStart()[sample + 1]; k++) {
            weakest = Math.min(weakest, call.trace().neighbourDbm()[k]);
        }
        return Float.isNaN(heard) ? weakest : heard;
    }

    private void failed(ComparedCall call, List<Handover> handovers) {
        CallTrace trace = call.trace();
        int at = 0;
        for (RadioEvent e : call.events()) {
            if (!e.event().equals("HO_FAILURE") || e.cellId() == null || e.targetCell() == null || trace.size() == 0) {
                continue;
            }
            while (at + 1 < trace.size() && trace.startMs()[at + 1] <= e.timeMs()) {
                at++;
            }
            String towards = towards(call, at);
            if (towards != null) {
                HandoverCause why = command(call, e.cellId(), e.targetCell(), e.timeMs() - BEFORE_MS, e.timeMs());
                add(handovers, new Handover(e.timeMs(), e.cellId(), towards, e.targetCell(), why, true, List.of()));
            }
        }
    }
}
