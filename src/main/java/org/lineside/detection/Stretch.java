package org.lineside.detection;

import java.util.ArrayList;
import java.util.List;

/** Finds where a deviation seen through a window of fixed length really begins and ends. */
public final class Stretch {
    private Stretch() {}

    /**
     * The run that overlaps the window and exceeds half of the window's effect most: the maximum-sum segment of
     * (residual − effect / 2), which is where a shift of that size begins and ends with greatest likelihood (Page,
     * Biometrika 42, 1955).
     *
     * @param residual per place, NaN where nothing was measured
     * @param minEffect smallest effect that counts
     */
    public static Window around(Window window, float[] residual, double minEffect) {
        double sign = Math.signum(window.mean());
        double reference = Math.max(Math.abs(window.mean()), minEffect) / 2;
        int best = peak(window, residual, sign);
        int from = best;
        int to = best + 1;
        double running = 0;
        double most = 0;
        for (int i = best - 1; i >= 0 && running > -4 * reference; i--) {
            running += gain(residual[i], sign, reference);
            if (running > most) {
                most = running;
                from = i;
            }
        }
        running = 0;
        most = 0;
        for (int i = best + 1; i < residual.length && running > -4 * reference; i++) {
            running += gain(residual[i], sign, reference);
            if (running > most) {
                most = running;
                to = i + 1;
            }
        }
        return new Window(from, to, mean(residual, from, to), window.score());
    }

    /** Runs shorter than this many places are left to the windows. */
    private static final int MIN_PLACES = 3;

    /**
     * Every run that deviates by at least the smallest effect that counts, each sign for itself: where the cumulative
     * sum of (±residual − effect / 2) rises from 0 to its peak before it falls back by as much again.
     */
    public static List<Window> all(float[] residual, double minEffect) {
        List<Window> runs = new ArrayList<>();
        for (int sign = -1; sign <= 1; sign += 2) {
            int from = 0;
            int to = 0;
            double sum = 0;
            double most = 0;
            for (int i = 0; i <= residual.length; i++) {
                sum += i == residual.length ? -1 : gain(residual[i], sign, minEffect / 2);
                if (sum > most) {
                    most = sum;
                    to = i + 1;
                }
                boolean over = sum <= 0 || sum < most - 4 * minEffect || i == residual.length;
                if (over) {
                    add(runs, residual, from, to, minEffect);
                    from = i + 1;
                    to = from;
                    sum = 0;
                    most = 0;
                }
            }
        }
        return runs;
    }

    private static void add(List<Window> runs, float[] residual, int from, int to, double minEffect) {
        double mean = mean(residual, from, to);
        if (to - from >= MIN_PLACES && Math.abs(mean) >= minEffect) {
            runs.add(new Window(from, to, mean, 0));
        }
    }

    private static double mean(float[] residual, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            if (!Float.isNaN(residual[i])) {
                sum += residual[i];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }

    private static int peak(Window window, float[] residual, double sign) {
        int best = window.from();
        double most = Double.NEGATIVE_INFINITY;
        for (int i = window.from(); i < window.to(); i++) {
            if (sign * residual[i] > most) {
                most = sign * residual[i];
                best = i;
            }
        }
        return best;
    }

    private static double gain(float residual, double sign, double reference) {
        return Float.isNaN(residual) ? 0 : Math.min(2 * reference, sign * residual - reference);
    }
}
