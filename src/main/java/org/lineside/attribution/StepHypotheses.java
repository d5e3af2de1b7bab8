package org.lineside.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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

    /** How late a handover comes is looked at as well: by so much more chance has its pick. */
    private static final double LOOKED_AT_SIZE = 1;

    private static final double FAULTY_RATE = 0.7;
    /** Calls where it must have happened, if they are of different trains; of one train, one more. */
    static final int MIN_HAPPENED = 2;

    /** Where it happens to every second sound call, more than that says little. */
    private static final double LARGEST_SOUND_RATE = 0.5;

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
     * @param chance how often it happens to a sound call, by affected call, 0..1
     * @param observed indices of the calls where it could have
     * @param after indices of the later calls that passed
     * @param startMs when it happened first
     * @param endMs when it happened last
     */
    record Repeated(
            @Nullable Kind kind,
            String from,
            String to,
            double size,
            double likelihood,
            List<Integer> affected,
            Map<Integer, Double> chance,
            List<Integer> observed,
            List<Integer> after,
            long startMs,
            long endMs) {}

    private record Trial(int call, long timeMs, double size, boolean happened, double soundRate) {
        double gain() {
            double sound = Math.min(LARGEST_SOUND_RATE, soundRate);
            return happened ? Math.log(FAULTY_RATE / sound) : Math.log((1 - FAULTY_RATE) / (1 - sound));
        }

        /** What it says beyond a mute: as often as was muted is usual, and what is never more doesn't happen. */
        Trial beyond(Mute mute, @Nullable Kind kind, double minEffectDb) {
            if (timeMs > mute.untilMs() || (happened && mute.isMore(kind, size, minEffectDb))) {
                return this;
            }
            return mute.rate() < LARGEST_SOUND_RATE
                    ? new Trial(call, timeMs, size, happened, Math.max(soundRate, mute.rate()))
                    : new Trial(call, timeMs, size, false, soundRate);
        }
    }

    /** What an incident of this kind is called; null is an absent cell. */
    static Cause cause(@Nullable Kind kind) {
        if (kind == null) {
            return Cause.CELL_OUTAGE;
        }
        return switch (kind) {
            case LATE -> Cause.LATE_HANDOVER;
            case PING_PONG -> Cause.PING_PONG;
            case FAILURE -> Cause.HANDOVER_FAILURE;
            case ROUTE_CHANGE -> Cause.ROUTE_CHANGE;
            case GAP, CLOCK -> Cause.PROBE_FAULT;
        };
    }

    /** The cells concerned: one, or the pair. */
    static List<String> cells(String from, String to) {
        return from.equals(to) ? List.of(from) : List.of(from, to);
    }

    /** All that hold, in a fixed order. */
    static List<Repeated> settle(List<CallEvidence> calls, EffectScales scales, Priors priors) {
        Map<String, List<Trial>> absences = new TreeMap<>();
        Map<String, List<Trial>> steps = new TreeMap<>();
        Map<String, Step> example = new TreeMap<>();
        for (int c = 0; c < calls.size(); c++) {
            for (Presence p : calls.get(c).presences()) {
                if (p.expectedPlaces() >= Hypotheses.MIN_EXPECTED_PLACES) {
                    absences.computeIfAbsent(p.cell(), k -> new ArrayList<>())
                            .add(new Trial(
                                    c,
                                    p.timeMs(),
                                    p.expectedPlaces(),
                                    p.heardPlaces() == 0,
                                    scales.absenceRate(p.cell())));
                }
            }
            for (Step s : calls.get(c).trials().values()) {
                example.putIfAbsent(s.pair(), s);
                steps.computeIfAbsent(s.pair(), k -> new ArrayList<>())
                        .add(new Trial(c, s.timeMs(), s.size(), s.happened(), scales.rate(s)));
            }
        }
        List<Repeated> found = new ArrayList<>();
        absences.forEach((cell, trials) -> scan(null, cell, cell, trials, calls, priors, found));
        example.forEach((pair, step) ->
                scan(step.kind(), step.from(), step.to(), steps.getOrDefault(pair, List.of()), calls, priors, found));
        return found;
    }

    /**
     * What is left of something when what is muted of it counts as usual.
     *
     * @param minEffectDb the smallest effect that counts, for late handovers
     */
    static Optional<Repeated> beyond(
            Mute mute, Repeated all, List<CallEvidence> calls, EffectScales scales, double minEffectDb) {
        List<Trial> trials = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            for (Presence p : all.kind() == null ? calls.get(c).presences() : List.<Presence>of()) {
                if (p.cell().equals(all.from()) && p.expectedPlaces() >= Hypotheses.MIN_EXPECTED_PLACES) {
                    trials.add(new Trial(
                            c, p.timeMs(), p.expectedPlaces(), p.heardPlaces() == 0, scales.absenceRate(p.cell())));
                }
            }
            for (Step s : calls.get(c).trials().values()) {
                if (s.kind() == all.kind() && s.from().equals(all.from()) && s.to().equals(all.to())) {
                    trials.add(new Trial(c, s.timeMs(), s.size(), s.happened(), scales.rate(s)));
                }
            }
        }
        trials.replaceAll(t -> t.beyond(mute, all.kind(), minEffectDb));
        List<Repeated> found = new ArrayList<>();
        scan(all.kind(), all.from(), all.to(), trials, calls, Priors.NONE, found);
        return found.stream().findFirst();
    }

    private static void scan(
            @Nullable Kind kind,
            String fromCell,
            String toCell,
            List<Trial> trials,
            List<CallEvidence> calls,
            Priors priors,
            List<Repeated> found) {
        double sum = 0;
        int start = 0;
        double most = 0;
        int from = 0;
        int to = 0;
        for (int k = 0; k < trials.size(); k++) {
            sum += trials.get(k).gain();
            if (sum <= 0) {
                sum = 0;
                start = k + 1;
            } else if (sum > most) {
                most = sum;
                from = start;
                to = k + 1;
            }
        }
        double threshold = kind == Kind.LATE ? THRESHOLD + LOOKED_AT_SIZE : THRESHOLD;
        if (most < threshold - priors.of(cause(kind), cells(fromCell, toCell))) {
            return;
        }
        List<Trial> window = trials.subList(from, to);
        List<Integer> affected = window.stream()
                .filter(Trial::happened)
                .map(Trial::call)
                .distinct()
                .toList();
        long trains =
                affected.stream().map(c -> calls.get(c).train()).distinct().count();
        if (affected.size() < MIN_HAPPENED || (affected.size() == MIN_HAPPENED && trains == 1)) {
            return;
        }
        List<Trial> happened = window.stream().filter(Trial::happened).toList();
        Map<Integer, Double> chance = new TreeMap<>();
        happened.forEach(t -> chance.merge(t.call(), t.soundRate(), Math::min));
        found.add(new Repeated(
                kind,
                fromCell,
                toCell,
                happened.stream().mapToDouble(Trial::size).average().orElse(0),
                most,
                affected,
                chance,
                window.stream().map(Trial::call).distinct().toList(),
                trials.subList(to, trials.size()).stream()
                        .map(Trial::call)
                        .distinct()
                        .toList(),
                happened.getFirst().timeMs(),
                happened.getLast().timeMs()));
    }
}
