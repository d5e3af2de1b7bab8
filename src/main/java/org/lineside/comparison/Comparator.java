package org.lineside.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.numeric.Robust;
import org.lineside.numeric.Sequences;
import org.lineside.references.CellSequence;
import org.lineside.references.Localiser;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * Lays calls beside their references. A call may run over several routes one after the other (diversion, turnback): the
 * best one takes what it can explain, the rest is offered to the others.
 */
public final class Comparator {
    private static final Channel[] CHANNELS = Channel.values();
    private static final int MAX_CANDIDATES = 4;
    /** Routes that share so much less of a call's cells than the best one are still looked at. */
    private static final double NOISY_SHARE = 0.3;

    private static final int MAX_STRETCHES = 4;
    private static final int MIN_OFF_ROUTE_SAMPLES = 8;
    /** A cell that hardly ever serves there, so much stronger than it is heard there: the train is elsewhere. */
    private static final float TOO_STRONG_DB = 10;

    /** A cell that serves fewer of the passes that hear it does not usually serve there. */
    private static final double SERVING_SHARE = 0.05;

    private static final double GOOD_FIT = 3.5;
    private static final int ENTRY_REACH = 3;
    /** A new mobile is taken for sound when its offset lies within so many standard deviations of the fleet's. */
    private static final double SOUND_OFFSET_SIGMAS = 3;

    private static final double LEAST_FLEET_SPREAD_DB = 1;

    private final ReferenceModel model;
    private final int minCalls;
    private final Expectation expectation;
    private final List<Localiser> localisers;

    /**
     * @param model the references
     * @param minCalls passes below which a route is provisional
     */
    public Comparator(ReferenceModel model, int minCalls) {
        this.model = model;
        this.minCalls = minCalls;
        this.expectation = new Expectation(model);
        this.localisers = model.routes().stream().map(Localiser::new).toList();
    }

    /**
     * Compares a call.
     *
     * @param modelCell model index of each of the trace's cell names, from {@link ReferenceModel#indexOf}
     * @param events what the events file says of the call
     */
    public ComparedCall compare(CallTrace trace, int[] modelCell, List<RadioEvent> events) {
        return compare(trace, modelCell, place(trace, modelCell), events);
    }

    /**
     * Compares a call that is laid along its routes already.
     *
     * @param modelCell model index of each of the trace's cell names, from {@link ReferenceModel#indexOf}
     * @param placement where {@link #place} laid it
     * @param events what the events file says of the call
     */
    public ComparedCall compare(CallTrace trace, int[] modelCell, Placement placement, List<RadioEvent> events) {
        return compared(
                trace,
                modelCell,
                placement.route(),
                placement.position(),
                placement.offset(),
                placement.mobileKnown(),
                placement.cost(),
                events);
    }

    /**
     * Lays a call along its routes, which is most of what comparing costs.
     *
     * @param modelCell model index of each of the trace's cell names, from {@link ReferenceModel#indexOf}
     */
    public Placement place(CallTrace trace, int[] modelCell) {
        String mobile = trace.info().mobileId();
        boolean known = model.offsets().containsKey(mobile);
        MobileOffset offset = model.offset(mobile);
        int[] route = new int[trace.size()];
        int[] position = new int[trace.size()];
        Arrays.fill(route, -1);
        Arrays.fill(position, -1);
        double cost = lay(trace, modelCell, offset, route, position);
        return new Placement(
                route, position, known ? offset : soundOffset(trace, modelCell, route, position), known, cost);
    }

    /** Fills in where each sample lies; returns the mean cost of a sample. */
    private double lay(CallTrace trace, int[] modelCell, MobileOffset offset, int[] route, int[] position) {
        List<int[]> open = new ArrayList<>();
        if (trace.size() > 0) {
            open.add(new int[] {0, trace.size()});
        }
        double total = 0;
        for (int k = 0; k < MAX_STRETCHES && !open.isEmpty(); k++) {
            int[] stretch = open.removeFirst();
            Found best = best(trace, modelCell, stretch[0], stretch[1], offset);
            if (best == null || (k > 0 && best.fix.meanCost() > GOOD_FIT)) {
                continue;
            }
            int[] positions = best.fix.positions();
            for (int i = 0; i < positions.length; i++) {
                route[stretch[0] + i] = positions[i] < 0 ? -1 : best.route;
                position[stretch[0] + i] = positions[i];
            }
            total += best.fix.meanCost() * (stretch[1] - stretch[0]);
            open.addAll(rest(trace, modelCell, stretch[0], best, offset));
        }
        return total / Math.max(1, trace.size());
    }

    private record Found(int route, Localiser.Fix fix) {}

    private @org.jspecify.annotations.Nullable Found best(
            CallTrace trace, int[] modelCell, int from, int to, MobileOffset offset) {
        int[] cells = Arrays.stream(CellSequence.of(trace).cells())
                .map(c -> modelCell[c])
                .toArray();
        if (from > 0 || to < trace.size()) {
            cells = runs(trace, modelCell, from, to);
        }
        int[] common = new int[model.routes().size()];
        Integer[] order = new Integer[common.length];
        for (int r = 0; r < common.length; r++) {
            common[r] = Sequences.commonLength(cells, model.routes().get(r).cells());
            order[r] = r;
        }
        Arrays.sort(order, (a, b) -> common[a] != common[b] ? common[b] - common[a] : a - b);
        Found best = null;
        for (int k = 0; k < order.length && k < MAX_CANDIDATES; k++) {
            int r = order[k];
            if (common[r] == 0 || common[r] < common[order[0]] - Math.max(1, NOISY_SHARE * common[order[0]])) {
                break;
            }
            double toBeat = best == null ? Double.POSITIVE_INFINITY : best.fix.meanPathCost();
            Localiser.Fix fix = localisers.get(r).better(trace, modelCell, from, to, offset.downlinkDb(), toBeat);
            if (fix != null) {
                best = new Found(r, fix);
            }
        }
        return best == null
                ? null
                : new Found(
                        best.route,
                        localisers.get(best.route).improved(best.fix, trace, modelCell, from, to, offset.downlinkDb()));
    }

    private static int[] runs(CallTrace trace, int[] modelCell, int from, int to) {
        int[] cells = new int[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            int c = modelCell[trace.cell()[i]];
            if (n == 0 || cells[n - 1] != c) {
                cells[n++] = c;
            }
        }
        return Arrays.copyOf(cells, n);
    }

    /** The stretches whose serving cells the route does not know there. */
    private List<int[]> rest(CallTrace trace, int[] modelCell, int from, Found found, MobileOffset offset) {
        int[] positions = found.fix.positions();
        List<int[]> rest = new ArrayList<>();
        int n = positions.length;
        boolean[] on = on(model.routes().get(found.route), positions, trace, modelCell, from, offset);
        for (int i = 0; i < n; ) {
            int end = i + 1;
            while (end < n && on[end] == on[i]) {
                end++;
            }
            if (!on[i] && end - i >= MIN_OFF_ROUTE_SAMPLES && end - i < n) {
                rest.add(new int[] {from + i, from + end});
            }
            i = end;
        }
        return rest;
    }

    /** How a sample agrees with where the route would have it. */
    private enum Agreement {
        /** The cell serves there. */
        SERVES,
        /** The cell is heard there and hardly ever serves: after an outage, or on another route. */
        HEARD,
        /** The cell is not heard there, or never so strongly. */
        ELSEWHERE
    }

    /**
     * Which samples are where the route has them. A short return between two stretches elsewhere is chance; and what lies
     * between two of them without a cell that serves there is elsewhere as well.
     */
    private static boolean[] on(
            Route route, int[] positions, CallTrace trace, int[] modelCell, int from, MobileOffset offset) {
        boolean[] on = new boolean[positions.length];
        int lastElsewhere = -1;
        int lastServing = -1;
        for (int i = 0; i < on.length; i++) {
            Agreement agreement = agreement(route, positions[i], trace, modelCell, from + i, offset);
            on[i] = agreement != Agreement.ELSEWHERE;
            lastServing = agreement == Agreement.SERVES ? i : lastServing;
            if (!on[i]) {
                boolean near = i - lastElsewhere <= MIN_OFF_ROUTE_SAMPLES || lastServing < lastElsewhere;
                if (lastElsewhere >= 0 && near) {
                    Arrays.fill(on, lastElsewhere, i, false);
                }
                lastElsewhere = i;
            }
        }
        return on;
    }

    private static Agreement agreement(
            Route route, int position, CallTrace trace, int[] modelCell, int sample, MobileOffset offset) {
        int entry = position < 0 ? -1 : nearestEntry(route, position, route.local(modelCell[trace.cell()[sample]]));
        if (entry < 0) {
            return Agreement.ELSEWHERE;
        }
        if (route.kmKnown() || !trace.has(Channel.LEVEL_DL)) {
            return Agreement.SERVES;
        }
        if (route.served()[entry] > SERVING_SHARE * route.passes()[entry]) {
            return Agreement.SERVES;
        }
        float rise =
                trace.channel(Channel.LEVEL_DL)[sample] - offset.downlinkDb() - route.centre(Channel.LEVEL_DL, entry);
        return rise > TOO_STRONG_DB ? Agreement.ELSEWHERE : Agreement.HEARD;
    }

    /** The cell's entry at the position or, a little further, before or behind it. */
    private static int nearestEntry(Route route, int position, int local) {
        for (int d = 0; d <= ENTRY_REACH && local >= 0; d++) {
            int behind = position - d < 0 ? -1 : route.entry(position - d, local);
            int ahead = position + d >= route.positions() ? -1 : route.entry(position + d, local);
            if (behind >= 0 || ahead >= 0) {
                return Math.max(behind, ahead);
            }
        }
        return -1;
    }

    private MobileOffset soundOffset(CallTrace trace, int[] modelCell, int[] route, int[] position) {
        ComparedCall raw = compared(trace, modelCell, route, position, MobileOffset.NONE, false, 0, List.of());
        return new MobileOffset(
                sound(raw.residual(Channel.LEVEL_DL), model.offsetSpread().downlinkDb()),
                sound(raw.residual(Channel.LEVEL_UL), model.offsetSpread().uplinkDb()),
                0);
    }

    private static float sound(float[] residual, float fleetSpreadDb) {
        double shift = Robust.median(residual);
        double bound = SOUND_OFFSET_SIGMAS
                * (Float.isNaN(fleetSpreadDb) ? LEAST_FLEET_SPREAD_DB : Math.max(LEAST_FLEET_SPREAD_DB, fleetSpreadDb));
        return Double.isNaN(shift) || Math.abs(shift) > bound ? 0 : (float) shift;
    }

    private ComparedCall compared(
            CallTrace trace,
            int[] modelCell,
            int[] route,
            int[] position,
            MobileOffset offset,
            boolean mobileKnown,
            double cost,
            List<RadioEvent> events) {
        int n = trace.size();
        int[] entry = new int[n];
        double[] km = new double[n];
        float[][] expected = filled(n);
        float[][] spread = filled(n);
        float[][] residual = filled(n);
        float[] neighbourResidual = new float[trace.neighbourCell().length];
        Arrays.fill(neighbourResidual, Float.NaN);
        float[] neighbourSpread = neighbourResidual.clone();
        int covered = 0;
        int[] votes = new int[model.routes().size()];
        for (int i = 0; i < n; i++) {
            entry[i] = -1;
            km[i] = trace.trackKm()[i];
            if (route[i] < 0 || position[i] < 0) {
                continue;
            }
            covered++;
            votes[route[i]]++;
            Route r = model.routes().get(route[i]);
            if (Double.isNaN(km[i])) {
                km[i] = r.positionKm()[position[i]];
            }
            int cell = modelCell[trace.cell()[i]];
            boolean elsewhere = agreement(r, position[i], trace, modelCell, i, offset) == Agreement.ELSEWHERE;
            entry[i] = elsewhere ? -1 : nearestEntry(r, position[i], r.local(cell));
            if (entry[i] >= 0) {
                for (Channel channel : CHANNELS) {
                    if (trace.has(channel)) {
                        expect(channel, trace, i, r, entry[i], cell, offset, expected, spread, residual);
                    }
                }
            }
            for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
                int e = r.entry(position[i], r.local(modelCell[trace.neighbourCell()[k]]));
                if (e >= 0) {
                    neighbourResidual[k] =
                            trace.neighbourDbm()[k] - offset.downlinkDb() - r.centre(Channel.LEVEL_DL, e);
                    neighbourSpread[k] = expectation.spread(Channel.LEVEL_DL, r, e);
                }
            }
        }
        int main = -1;
        for (int r = 0; r < votes.length; r++) {
            main = votes[r] > 0 && (main < 0 || votes[r] > votes[main]) ? r : main;
        }
        boolean provisional = main >= 0 && model.routes().get(main).provisional(minCalls);
        return new ComparedCall(
                trace,
                modelCell,
                route,
                position,
                entry,
                km,
                expected,
                spread,
                residual,
                neighbourResidual,
                neighbourSpread,
                offset,
                mobileKnown,
                main,
                n == 0 ? 0 : (double) covered / n,
                provisional,
                cost,
                events);
    }

    private static float[][] filled(int n) {
        float[][] arrays = new float[CHANNELS.length][n];
        for (float[] a : arrays) {
            Arrays.fill(a, Float.NaN);
        }
        return arrays;
    }

    private void expect(
            Channel channel,
            CallTrace trace,
            int i,
            Route route,
            int entry,
            int cell,
            MobileOffset offset,
            float[][] expected,
            float[][] spread,
            float[][] residual) {
        float value = expectation.of(channel, trace, i, route, entry, cell, offset);
        int c = channel.ordinal();
        expected[c][i] = value;
        spread[c][i] = expectation.spread(channel, route, entry);
        if (Expectation.comparable(channel, trace, i, value)) {
            residual[c][i] = trace.channel(channel)[i] - value;
        }
    }
}
