package org.lineside.attribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.CallEvidence.Departure;
import org.lineside.calls.HandoverCause;

/**
 * Weighs whether calls leave a cell, in one direction, to other targets or for other causes than ever before. The null is
 * the history's mix with a Dirichlet prior; the alternative is whatever mix the calls since the change have shown so far,
 * each predicted from those before it (Krichevsky and Trofimov, IEEE Trans. Inf. Theory 27, 1981). The sum of the
 * log-likelihood ratios starts anew where it falls below none: a CUSUM without an alternative fixed beforehand (Lorden and
 * Pollak, Ann. Statist. 33, 2005), whose false alarms over a threshold h are at most one in e^h departures.
 */
final class MixHypotheses {
    /** With some 4000 departures a day a sound network passes 12 once in 40 days: 4000 / e^12. */
    private static final double THRESHOLD = 12;

    /** Weight, in calls, of the causes of all courses against a course's own. */
    private static final double CAUSE_PRIOR_CALLS = 5;

    /** Weight, in calls, of "anywhere else" against the targets that were seen. */
    private static final double TARGET_PRIOR_CALLS = 1;

    /** Rarer than that is not known to be: days differ, and calls of one history are few. */
    private static final double LEAST_RATE = 0.005;

    private static final double KT = 0.5;
    private static final int MIN_HISTORY = 8;
    private static final int MIN_CALLS = 3;
    private static final int MIN_TRAINS = 2;
    /** What a mix must have gained to matter: nearly every third call leaves otherwise than ever. */
    private static final double MIN_GAIN = 0.3;

    private static final long SAME_PASS_MS = 30 * 60_000L;

    private final List<CallEvidence> calls;
    private final HandoverMixes mixes;

    private MixHypotheses(List<CallEvidence> calls, HandoverMixes mixes) {
        this.calls = calls;
        this.mixes = mixes;
    }

    /**
     * A mix that changed.
     *
     * @param causes whether it is the mix of causes; else it is that of targets
     * @param from the cell left
     * @param towards the cell that usually serves next
     * @param risen the cause, or the target, that gained most
     * @param fallen the target that lost most; of causes, {@code BETTER_CELL}
     * @param usual counts of the history
     * @param now counts of the time of the change
     * @param likelihood log-likelihood ratio
     * @param affected indices of the calls that left as they seldom did
     * @param observed indices of the calls that left in that time
     * @param after indices of the later calls that left
     * @param startMs when the first of the affected left
     * @param endMs when the last of them did
     */
    record Changed(
            boolean causes,
            String from,
            String towards,
            String risen,
            String fallen,
            Map<String, Integer> usual,
            Map<String, Integer> now,
            double likelihood,
            List<Integer> affected,
            List<Integer> observed,
            List<Integer> after,
            long startMs,
            long endMs) {}

    /** All mixes that changed, in a fixed order. */
    static List<Changed> settle(List<CallEvidence> calls, HandoverMixes mixes) {
        return new MixHypotheses(calls, mixes).settle();
    }

    private record Trial(int call, long timeMs, String word, double weight) {}

    private List<Changed> settle() {
        Map<String, List<Map.Entry<Integer, Departure>>> courses = new TreeMap<>();
        for (int c = 0; c < calls.size(); c++) {
            for (Departure d : calls.get(c).departures().values()) {
                courses.computeIfAbsent(HandoverMixes.course(d), k -> new ArrayList<>())
                        .add(Map.entry(c, d));
            }
        }
        List<Changed> found = new ArrayList<>();
        Map<String, Integer> anyCause = mixes.allCauses();
        courses.forEach((course, departures) -> {
            scan(false, departures, mixes.targets().getOrDefault(course, Map.of()), Map.of(), found);
            scan(true, departures, mixes.causes().getOrDefault(course, Map.of()), anyCause, found);
        });
        return found;
    }

    private List<Trial> trials(boolean causes, List<Map.Entry<Integer, Departure>> departures) {
        List<Trial> trials = new ArrayList<>();
        Map<String, List<Integer>> passes = new HashMap<>();
        for (Map.Entry<Integer, Departure> e : departures) {
            String word = word(causes, e.getValue());
            if (word != null) {
                passes.computeIfAbsent(calls.get(e.getKey()).train(), k -> new ArrayList<>())
                        .add(trials.size());
                trials.add(new Trial(e.getKey(), e.getValue().timeMs(), word, 1));
            }
        }
        // Calls of one train at one place share its radio: together they are one pass.
        List<Trial> weighed = new ArrayList<>(trials);
        passes.values()
                .forEach(own -> own.forEach(i -> {
                    Trial t = trials.get(i);
                    long together = own.stream()
                            .filter(k -> Math.abs(trials.get(k).timeMs() - t.timeMs()) <= SAME_PASS_MS)
                            .count();
                    weighed.set(i, new Trial(t.call(), t.timeMs(), t.word(), 1.0 / together));
                }));
        return weighed;
    }

    private static @Nullable String word(boolean causes, Departure d) {
        if (!causes) {
            return d.target();
        }
        HandoverCause cause = d.cause();
        return cause == null ? null : cause.name();
    }

    private void scan(
            boolean causes,
            List<Map.Entry<Integer, Departure>> departures,
            Map<String, Integer> usual,
            Map<String, Integer> anywhere,
            List<Changed> found) {
        int history = sum(usual);
        List<Trial> trials = trials(causes, departures);
        if (history < MIN_HISTORY || trials.size() < MIN_CALLS) {
            return;
        }
        Set<String> words = new TreeSet<>(usual.keySet());
        words.addAll(anywhere.keySet());
        trials.forEach(t -> words.add(t.word()));
        Map<String, Double> expected = expected(words, usual, anywhere, history);
        Map<String, Double> since = new HashMap<>();
        double all = 0;
        double sum = 0;
        double most = 0;
        int start = 0;
        int from = 0;
        int to = 0;
        for (int k = 0; k < trials.size(); k++) {
            Trial t = trials.get(k);
            double predicted = (since.getOrDefault(t.word(), 0.0) + KT) / (all + KT * words.size());
            sum += t.weight() * Math.log(predicted / expected.getOrDefault(t.word(), LEAST_RATE));
            since.merge(t.word(), t.weight(), Double::sum);
            all += t.weight();
            if (sum <= 0) {
                sum = 0;
                start = k + 1;
                since.clear();
                all = 0;
            } else if (sum > most) {
                most = sum;
                from = start;
                to = k + 1;
            }
        }
        if (most >= THRESHOLD) {
            Changed changed =
                    changed(causes, departures.getFirst().getValue(), trials, from, to, usual, expected, most);
            if (changed != null) {
                found.add(changed);
            }
        }
    }

    private static Map<String, Double> expected(
            Set<String> words, Map<String, Integer> usual, Map<String, Integer> anywhere, int history) {
        double weight = anywhere.isEmpty() ? TARGET_PRIOR_CALLS : CAUSE_PRIOR_CALLS;
        double prior = sum(anywhere) + words.size() * KT;
        Map<String, Double> expected = new HashMap<>();
        for (String word : words) {
            double base = (anywhere.getOrDefault(word, 0) + KT) / prior;
            double own = (usual.getOrDefault(word, 0) + weight * base) / (history + weight);
            expected.put(word, Math.max(LEAST_RATE, own));
        }
        return expected;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(n -> n).sum();
    }

    private @Nullable Changed changed(
            boolean causes,
            Departure of,
            List<Trial> trials,
            int from,
            int to,
            Map<String, Integer> usual,
            Map<String, Double> expected,
            double likelihood) {
        List<Trial> window = trials.subList(from, to);
        Map<String, Integer> now = new TreeMap<>();
        Map<String, Double> gain = new TreeMap<>();
        double all = window.stream().mapToDouble(Trial::weight).sum();
        expected.forEach((word, rate) -> gain.put(word, -rate));
        window.forEach(t -> {
            now.merge(t.word(), 1, Integer::sum);
            gain.merge(t.word(), t.weight() / all, Double::sum);
        });
        String risen = extreme(gain, 1, causes);
        String fallen = causes ? HandoverCause.BETTER_CELL.name() : extreme(gain, -1, false);
        List<Trial> affected = window.stream()
                .filter(t -> causes
                        ? HandoverCause.valueOf(t.word()).isEmergency()
                        : !t.word().equals(fallen))
                .toList();
        Set<String> trains = new LinkedHashSet<>();
        affected.forEach(t -> trains.add(calls.get(t.call()).train()));
        if (affected.size() < MIN_CALLS
                || trains.size() < MIN_TRAINS
                || -gain.getOrDefault(fallen, 0.0) < MIN_GAIN
                || gain.getOrDefault(risen, 0.0) <= 0) {
            return null;
        }
        return new Changed(
                causes,
                of.from(),
                of.towards(),
                risen,
                fallen,
                usual,
                now,
                likelihood,
                affected.stream().map(Trial::call).distinct().toList(),
                window.stream().map(Trial::call).distinct().toList(),
                trials.subList(to, trials.size()).stream()
                        .map(Trial::call)
                        .distinct()
                        .toList(),
                affected.getFirst().timeMs(),
                affected.getLast().timeMs());
    }

    /** The word that gained (sign 1) or lost (−1) most; of causes, of those that mean trouble. */
    private static String extreme(Map<String, Double> gain, int sign, boolean emergencies) {
        String best = "";
        double most = Double.NEGATIVE_INFINITY;
        for (Map.Entry<String, Double> e : gain.entrySet()) {
            boolean counts = !emergencies || HandoverCause.valueOf(e.getKey()).isEmergency();
            if (counts && sign * e.getValue() > most) {
                most = sign * e.getValue();
                best = e.getKey();
            }
        }
        return best;
    }
}
