package org.lineside.detection.autoencoder;

import java.util.ArrayList;
import java.util.List;
import org.lineside.numeric.DenseAutoencoder;

/**
 * How badly the windows of a call are given back.
 *
 * @param starts first place of each window
 * @param total [group][window] mean error of a group's values that are present: squared, over the usual of its feature; 1 is
 *     usual; NaN where too little was measured
 * @param feature [window][feature] the part that each feature has in the total of its group
 */
record Errors(int[] starts, float[][] total, float[][] feature) {
    /** Places from one window to the next: each place is seen at three places of a window. */
    static final int STEP = 4;

    /**
     * Windows one after the other that are given back badly.
     *
     * @param group of which features
     * @param from first window
     * @param to end, exclusive
     * @param error their mean error
     */
    record Run(int group, int from, int to, double error) {}

    /** Looks at the windows of a call. */
    static Errors of(Windows windows, Features features, DenseAutoencoder network, float[] usual) {
        int last = windows.count() - 1;
        int[] starts = new int[last < 0 ? 0 : (last + STEP - 1) / STEP + 1];
        int groups = Features.GROUPS.size();
        float[][] total = new float[groups][starts.length];
        float[][] feature = new float[starts.length][features.size()];
        int[] needed = new int[groups];
        for (int g = 0; g < groups; g++) {
            int group = g;
            needed[g] = windows.needed(f -> features.group(f) == group);
        }
        float[] window = new float[network.inputs()];
        DenseAutoencoder.Workspace workspace = network.workspace();
        for (int w = 0; w < starts.length; w++) {
            starts[w] = Math.min(last, w * STEP); // the last one ends with the call
            windows.fill(starts[w], window);
            float[] back = network.reconstruct(window, workspace);
            int[] present = add(window, back, usual, feature[w]);
            for (int g = 0; g < groups; g++) {
                total[g][w] = total(features, g, needed[g], present, feature[w]);
            }
        }
        return new Errors(starts, total, feature);
    }

    /**
     * Adds the squared errors of a window by feature.
     *
     * @return how many values of each feature are present
     */
    private static int[] add(float[] window, float[] back, float[] usual, float[] feature) {
        int[] present = new int[feature.length];
        for (int i = 0, f = 0; i < window.length; i++) {
            float error = back[i] - window[i];
            if (!Float.isNaN(error)) {
                feature[f] += error * error / usual[f];
                present[f]++;
            }
            f = f + 1 == feature.length ? 0 : f + 1;
        }
        return present;
    }

    /** The mean of a group's errors, NaN where too little is present; makes of each feature's sum its part of that. */
    private static float total(Features features, int group, int needed, int[] present, float[] feature) {
        int n = 0;
        for (int f = 0; f < feature.length; f++) {
            n += features.group(f) == group ? present[f] : 0;
        }
        float total = 0;
        for (int f = 0; f < feature.length; f++) {
            if (features.group(f) == group) {
                feature[f] /= Math.max(1, n);
                total += feature[f];
            }
        }
        return n < needed ? Float.NaN : total;
    }

    /** First place of a run. */
    int fromPlace(Run run) {
        return starts[run.from];
    }

    /** End of a run in places, exclusive. */
    int toPlace(Run run) {
        return starts[run.to - 1] + Windows.LENGTH;
    }

    /** The runs of so many windows with the largest mean error of a group, none on another, the largest first. */
    List<Run> worst(int group, int length, int most) {
        List<Run> kept = new ArrayList<>();
        double[] means = means(total[group], length);
        while (kept.size() < most) {
            int best = -1;
            for (int w = 0; w < means.length; w++) {
                boolean more = !Double.isNaN(means[w]) && (best < 0 || means[w] > means[best]);
                best = more && apart(kept, new Run(group, w, w + length, 0)) ? w : best;
            }
            if (best < 0) {
                break;
            }
            kept.add(new Run(group, best, best + length, means[best]));
        }
        return kept;
    }

    private boolean apart(List<Run> kept, Run run) {
        return kept.stream().allMatch(k -> toPlace(run) <= fromPlace(k) || toPlace(k) <= fromPlace(run));
    }

    /** Mean of each run of windows; NaN where fewer than half of them were looked at. */
    private static double[] means(float[] total, int length) {
        double[] means = new double[Math.max(0, total.length - length + 1)];
        for (int w = 0; w < means.length; w++) {
            double sum = 0;
            int n = 0;
            for (int k = w; k < w + length; k++) {
                if (!Float.isNaN(total[k])) {
                    sum += total[k];
                    n++;
                }
            }
            means[w] = 2 * n > length ? sum / n : Double.NaN;
        }
        return means;
    }

    /** The part of a feature in a run, each window weighing alike. */
    double part(Run run, int of) {
        double part = 0;
        for (int w = run.from; w < run.to; w++) {
            part += feature[w][of];
        }
        return part;
    }

    /** The window of a run that gives back a feature worst. */
    int worstWindow(Run run, int of) {
        int worst = run.from;
        for (int w = run.from; w < run.to; w++) {
            worst = feature[w][of] > feature[worst][of] ? w : worst;
        }
        return worst;
    }
}
