package org.lineside.detection.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Sub-PCA: how far a window lies from the usual ones, in squared Mahalanobis distance, all channels together. What always
 * goes together, such as the shadowing of both links, so counts once, and what never does, such as one link alone 8 dB
 * weaker, counts much. Each channel enters with the means of the first and the second half of the window: finer folds
 * found less, since a sum of squares over more numbers drowns a steady shift.
 *
 * <p>The covariance is estimated without the most deviating windows, for a history has bad calls as well, and in the form
 * of probabilistic principal components (Tipping and Bishop, J. R. Stat. Soc. B 61, 1999): the principal part keeps its
 * variances, the residual part shares one.
 */
final class Subspace implements Voter {
    private static final int HALVES = 2;
    private static final int BLOCKS_OF_HALF = Windows.BLOCKS / HALVES;
    private static final int ROUNDS = 3;
    private static final double TRIMMED_SHARE = 0.05;
    private static final double PRINCIPAL_SHARE = 0.95;
    /** Part of a number's own variance that is added to it: no direction is taken for certain. */
    private static final double RIDGE = 0.02;

    /** Windows for each number estimated below which nothing is. */
    private static final int WINDOWS_PER_NUMBER = 5;

    private static final double LEAST_VARIANCE = 1e-6;

    private final Channels channels;
    private final boolean[] looked;
    private final double[] centre;
    private final double[][] precision;

    private Subspace(Channels channels, boolean[] looked, double[] centre, double[][] precision) {
        this.channels = channels;
        this.looked = looked;
        this.centre = centre;
        this.precision = precision;
    }

    /**
     * What was learned.
     *
     * @param subspace the subspace
     * @param usual the windows that were not trimmed
     */
    record Fit(Subspace subspace, List<float[]> usual) {}

    /** Learns from windows; empty where they are too few or all alike. */
    static Optional<Fit> fit(Channels channels, UsualWindows sample) {
        int size = HALVES * sample.looked().length;
        List<float[]> usual = sample.windows();
        if (usual.size() < WINDOWS_PER_NUMBER * size) {
            return Optional.empty();
        }
        Subspace subspace = of(channels, sample.looked(), usual);
        for (int round = 1; round < ROUNDS; round++) {
            usual = trimmed(subspace, usual);
            subspace = of(channels, sample.looked(), usual);
        }
        double variance = 0;
        for (int d = 0; d < size; d++) {
            variance = Math.max(variance, 1 / subspace.precision[d][d]);
        }
        return variance > LEAST_VARIANCE ? Optional.of(new Fit(subspace, usual)) : Optional.empty();
    }

    private static List<float[]> trimmed(Subspace subspace, List<float[]> windows) {
        double[] distance =
                windows.stream().mapToDouble(w -> subspace.distance(halves(w))).toArray();
        double[] sorted = distance.clone();
        Arrays.sort(sorted);
        double bound = sorted[(int) ((1 - TRIMMED_SHARE) * (sorted.length - 1))];
        List<float[]> kept = new ArrayList<>();
        for (int i = 0; i < distance.length; i++) {
            if (distance[i] <= bound) {
                kept.add(windows.get(i));
            }
        }
        return kept;
    }

    private static Subspace of(Channels channels, boolean[] looked, List<float[]> windows) {
        int size = HALVES * looked.length;
        double[] centre = new double[size];
        List<double[]> halves = windows.stream().map(Subspace::halves).toList();
        for (double[] x : halves) {
            for (int d = 0; d < size; d++) {
                centre[d] += x[d] / windows.size();
            }
        }
        double[][] covariance = new double[size][size];
        for (double[] x : halves) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (x[i] - centre[i]) * (x[j] - centre[j]) / windows.size();
                }
            }
        }
        for (int i = 0; i < size; i++) {
            covariance[i][i] = covariance[i][i] * (1 + RIDGE) + LEAST_VARIANCE / 2;
            for (int j = 0; j < i; j++) {
                covariance[j][i] = covariance[i][j];
            }
        }
        return new Subspace(channels, looked.clone(), centre, precision(covariance));
    }

    /** The inverse of the covariance, its smallest eigenvalues replaced by their mean. */
    private static double[][] precision(double[][] covariance) {
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        double[] values = eigen.getRealEigenvalues();
        int size = values.length;
        double total = Arrays.stream(values).sum();
        int principal = 0;
        for (double sum = 0; principal < size && sum < PRINCIPAL_SHARE * total; principal++) {
            sum += values[principal];
        }
        double rest = 0;
        for (int k = principal; k < size; k++) {
            rest += values[k] / (size - principal);
        }
        double[][] precision = new double[size][size];
        for (int k = 0; k < size; k++) {
            double[] v = eigen.getEigenvector(k).toArray();
            double variance = Math.max(LEAST_VARIANCE / 2, k < principal ? values[k] : rest);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    precision[i][j] += v[i] * v[j] / variance;
                }
            }
        }
        return precision;
    }

    /** A window's halves [channel · 2 + half]. */
    private static double[] halves(float[] vector) {
        double[] halves = new double[vector.length / BLOCKS_OF_HALF];
        for (int d = 0; d < vector.length; d++) {
            halves[d / BLOCKS_OF_HALF] += vector[d] / BLOCKS_OF_HALF;
        }
        return halves;
    }

    private double[] halves(Windows windows, int window) {
        double[] halves = new double[centre.length];
        for (int c = 0; c < looked.length; c++) {
            for (int b = 0; looked[c] && b < Windows.BLOCKS; b++) {
                halves[c * HALVES + b / BLOCKS_OF_HALF] += windows.mean(window, c, b) / (double) BLOCKS_OF_HALF;
            }
        }
        return halves;
    }

    private double distance(double[] halves) {
        double sum = 0;
        for (double part : parts(halves)) {
            sum += part;
        }
        return sum;
    }

    /** What each number contributes to the squared distance; the sum is the distance (Alcala and Qin 2009). */
    private double[] parts(double[] halves) {
        double[] parts = new double[halves.length];
        for (int i = 0; i < parts.length; i++) {
            double row = 0;
            for (int j = 0; j < parts.length; j++) {
                row += precision[i][j] * (halves[j] - centre[j]);
            }
            parts[i] = (halves[i] - centre[i]) * row;
        }
        return parts;
    }

    /** What each group contributes to the squared distance of a window, per share measured. */
    @Override
    public double[] scores(Windows windows, int window) {
        double measured = windows.measured(window, looked);
        if (measured < Windows.MEASURED_SHARE) {
            return new double[0];
        }
        double[] scores = new double[Channels.GROUPS.size()];
        double[] parts = parts(halves(windows, window));
        for (int d = 0; d < parts.length; d++) {
            scores[channels.group(d / HALVES)] += parts[d] / measured;
        }
        return scores;
    }

    @Override
    public List<Alarm> alarms(Windows windows, int window) {
        double[] parts = parts(halves(windows, window));
        double total = 0;
        for (double part : parts) {
            total += Math.max(0, part);
        }
        List<Alarm> alarms = new ArrayList<>();
        for (int c = 0; c < looked.length; c++) {
            double first = parts[c * HALVES];
            double second = parts[c * HALVES + 1];
            double share = total > 0 ? (Math.max(0, first) + Math.max(0, second)) / total : 0;
            int from = window + (second > first ? Windows.LENGTH / HALVES : 0);
            if (share > 0) {
                alarms.add(new Alarm(c, from, from + Windows.LENGTH / HALVES, share));
            }
        }
        return alarms;
    }

    /** Writes what was learned. */
    void write(DataOutput out) throws IOException {
        out.writeInt(looked.length);
        for (boolean l : looked) {
            out.writeBoolean(l);
        }
        for (int i = 0; i < centre.length; i++) {
            out.writeDouble(centre[i]);
            for (double p : precision[i]) {
                out.writeDouble(p);
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    static Subspace read(Channels channels, DataInput in) throws IOException {
        boolean[] looked = new boolean[in.readInt()];
        for (int c = 0; c < looked.length; c++) {
            looked[c] = in.readBoolean();
        }
        int size = HALVES * looked.length;
        double[] centre = new double[size];
        double[][] precision = new double[size][size];
        for (int i = 0; i < size; i++) {
            centre[i] = in.readDouble();
            for (int j = 0; j < size; j++) {
                precision[i][j] = in.readDouble();
            }
        }
        return new Subspace(channels, looked, centre, precision);
    }
}
