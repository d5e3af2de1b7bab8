package org.lineside.baselines;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ForkJoinPool;
import org.lineside.calls.CallTrace;
import smile.anomaly.IsolationForest;
import smile.math.MathEx;

/**
 * Isolation forest (Liu, Ting, Zhou 2008; Smile's) on features of whole calls. Missing features count as the history's
 * mean. Flagged above the score that one in a hundred of the history's calls exceeds.
 */
public final class Forest implements Baseline {
    private static final int TREES = 100;
    private static final int SUBSAMPLE = 256;
    private static final double FLAGGED_SHARE = 0.01;
    private static final long SEED = 20_260_301L;

    @Override
    public String name() {
        return "isolation forest";
    }

    @Override
    public Learned learn(List<CallTrace> history) {
        double[][] rows = history.stream().map(CallFeatures::of).toArray(double[][]::new);
        double[] means = means(rows);
        for (double[] row : rows) {
            fill(row, means);
        }
        IsolationForest forest = fit(rows);
        double[] scores =
                Arrays.stream(rows).mapToDouble(forest::score).sorted().toArray();
        double threshold = scores[(int) ((1 - FLAGGED_SHARE) * (scores.length - 1))];
        return new Learned(call -> forest.score(fill(CallFeatures.of(call), means)), OptionalDouble.of(threshold));
    }

    /** Smile's random numbers belong to the thread and its trees grow in a parallel stream: one thread grows them all. */
    private static IsolationForest fit(double[][] rows) {
        try (ForkJoinPool pool = new ForkJoinPool(1)) {
            return pool.submit(() -> {
                        MathEx.setSeed(SEED);
                        return IsolationForest.fit(rows, options(rows.length));
                    })
                    .join();
        }
    }

    private static IsolationForest.Options options(int rows) {
        int subsample = Math.min(SUBSAMPLE, rows - 1);
        int depth = (int) Math.ceil(Math.log(subsample) / Math.log(2));
        return new IsolationForest.Options(TREES, depth, (double) subsample / rows, 0);
    }

    private static double[] means(double[][] rows) {
        double[] means = new double[CallFeatures.COUNT];
        for (int f = 0; f < means.length; f++) {
            int feature = f;
            means[f] = Arrays.stream(rows)
                    .mapToDouble(row -> row[feature])
                    .filter(Double::isFinite)
                    .average()
                    .orElse(0);
        }
        return means;
    }

    private static double[] fill(double[] row, double[] means) {
        for (int f = 0; f < row.length; f++) {
            row[f] = Double.isFinite(row[f]) ? row[f] : means[f];
        }
        return row;
    }
}
