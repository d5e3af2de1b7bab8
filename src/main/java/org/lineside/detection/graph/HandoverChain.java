package org.lineside.detection.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lineside.calls.CallTrace;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Detector;
import org.lineside.detection.Observation;
import org.lineside.detection.Outcome;
import org.lineside.detection.Room;
import org.lineside.references.HandoverGraph;

/**
 * Judges the order of the cells. Several {@link Look}s each see one thing; those that would say the same of a call are one
 * statistic: the score of each is measured by what one usual call in a hundred reaches, and the highest counts. Every
 * statistic takes its part of the error rate from all others. Ranks would do the same, but what counts, as returns do, has
 * few ranks: ten returns would be hardly more than three.
 *
 * <p>The graph is the room's own, learned from the calls it is trained with: calls held out from it calibrate it.
 */
public final class HandoverChain implements Detector {
    /** A statistic and the looks it is made of. */
    private record Statistic(String name, List<String> looks) {}

    private static final List<Statistic> STATISTICS = List.of(
            new Statistic("order", List.of("transition", "server")),
            new Statistic("absence", List.of("absent cell")),
            new Statistic("return", List.of("ping-pong", "dwell")),
            new Statistic("trouble", List.of("stronger neighbour", "rescue", "handover failure")));

    private static final double HARMLESS_WEIGHT = 0.1;
    private static final double RARE_QUANTILE = 0.99;
    /** One of the look's own unit: a decibel, a return, a power of ten. What never happened must not measure anything. */
    private static final double LEAST_YARDSTICK = 1;

    private final HandoverGraph graph;
    private final CauseRates rates;
    private final List<Look> looks;
    private final double[] yardsticks;

    private HandoverChain(Room.Context context, HandoverGraph graph, CauseRates rates, double[] yardsticks) {
        this.graph = graph;
        this.rates = rates;
        this.looks = looks(context, graph, rates);
        this.yardsticks = yardsticks;
    }

    /** The looks, untrained but for graph and rates. */
    static List<Look> looks(Room.Context context, HandoverGraph graph, CauseRates rates) {
        Harm harm = new Harm(context.model(), context.decision());
        return List.of(
                new Transitions(context.model(), graph, harm),
                new Servers(context.model(), harm),
                new AbsentCells(context.model(), harm),
                new Returns(),
                new Stays(graph, context.decision()),
                new StrongerNeighbours(),
                new Rescues(rates),
                new Failures());
    }

    /** The room. */
    public static Room room() {
        return new Room() {
            @Override
            public Detector train(Room.Context context, ComparedCalls heldOut) {
                return HandoverChain.train(context, heldOut);
            }

            @Override
            public Detector read(Room.Context context, DataInput in) throws IOException {
                HandoverGraph graph = HandoverGraph.read(in);
                CauseRates rates = CauseRates.read(in);
                double[] yardsticks = new double[in.readInt()];
                for (int l = 0; l < yardsticks.length; l++) {
                    yardsticks[l] = in.readDouble();
                }
                return new HandoverChain(context, graph, rates, yardsticks);
            }
        };
    }

    private static HandoverChain train(Room.Context context, ComparedCalls calls) {
        List<CallTrace> traces =
                IntStream.range(0, calls.size()).mapToObj(calls::trace).toList();
        int cells = context.model().cells().size();
        int[] modelCell = traces.isEmpty()
                ? new int[0]
                : context.model().indexOf(traces.getFirst().cells(), List.of());
        HandoverGraph graph = HandoverGraph.learn(traces, modelCell, cells);
        CauseRates rates = CauseRates.learn(calls);
        return new HandoverChain(context, graph, rates, yardsticks(looks(context, graph, rates), calls));
    }

    /** For each look the highest score of a call that one usual call in a hundred reaches. */
    private static double[] yardsticks(List<Look> looks, ComparedCalls calls) {
        List<double[]> highest = calls.map(call -> {
            Scene scene = Scene.of(call, true);
            return looks.stream()
                    .mapToDouble(look -> look.at(scene).stream()
                            .mapToDouble(HandoverChain::weight)
                            .max()
                            .orElse(Double.NaN))
                    .toArray();
        });
        double[] yardsticks = new double[looks.size()];
        for (int l = 0; l < yardsticks.length; l++) {
            int look = l;
            double[] sorted = highest.stream()
                    .mapToDouble(s -> s[look])
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            int at = (int) Math.ceil(RARE_QUANTILE * sorted.length) - 1;
            yardsticks[l] = Math.max(LEAST_YARDSTICK, sorted.length == 0 ? 0 : sorted[at]);
        }
        return yardsticks;
    }

    /**
     * The score by which an observation counts: what harms nothing counts little. Sound calls go unusual ways often and
     * harmful ones seldom, and a harmful one must not be taken for one of the many.
     */
    private static double weight(Observation o) {
        return o.relevant() || o.score() < 0 ? o.score() : HARMLESS_WEIGHT * o.score();
    }

    @Override
    public String method() {
        return "graph";
    }

    @Override
    public List<String> statistics() {
        return STATISTICS.stream().map(Statistic::name).toList();
    }

    @Override
    public void write(DataOutput out) throws IOException {
        graph.write(out);
        rates.write(out);
        out.writeInt(yardsticks.length);
        for (double yardstick : yardsticks) {
            out.writeDouble(yardstick);
        }
    }

    @Override
    public Outcome observe(ComparedCall call) {
        Scene scene = Scene.of(call, false);
        List<Observation> seen = new ArrayList<>();
        for (int l = 0; l < looks.size(); l++) {
            for (Observation o : looks.get(l).at(scene)) {
                seen.add(measured(l, o));
            }
        }
        return new Outcome.Observed(List.copyOf(seen));
    }

    private Observation measured(int look, Observation o) {
        String name = looks.get(look).name();
        Map<String, Object> facts = new LinkedHashMap<>(o.facts());
        facts.put("look", name);
        facts.put("look_score", Math.round(o.score() * 100) / 100.0);
        return new Observation(
                statistic(name),
                weight(o) / yardsticks[look],
                o.indicator(),
                o.from(),
                o.to(),
                o.observed(),
                o.expected(),
                o.unit(),
                o.relevant(),
                facts);
    }

    private static int statistic(String look) {
        return IntStream.range(0, STATISTICS.size())
                .filter(s -> STATISTICS.get(s).looks().contains(look))
                .findFirst()
                .orElseThrow();
    }
}
