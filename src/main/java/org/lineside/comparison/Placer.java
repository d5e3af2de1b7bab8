package org.lineside.comparison;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;
import org.lineside.numeric.Sequences;
import org.lineside.references.CellSequence;
import org.lineside.references.Localiser;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * Lays calls along the routes of a model. A call may run over several routes one after the other (diversion, turnback): the
 * best one takes what it can explain, the rest is offered to the others. Holds tables as large as the model itself.
 */
public final class Placer {
    private static final int MAX_CANDIDATES = 4;
    /** Routes that share so much less of a call's cells than the best one are still looked at. */
    private static final double NOISY_SHARE = 0.3;

    private static final int MAX_STRETCHES = 4;
    private static final int MIN_OFF_ROUTE_SAMPLES = 8;
    private static final double GOOD_FIT = 3.5;
    /** A new mobile is taken for sound when its offset lies within so many standard deviations of the fleet's. */
    private static final double SOUND_OFFSET_SIGMAS = 3;

    private static final double LEAST_FLEET_SPREAD_DB = 1;

    private final ReferenceModel model;
    private final Residuals residuals;
    private final List<Localiser> localisers;

    /** A placer for a model; immutable, safe to use from several threads. */
    public Placer(ReferenceModel model) {
        this.model = model;
        this.residuals = new Residuals(model, 0);
        this.localisers = model.routes().stream().map(Localiser::new).toList();
    }

    /**
     * Lays a call.
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
        Placement placement = new Placement(route, position, known ? offset : MobileOffset.NONE, known, cost);
        return known ? placement : withSoundOffset(trace, modelCell, placement);
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
            Agreement agreement = Agreement.of(route, positions[i], trace, modelCell, from + i, offset);
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

    private Placement withSoundOffset(CallTrace trace, int[] modelCell, Placement raw) {
        ComparedCall compared = residuals.of(trace, modelCell, raw, List.of());
        MobileOffset offset = new MobileOffset(
                sound(compared.residual(Channel.LEVEL_DL), model.offsetSpread().downlinkDb()),
                sound(compared.residual(Channel.LEVEL_UL), model.offsetSpread().uplinkDb()),
                0);
        return new Placement(raw.route(), raw.position(), offset, false, raw.cost());
    }

    private static float sound(float[] residual, float fleetSpreadDb) {
        double shift = Robust.median(residual);
        double bound = SOUND_OFFSET_SIGMAS
                * (Float.isNaN(fleetSpreadDb) ? LEAST_FLEET_SPREAD_DB : Math.max(LEAST_FLEET_SPREAD_DB, fleetSpreadDb));
        return Double.isNaN(shift) || Math.abs(shift) > bound ? 0 : (float) shift;
    }
}
