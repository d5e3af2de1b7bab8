package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.lineside.calls.CallSet;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * Learns references from the history: clusters the calls into routes, lays an axis through each, and folds the passes
 * into expectations, taking the mobiles' own offsets out in turn (levels and offsets need each other: two rounds
 * settle them).
 */
public final class ReferenceLearner {
    private static final int ROUNDS = 2;
    /** Passes of prior weight that pull an offset towards the fleet's mean, 0. */
    private static final double OFFSET_PRIOR_CALLS = 1;

    private static final int MIN_OFFSET_PLACES = 10;

    private final CallSet history;
    private final int provisionalCalls;
    private final int[] identity;

    private ReferenceLearner(CallSet history, int provisionalCalls) {
        this.history = history;
        this.provisionalCalls = provisionalCalls;
        this.identity = IntStream.range(0, history.cellNames().size()).toArray();
    }

    /**
     * Everything learned: the model, and where each call of the history ran, so that parts of the history can judge
     * each other without being aligned anew.
     *
     * @param model the references
     * @param passes the passes behind each route, in the model's order of routes
     */
    public record Learned(ReferenceModel model, List<List<Pass>> passes) {
        /**
         * The model with expectations and offsets of mobiles from some of the calls only; axes and graph stay.
         *
         * @param keep which calls to learn from
         */
        public ReferenceModel from(Predicate<CallTrace> keep) {
            List<List<Pass>> kept = kept(keep);
            List<Route> routes = new ArrayList<>();
            for (int r = 0; r < passes.size(); r++) {
                routes.add(ExpectationBuilder.build(
                        model.routes().get(r), kept.get(r), model.cells().size(), model.curves()));
            }
            return new ReferenceModel(
                    model.profile(),
                    model.cells(),
                    model.cellInfo(),
                    model.lines(),
                    routes,
                    offsets(model.routes(), kept, model.offsets()),
                    model.offsetSpread(),
                    model.balanceDb(),
                    model.curves(),
                    model.graph());
        }

        private List<List<Pass>> kept(Predicate<CallTrace> keep) {
            return passes.stream()
                    .map(ofRoute ->
                            ofRoute.stream().filter(p -> keep.test(p.trace())).toList())
                    .toList();
        }
    }

    /**
     * Learns from a history.
     *
     * @param provisionalCalls passes below which a group of calls makes no reference
     */
    public static Learned learn(CallSet history, int provisionalCalls) {
        return new ReferenceLearner(history, provisionalCalls).learn();
    }

    private Learned learn() {
        List<CallTrace> traces =
                history.traces().stream().filter(t -> t.size() > 0).toList();
        List<CellSequence> sequences = traces.stream().map(CellSequence::of).toList();
        QualityCurves curves = QualityCurves.learn(traces, history.profile());
        List<List<Integer>> clusters = clusters(
                TrackClustering.applies(traces)
                        ? TrackClustering.cluster(traces)
                        : RouteClustering.cluster(
                                traces.stream().map(CellStays::of).toList()));
        int cells = identity.length;
        List<Route> routes = new ArrayList<>();
        List<List<Pass>> passes = new ArrayList<>();
        for (List<Integer> members : clusters) {
            List<Pass> calls = members.stream()
                    .map(i -> new Pass(traces.get(i), identity, new int[0], MobileOffset.NONE))
                    .toList();
            List<CellSequence> own = members.stream().map(sequences::get).toList();
            routes.add(AxisBuilder.build("r" + (routes.size() + 1), calls, own, cells, curves));
            passes.add(calls);
        }
        Map<String, MobileOffset> offsets = Map.of();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, MobileOffset> known = offsets;
            for (int r = 0; r < routes.size(); r++) {
                Route axis = routes.get(r);
                Localiser localiser = new Localiser(axis);
                List<Pass> placed = passes.get(r).parallelStream()
                        .map(p -> p.with(known.getOrDefault(p.trace().info().mobileId(), MobileOffset.NONE)))
                        .map(p -> located(localiser, p))
                        .toList();
                passes.set(r, placed);
                routes.set(r, ExpectationBuilder.build(axis, placed, cells, curves));
            }
            offsets = offsets(routes, passes, offsets);
        }
        for (int r = 0; r < routes.size(); r++) {
            Map<String, MobileOffset> known = offsets;
            List<Pass> settled = passes.get(r).stream()
                    .map(p -> p.with(known.getOrDefault(p.trace().info().mobileId(), MobileOffset.NONE)))
                    .toList();
            passes.set(r, settled);
            routes.set(r, ExpectationBuilder.build(routes.get(r), settled, cells, curves));
        }
        return new Learned(model(traces, routes, offsets, curves), passes);
    }

    private List<List<Integer>> clusters(int[] clusterOf) {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        for (int i = 0; i < clusterOf.length; i++) {
            if (clusterOf[i] >= 0) {
                members.computeIfAbsent(clusterOf[i], k -> new ArrayList<>()).add(i);
            }
        }
        return members.values().stream()
                .filter(m -> m.size() >= provisionalCalls)
                .toList();
    }

    private static Pass located(Localiser localiser, Pass pass) {
        Localiser.Fix fix = localiser.locate(
                pass.trace(),
                pass.modelCell(),
                0,
                pass.trace().size(),
                pass.offset().downlinkDb());
        return pass.at(fix.positions());
    }

    private static Map<String, MobileOffset> offsets(
            List<Route> routes, List<List<Pass>> passes, Map<String, MobileOffset> before) {
        Map<String, List<float[]>> perCall = new TreeMap<>();
        for (int r = 0; r < routes.size(); r++) {
            for (Pass pass : passes.get(r)) {
                float[] shift = shift(routes.get(r), pass);
                perCall.computeIfAbsent(pass.trace().info().mobileId(), k -> new ArrayList<>())
                        .add(shift);
            }
        }
        Map<String, MobileOffset> offsets = new LinkedHashMap<>();
        perCall.forEach((mobile, shifts) -> {
            MobileOffset known = before.getOrDefault(mobile, MobileOffset.NONE);
            double weight = shifts.size() / (shifts.size() + OFFSET_PRIOR_CALLS);
            offsets.put(
                    mobile,
                    new MobileOffset(
                            settled(known.downlinkDb(), shifts, 0, weight),
                            settled(known.uplinkDb(), shifts, 1, weight),
                            shifts.size()));
        });
        return offsets;
    }

    private static float settled(float known, List<float[]> shifts, int link, double weight) {
        double median = Robust.weightedMedian(
                shifts.stream().mapToDouble(s -> s[link]).toArray(),
                shifts.stream().mapToDouble(s -> s[2]).toArray());
        return Double.isNaN(median) ? known : (float) (known + weight * median);
    }

    /** Median residual of a pass, downlink and uplink, after the offset known so far, and the places it rests on. */
    private static float[] shift(Route route, Pass pass) {
        CallTrace trace = pass.trace();
        float[] dl = new float[trace.size()];
        float[] ul = new float[trace.size()];
        Arrays.fill(dl, Float.NaN);
        Arrays.fill(ul, Float.NaN);
        int places = 0;
        int last = -1;
        for (int i = 0; i < trace.size(); i++) {
            int p = pass.positions()[i];
            if (p < 0 || p == last) {
                continue;
            }
            last = p;
            int entry = route.entry(p, route.local(pass.modelCell()[trace.cell()[i]]));
            if (entry >= 0) {
                places++;
                dl[i] = residual(
                        route, entry, trace, Channel.LEVEL_DL, i, pass.offset().downlinkDb());
                ul[i] = residual(
                        route, entry, trace, Channel.LEVEL_UL, i, pass.offset().uplinkDb());
            }
        }
        return places < MIN_OFFSET_PLACES
                ? new float[] {Float.NaN, Float.NaN, 0}
                : new float[] {(float) Robust.median(dl), (float) Robust.median(ul), places};
    }

    private static float residual(Route route, int entry, CallTrace trace, Channel channel, int i, float offset) {
        return trace.has(channel) ? trace.channel(channel)[i] - offset - route.centre(channel, entry) : Float.NaN;
    }

    private ReferenceModel model(
            List<CallTrace> traces, List<Route> routes, Map<String, MobileOffset> offsets, QualityCurves curves) {
        Map<String, CellInfo> info = new TreeMap<>();
        history.cells().forEach(c -> info.put(c.cellId(), c));
        List<String> lines = List.copyOf(new TreeSet<>(info.values().stream()
                .map(CellInfo::line)
                .filter(Objects::nonNull)
                .toList()));
        List<Route> placed = routes.stream()
                .map(r -> KilometreMap.apply(r, history.cellNames(), info, lines))
                .toList();
        return new ReferenceModel(
                history.profile().name(),
                history.cellNames(),
                info,
                lines,
                placed,
                offsets,
                spread(offsets),
                balance(placed),
                curves,
                HandoverGraph.learn(traces, identity, identity.length));
    }

    private static MobileOffset spread(Map<String, MobileOffset> offsets) {
        float[] dl = new float[offsets.size()];
        float[] ul = new float[offsets.size()];
        int i = 0;
        for (MobileOffset o : offsets.values()) {
            dl[i] = o.downlinkDb();
            ul[i++] = o.uplinkDb();
        }
        return new MobileOffset((float) Robust.winsorizedSd(dl, 3), (float) Robust.winsorizedSd(ul, 3), offsets.size());
    }

    private float[] balance(List<Route> routes) {
        List<List<Float>> differences = new ArrayList<>();
        for (int c = 0; c < identity.length; c++) {
            differences.add(new ArrayList<>());
        }
        for (Route route : routes) {
            for (int e = 0; e < route.entryCell().length; e++) {
                float d = route.centre(Channel.LEVEL_UL, e) - route.centre(Channel.LEVEL_DL, e);
                if (route.served()[e] > 0 && !Float.isNaN(d)) {
                    differences.get(route.heard()[route.entryCell()[e]]).add(d);
                }
            }
        }
        float[] balance = new float[identity.length];
        for (int c = 0; c < balance.length; c++) {
            float[] values = new float[differences.get(c).size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = differences.get(c).get(i);
            }
            balance[c] = (float) Robust.median(values);
        }
        return balance;
    }
}
