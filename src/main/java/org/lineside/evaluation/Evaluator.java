package org.lineside.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Cause;

/**
 * Scores results against the truth. Which incident speaks of which fault is told by {@link IncidentMatcher}'s rules.
 *
 * <p>Calls: a call is positive if the truth labels it anomalous. Calls that felt a fault, but less than must be noticed,
 * are left out. A call without a row in the results counts as not flagged, its score as the lowest. Confidence
 * intervals resample whole train runs, since calls of one run share their errors, or faults.
 *
 * <p>Faults: only those that a call was labelled with can be found. A fault's main incident is the one with the most
 * findings (the first opened of equals). A hard negative is raised if an incident matches it whose cause is not the one
 * it calls for: {@code probe_fault}, {@code radio_innocent}, {@code route_change} where such a thing happened are right
 * and never false.
 */
public final class Evaluator {
    private static final double DAY_MS = 86_400_000.0;

    private final Truth truth;
    private final Results results;
    private final @Nullable EarlyLook early;
    private final Map<String, Magnitude> magnitudes;
    private final Map<String, Results.Call> judged = new HashMap<>();
    private final Map<String, List<Results.Incident>> matched = new LinkedHashMap<>();
    private final List<String> falseIncidents = new ArrayList<>();
    private final Set<String> raised = new LinkedHashSet<>();

    private Evaluator(Truth truth, Results results, @Nullable EarlyLook early) {
        this.truth = truth;
        this.results = results;
        this.early = early;
        magnitudes = Magnitude.of(truth);
        for (Results.Call call : results.calls()) {
            judged.put(call.id(), call);
        }
    }

    /** A call with its verdict. */
    private record Pair(Truth.Call truth, boolean flagged, double score) {}

    /** Scores, without an early look. */
    public static Evaluation evaluate(Truth truth, Results results) {
        return evaluate(truth, results, null);
    }

    /** Scores, and looks how each fault stood early, where {@code early} can tell. */
    public static Evaluation evaluate(Truth truth, Results results, @Nullable EarlyLook early) {
        return new Evaluator(truth, results, early).evaluate();
    }

    private Evaluation evaluate() {
        match();
        List<List<Pair>> runs = runs();
        List<Evaluation.FaultOutcome> outcomes = outcomes();
        List<Evaluation.FaultOutcome> found =
                outcomes.stream().filter(Evaluation.FaultOutcome::found).toList();
        double[] seconds = StretchOverlap.of(truth, results);
        List<Pair> counted = runs.stream().flatMap(List::stream).toList();
        return new Evaluation(
                counted.size(),
                (int) counted.stream().filter(p -> p.truth().anomalous()).count(),
                (int) counted.stream().filter(p -> withoutVerdict(p.truth())).count(),
                Estimate.bootstrap(runs, Evaluator::averagePrecision),
                Estimate.bootstrap(runs, share(Pair::flagged, p -> p.truth().anomalous())),
                Estimate.bootstrap(runs, share(p -> p.truth().anomalous(), Pair::flagged)),
                Estimate.bootstrap(runs, share(p -> p.truth().clean(), Pair::flagged)),
                Estimate.bootstrap(runs, share(Evaluator::underHardNegative, Pair::flagged)),
                seconds[0],
                seconds[1],
                Estimate.bootstrap(outcomes, o -> mean(o, Evaluation.FaultOutcome::found)),
                Estimate.bootstrap(found, o -> mean(o, Evaluation.FaultOutcome::causeRight)),
                Estimate.bootstrap(found, o -> mean(o, Evaluation.FaultOutcome::entityRight)),
                found.stream()
                        .mapToInt(Evaluation.FaultOutcome::incidents)
                        .average()
                        .orElse(Double.NaN),
                falseIncidents.size() / days(),
                median(outcomes, Evaluation.FaultOutcome::delayHours),
                median(outcomes, o -> o.delayCalls() == 0 ? Double.NaN : o.delayCalls()),
                List.copyOf(raised),
                outcomes,
                falseIncidents);
    }

    private static boolean underHardNegative(Pair pair) {
        return !pair.truth().anomalous() && !pair.truth().hardNegatives().isEmpty();
    }

    private boolean withoutVerdict(Truth.Call call) {
        Results.Call result = judged.get(call.id());
        return result == null || "no_reference".equals(result.verdict());
    }

    private List<List<Pair>> runs() {
        Map<String, List<Pair>> byRun = new LinkedHashMap<>();
        for (Truth.Call call : truth.calls()) {
            if (!call.grey()) {
                Results.Call result = judged.get(call.id());
                Pair pair = result == null
                        ? new Pair(call, false, Double.NEGATIVE_INFINITY)
                        : new Pair(call, result.anomalous(), result.score());
                byRun.computeIfAbsent(call.trainRun(), run -> new ArrayList<>()).add(pair);
            }
        }
        return List.copyOf(byRun.values());
    }

    private static double averagePrecision(List<List<Pair>> runs) {
        List<Pair> pairs = runs.stream().flatMap(List::stream).toList();
        boolean[] labels = new boolean[pairs.size()];
        double[] scores = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = pairs.get(i).truth().anomalous();
            scores[i] = pairs.get(i).score();
        }
        return AveragePrecision.of(scores, labels);
    }

    /** Share of those for which {@code of} holds for which {@code that} holds too. */
    private static ToDoubleFunction<List<List<Pair>>> share(Predicate<Pair> of, Predicate<Pair> that) {
        return runs -> {
            int all = 0;
            int hits = 0;
            for (List<Pair> run : runs) {
                for (Pair pair : run) {
                    if (of.test(pair)) {
                        all++;
                        hits += that.test(pair) ? 1 : 0;
                    }
                }
            }
            return all == 0 ? Double.NaN : (double) hits / all;
        };
    }

    private static <T> double mean(Collection<T> items, Predicate<T> predicate) {
        return items.isEmpty()
                ? Double.NaN
                : (double) items.stream().filter(predicate).count() / items.size();
    }

    private void match() {
        IncidentMatcher matcher = new IncidentMatcher(truth, results);
        List<Results.Incident> incidents = new ArrayList<>(results.incidents());
        incidents.sort(Comparator.comparingLong(Results.Incident::openedAtMs).thenComparing(Results.Incident::id));
        for (Results.Incident incident : incidents) {
            Optional<Truth.Fault> fault = matcher.fault(incident);
            if (fault.isEmpty()) {
                falseIncidents.add(incident.id());
            } else if (!fault.get().hardNegative()) {
                matched.computeIfAbsent(fault.get().id(), id -> new ArrayList<>())
                        .add(incident);
            } else if (fault.get().cause() == Cause.UNKNOWN
                    || incident.cause() != fault.get().cause()
                    || fault.get().cause().isRadioFault()) {
                raised.add(fault.get().id());
                falseIncidents.add(incident.id());
            }
        }
    }

    private List<Evaluation.FaultOutcome> outcomes() {
        Map<String, List<Truth.Call>> affected = new HashMap<>();
        for (Truth.Call call : truth.calls()) {
            for (String fault : call.faults()) {
                affected.computeIfAbsent(fault, id -> new ArrayList<>()).add(call);
            }
        }
        return truth.faults().stream()
                .filter(f -> !f.hardNegative() && affected.containsKey(f.id()))
                .map(f -> outcome(f, affected.getOrDefault(f.id(), List.of())))
                .toList();
    }

    private Evaluation.FaultOutcome outcome(Truth.Fault fault, List<Truth.Call> affected) {
        List<Results.Call> rows = affected.stream()
                .map(c -> judged.get(c.id()))
                .filter(c -> c != null)
                .sorted(Comparator.comparingLong(Results.Call::endMs).thenComparing(Results.Call::id))
                .toList();
        int first = 0;
        while (first < rows.size() && !rows.get(first).anomalous()) {
            first++;
        }
        boolean flagged = first < rows.size();
        List<Results.Incident> incidents = matched.getOrDefault(fault.id(), List.of());
        Optional<Results.Incident> main = results.main(incidents);
        return new Evaluation.FaultOutcome(
                fault.id(),
                fault.kind(),
                fault.cause(),
                fault.severity(),
                magnitudes.getOrDefault(fault.id(), new Magnitude(Double.NaN, "")),
                affected.size(),
                (int) rows.stream().filter(Results.Call::anomalous).count(),
                incidents.size(),
                main.map(Results.Incident::cause).orElse(Cause.UNKNOWN),
                main.map(i -> i.scope().word() + " " + i.entity()).orElse(""),
                main.map(i -> i.cause() == fault.cause()).orElse(false),
                main.map(i -> IncidentMatcher.entityRight(i, fault)).orElse(false),
                flagged ? (rows.get(first).endMs() - fault.startMs()) / 3_600_000.0 : Double.NaN,
                flagged ? first + 1 : 0,
                early == null ? null : early.at(truth, fault, rows, results));
    }

    private double days() {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (Results.Call call : results.calls()) {
            first = Math.min(first, call.endMs());
            last = Math.max(last, call.endMs());
        }
        return last <= first ? 1 : Math.max(1, Math.ceil((last - first) / DAY_MS));
    }

    private static double median(
            List<Evaluation.FaultOutcome> outcomes, ToDoubleFunction<Evaluation.FaultOutcome> value) {
        double[] sorted = outcomes.stream()
                .mapToDouble(value)
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
