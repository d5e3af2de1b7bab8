package org.lineside.baselines;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;

/**
 * Plain two-sample Kolmogorov-Smirnov test of a call's downlink levels against the history's in the same cells. Scored by
 * {@code D·√(nm/(n+m))}, which falls with the asymptotic p-value but never reaches its end. Flagged where p < 0.01, as if
 * samples were independent, which they are not: that is what makes the plain test cry wolf.
 */
public final class KolmogorovSmirnov implements Baseline {
    /** √(−ln(0.01/2)/2): the first term of Kolmogorov's limit distribution at p = 0.01 (Smirnov 1948). */
    private static final double ONE_IN_A_HUNDRED = Math.sqrt(-Math.log(0.01 / 2) / 2);

    /** Of each cell so many of the history's levels are enough: the call's own number limits the test. */
    private static final int KEPT = 400;

    @Override
    public String name() {
        return "KS per call";
    }

    @Override
    public Learned learn(List<CallTrace> history) {
        Map<String, DoubleStream.Builder> byCell = new HashMap<>();
        for (CallTrace call : history) {
            for (CellVisit visit : CellVisit.of(call)) {
                DoubleStream.Builder levels =
                        byCell.computeIfAbsent(call.cells().get(visit.cell()), c -> DoubleStream.builder());
                for (double level : levels(call, visit)) {
                    levels.add(level);
                }
            }
        }
        Map<String, double[]> kept = new HashMap<>();
        byCell.forEach((cell, levels) -> kept.put(cell, thinned(levels.build().toArray())));
        return new Learned(call -> score(call, kept), OptionalDouble.of(ONE_IN_A_HUNDRED));
    }

    private static double score(CallTrace call, Map<String, double[]> history) {
        List<CellVisit> known = CellVisit.of(call).stream()
                .filter(v -> history.containsKey(call.cells().get(v.cell())))
                .toList();
        double[] here = known.stream()
                .flatMapToDouble(v -> Arrays.stream(levels(call, v)))
                .toArray();
        double[] usual = known.stream()
                .map(v -> call.cells().get(v.cell()))
                .distinct()
                .flatMapToDouble(cell -> Arrays.stream(history.getOrDefault(cell, new double[0])))
                .toArray();
        if (here.length < 2 || usual.length < 2) {
            return 0;
        }
        double distance = KolmogorovSmirnovTest.withDefaults().statistic(here, usual);
        return distance * Math.sqrt((double) here.length * usual.length / (here.length + usual.length));
    }

    private static double[] levels(CallTrace call, CellVisit visit) {
        return Samples.present(call.channel(Channel.LEVEL_DL), visit.from(), visit.to());
    }

    /** Evenly spaced quantiles: the distribution stays. */
    private static double[] thinned(double[] levels) {
        if (levels.length <= KEPT) {
            return levels;
        }
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double[] kept = new double[KEPT];
        for (int i = 0; i < KEPT; i++) {
            kept[i] = sorted[(int) ((i + 0.5) * sorted.length / KEPT)];
        }
        return kept;
    }
}
