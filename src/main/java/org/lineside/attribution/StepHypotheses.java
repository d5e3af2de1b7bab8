package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;

/**
 * Weighs what happens or does not: cells that serve no more, handovers that come late, fail or go back and forth, gaps.
 * Each pass is a Bernoulli trial; the log-likelihood ratio of "most of the time" against the rate of sound days is
 * summed, and its maximum-sum segment says when.
 */
final class StepHypotheses {
    /** As {@link Hypotheses#THRESHOLD}, for some 500 pairs of cells. */
    private static final double THRESHOLD = 14;

    private static final double FAULTY_RATE = 0.7;
    private static final int MIN_HAPPENED = 3;

    private StepHypotheses() {}

    /**
     * A pair of cells, or a cell, where something happens too often.
     *
     * @param kind null when a cell is absent
     * @param from the cell, or the first of the pair
     * @param to the second of the pair; the cell itself for absences and gaps
     * @param size mean size of what happened
     * @param likelihood log-likelihood ratio
     * @param affected indices of the calls where it happened
     * @param observed indices of the calls where it could have
     * @param after indices of the later calls that passed
     * @param startMs when it happened first
     * @param endMs when it happened last
     */
    record Repeated(
            @org.jspecify.annotations.Nullable Kind kind,
            String from,
            String to,
            double size,
            double likelihood,
            List<Integer> affected,
            List<Integer> observed,
            List<Integer> after,
            long startMs,
            long endMs) {}

    private record Trial(int call, long timeMs, double size, boolean happened) {}

    /** All that hold, in a fixed order. */
    static List<Repeated> settle(List<CallEvidence> calls, EffectScales scales) {
        Map<String, List<Trial>> absences = new TreeMap<>();
        Map<String, List<Trial>> steps = new TreeMap<>();
        Map<String, Step> example = new TreeMap<>();
        for (int c = 0; c < calls.size(); c++) {
            for (Presence p : calls.get(c).presences()) {
                if (p.expectedPlaces() >= Hypotheses.MIN_EXPECTED_PLACES) {
                    absences.computeIfAbsent(p.cell(), k -> new ArrayList<>())
                            .add(new Trial(c, p.timeMs(), p.expectedPlaces(), p.heardPlaces() == 0));
                }
            }
            for (Step s : calls.get(c).trials().values()) {
                example.putIfAbsent(s.pair(), s);
                steps.computeIfAbsent(s.pair(), k -> new ArrayList<>())
                        .add(new Trial(c, s.timeMs(), s.size(), s.happened()));
            }
        }
        List<Repeated> found = new ArrayList<>();
        absences.forEach((cell, trials) -> scan(null, cell, cell, trials, scales.absenceRate(cell), found));
        example.forEach((pair, step) -> scan(
                step.kind(), step.from(), step.to(), steps.getOrDefault(pair, List.of()), scales.rate(step), found));
        return found;
    }

    private static void scan(
            @org.jspecify.annotations.Nullable Kind kind,
            String fromCell,
            String toCell,
            List<Trial> trials,
            double soundRate,
            List<Repeated> found) {
        double hit = Math.log(FAULTY_RATE / Math.min(0.5, soundRate));
        double miss = Math.log((1 - FAULTY_RATE) / (1 - Math.min(0.5, soundRate)));
        double sum = 0;
        int start = 0;
        double most = 0;
        int from = 0;
        int to = 0;
        for (int k = 0; k < trials.size(); k++) {
            sum += trials.get(k).happened() ? hit : miss;
            if (sum <= 0) {
                sum = 0;
                start = k + 1;
            } else if (sum > most) {
                most = sum;
                from = start;
                to = k + 1;
            }
        }
        if (most < THRESHOLD) {
            return;
        }
        List<Trial> window = trials.subList(from, to);
        List<Integer> affected = window.stream()
                .filter(Trial::happened)
                .map(Trial::call)
                .distinct()
                .toList();
        if (affected.size() < MIN_HAPPENED) {
            return;
        }
        List<Trial> happened = window.stream().filter(Trial::happened).toList();
        found.add(new Repeated(
                kind,
                fromCell,
                toCell,
                happened.stream().mapToDouble(Trial::size).average().orElse(0),
                most,
                affected,
                window.stream().map(Trial::call).distinct().toList(),
                trials.subList(to, trials.size()).stream()
                        .map(Trial::call)
                        .distinct()
                        .toList(),
                happened.getFirst().timeMs(),
                happened.getLast().timeMs()));
    }
}
