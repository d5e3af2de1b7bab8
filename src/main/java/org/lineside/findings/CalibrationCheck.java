package org.lineside.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lineside.numeric.Uniformity;

/**
 * Whether p-values are what they claim, told by the history itself: each held-out call is judged by a calibration learned
 * without its train run. Train runs are the units, since calls of one share its errors.
 *
 * @param uniformity of the p-values
 * @param trainRuns train runs they come from
 * @param atOneInAHundred share of calls with p ≤ 0.01, which should be 0.01
 */
public record CalibrationCheck(Uniformity uniformity, int trainRuns, double atOneInAHundred) {
    private static final double ONE_IN_A_HUNDRED = 0.01;
    private static final int FOLDS = 5;

    /** With fewer calls one in a hundred is less than one. */
    private static final int LEAST_CALLS = 100;

    /**
     * Checks.
     *
     * @param heldOut what the calibration is learned from
     * @param learner learns a calibration
     * @return empty where the history is too short to tell
     */
    public static Optional<CalibrationCheck> of(
            List<Calibration.Scored> heldOut, Function<List<Calibration.Scored>, Calibration> learner) {
        if (heldOut.size() < LEAST_CALLS) {
            return Optional.empty();
        }
        double[] p = crossFitted(heldOut, learner);
        int runs = (int)
                heldOut.stream().map(Calibration.Scored::trainRun).distinct().count();
        double share = Arrays.stream(p).filter(v -> v <= ONE_IN_A_HUNDRED).count() / (double) p.length;
        return Optional.of(new CalibrationCheck(Uniformity.of(p, runs), runs, share));
    }

    /** The p-value of each call under a calibration that its train run had no part in. */
    static double[] crossFitted(
            List<Calibration.Scored> heldOut, Function<List<Calibration.Scored>, Calibration> learner) {
        double[] p = new double[heldOut.size()];
        int[] fold = Calibration.folds(heldOut, FOLDS);
        for (int f = 0; f < FOLDS; f++) {
            int left = f;
            Calibration strangers = learner.apply(IntStream.range(0, p.length)
                    .filter(i -> fold[i] != left)
                    .mapToObj(heldOut::get)
                    .toList());
            for (int i = 0; i < p.length; i++) {
                if (fold[i] == f) {
                    p[i] = strangers.pValue(heldOut.get(i));
                }
            }
        }
        return p;
    }

    /** In words. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "p-values of %d held-out calls of %d train runs are off uniform by D = %.3f (Kolmogorov-Smirnov, p = %.2g);"
                        + " %.3f of them are at most 0.01",
                uniformity.count(),
                trainRuns,
                uniformity.distance(),
                uniformity.pValue(),
                atOneInAHundred);
    }
}
