package org.lineside.attribution;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.EffectScales.Share;

/** How often things happen to sound calls: what repeated steps and absent cells are weighed against. */
final class SoundRates {
    /** Nothing is taken for rarer. */
    static final double LEAST_RATE = 0.002;

    /** Weight, in calls, of the rate over all pairs against a pair's own. */
    private static final double PAIR_PRIOR_CALLS = 5;

    private SoundRates() {}

    /** How often each kind of step happens to a call that could show it, 0..1. */
    static Map<Kind, Double> steps(List<Share> history) {
        Map<Kind, Double> rates = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            int happened = 0;
            int all = 0;
            for (Share call : history) {
                for (Step s : call.trials()) {
                    if (s.kind() == kind) {
                        happened += s.happened() ? 1 : 0;
                        all++;
                    }
                }
            }
            rates.put(kind, Math.max(LEAST_RATE, (happened + 0.5) / (all + 1.0)));
        }
        return rates;
    }

    /**
     * The same for each pair of cells by {@link Step#pair}, and for the absence of each cell by {@link #absence}.
     *
     * @param rates what {@link #steps} tells
     * @param absence what {@link #absences} tells
     */
    static Map<String, Double> pairs(List<Share> history, Map<Kind, Double> rates, double absence) {
        Map<String, double[]> counts = new TreeMap<>();
        for (Share call : history) {
            for (Step s : call.trials()) {
                double[] c =
                        counts.computeIfAbsent(s.pair(), k -> new double[] {0, 0, rates.getOrDefault(s.kind(), 0.0)});
                c[0] += s.happened() ? 1 : 0;
                c[1]++;
            }
            call.expected().forEach((cell, absent) -> {
                double[] c = counts.computeIfAbsent(absence(cell), k -> new double[] {0, 0, absence});
                c[0] += absent ? 1 : 0;
                c[1]++;
            });
        }
        Map<String, Double> perPair = new TreeMap<>();
        counts.forEach((k, c) ->
                perPair.put(k, Math.max(LEAST_RATE, (c[0] + PAIR_PRIOR_CALLS * c[2]) / (c[1] + PAIR_PRIOR_CALLS))));
        return perPair;
    }

    /** The key of a cell's absence among the pairs. */
    static String absence(String cell) {
        return "ABSENCE\t" + cell;
    }

    /** How often a cell that should have served did not, and was not heard either, 0..1. */
    static double absences(List<Share> history) {
        long absent = history.stream()
                .flatMap(s -> s.expected().values().stream())
                .filter(a -> a)
                .count();
        long all = history.stream().mapToLong(s -> s.expected().size()).sum();
        return Math.max(LEAST_RATE, (absent + 0.5) / (all + 1.0));
    }
}
