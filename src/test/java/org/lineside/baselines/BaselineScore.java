package org.lineside.baselines;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.lineside.calls.CallTrace;
import org.lineside.evaluation.AveragePrecision;
import org.lineside.evaluation.Truth;

/**
 * How well a baseline tells the calls that felt a fault, counted as the program's own verdicts are: calls that felt less
 * than must be noticed are left out, a call that isn't there scores lowest and is not flagged.
 *
 * @param averagePrecision 0..1
 * @param precision share of flagged calls that felt a fault; NaN without a threshold, or if none was flagged
 * @param recall share of calls that felt a fault that were flagged; NaN without a threshold
 * @param falseFlagRate share of clean calls flagged; NaN without a threshold
 */
public record BaselineScore(double averagePrecision, double precision, double recall, double falseFlagRate) {
    private record Judged(Truth.Call call, double score, boolean flagged) {}

    /** Judges the calls of the truth. */
    public static BaselineScore of(Baseline.Learned learned, List<CallTrace> calls, Truth truth) {
        Map<String, CallTrace> byId =
                calls.stream().collect(Collectors.toMap(c -> c.info().callId(), Function.identity()));
        List<Judged> judged = truth.calls().stream()
                .filter(c -> !c.grey())
                .map(c -> {
                    CallTrace trace = byId.get(c.id());
                    double score = trace == null
                            ? Double.NEGATIVE_INFINITY
                            : learned.score().applyAsDouble(trace);
                    return new Judged(c, score, score > learned.threshold().orElse(Double.POSITIVE_INFINITY));
                })
                .toList();
        boolean[] positive = new boolean[judged.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = judged.get(i).call().anomalous();
        }
        double ap =
                AveragePrecision.of(judged.stream().mapToDouble(Judged::score).toArray(), positive);
        OptionalDouble threshold = learned.threshold();
        return new BaselineScore(
                ap,
                share(threshold, judged, Judged::flagged, j -> j.call().anomalous()),
                share(threshold, judged, j -> j.call().anomalous(), Judged::flagged),
                share(threshold, judged, j -> j.call().clean(), Judged::flagged));
    }

    private static double share(
            OptionalDouble threshold, List<Judged> judged, Predicate<Judged> of, Predicate<Judged> that) {
        long all = judged.stream().filter(of).count();
        long hits = judged.stream().filter(of).filter(that).count();
        return threshold.isEmpty() || all == 0 ? Double.NaN : (double) hits / all;
    }
}
