package org.lineside.findings;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lineside.numeric.TailDistribution;

/**
 * Turns raw scores into p-values: each against the scores of held-out calls of the history, pooled over all routes in
 * strata of similar length (a longer call has more chances to look odd). The smallest p-value of a call is then
 * calibrated once more against the smallest of each held-out call, which accounts for the number of statistics and their
 * dependence without assuming either (Westfall and Young 1993). Before the smallest is taken each p-value is divided by the
 * weight of its statistic (Genovese, Roeder and Wasserman, Biometrika 93, 2006): weights are set beforehand, the held-out
 * calls are weighed alike, and so whatever they are, the share of sound calls flagged is the same; they only say which
 * statistic may claim how much of it.
 */
public final class Calibration {
    private static final int CALLS_PER_STRATUM = 200;
    private static final int MAX_STRATA = 5;
    private static final int LEAST_PER_STRATUM = CALLS_PER_STRATUM / 2;
    private static final int FOLDS = 5;

    private final int[] upperPlaces;
    private final double[] weights;
    private final TailDistribution[][] perStatistic;
    private final TailDistribution[] smallest;

    private Calibration(
            int[] upperPlaces, double[] weights, TailDistribution[][] perStatistic, TailDistribution[] smallest) {
        this.upperPlaces = upperPlaces;
        this.weights = weights;
        this.perStatistic = perStatistic;
        this.smallest = smallest;
    }

    /**
     * The scores of one held-out call.
     *
     * @param trainRun the train and day it belongs to: calls of one train run share its errors
     * @param places length of the call in places, see {@link org.lineside.detection.Places}: a train that stands tells no more for it
     * @param scores strongest score per statistic of all rooms, NaN where the statistic does not apply
     */
    public record Scored(String trainRun, int places, double[] scores) {}

    /** Learns from held-out calls; no statistic weighs more than another. */
    public static Calibration learn(List<Scored> heldOut, int statistics) {
        double[] equal = new double[statistics];
        Arrays.fill(equal, 1);
        return learn(heldOut, equal);
    }

    /**
     * Learns from held-out calls.
     *
     * @param weights one for each statistic, positive; only their ratios matter
     */
    public static Calibration learn(List<Scored> heldOut, double[] weights) {
        int[] upper = bounds(heldOut);
        int strata = upper.length;
        TailDistribution[][] per = new TailDistribution[strata][];
        TailDistribution[] smallest = new TailDistribution[strata];
        for (int s = 0; s < strata; s++) {
            int stratum = s;
            List<Scored> members = heldOut.stream()
                    .filter(c -> stratum(upper, c.places()) == stratum)
                    .sorted((a, b) -> Arrays.compare(a.scores(), b.scores()))
                    .toList();
            per[s] = each(members, weights.length);
            smallest[s] = TailDistribution.fitSmallestP(smallestOfStrangers(members, weights));
        }
        return new Calibration(upper, weights.clone(), per, smallest);
    }

    /** Upper lengths of the strata; calls of equal length stay together, and no stratum is too small to calibrate. */
    private static int[] bounds(List<Scored> heldOut) {
        int[] lengths = heldOut.stream().mapToInt(Scored::places).sorted().toArray();
        int strata = Math.clamp(lengths.length / CALLS_PER_STRATUM, 1, MAX_STRATA);
        int[] upper = new int[strata];
        int n = 0;
        int below = 0;
        for (int s = 0; s < strata - 1; s++) {
            int bound = lengths[(s + 1) * lengths.length / strata];
            int upTo = (int) Arrays.stream(lengths).filter(l -> l <= bound).count();
            if (upTo - below >= LEAST_PER_STRATUM && lengths.length - upTo >= LEAST_PER_STRATUM) {
                upper[n++] = bound;
                below = upTo;
            }
        }
        upper[n++] = Integer.MAX_VALUE;
        return Arrays.copyOf(upper, n);
    }

    private static TailDistribution[] each(List<Scored> members, int statistics) {
        TailDistribution[] each = new TailDistribution[statistics];
        for (int k = 0; k < statistics; k++) {
            int statistic = k;
            each[k] = TailDistribution.fit(members.stream()
                    .mapToDouble(c -> c.scores()[statistic])
                    .filter(Double::isFinite)
                    .toArray());
        }
        return each;
    }

    /**
     * The smallest weighted p-value of each call, as −log10, against distributions that neither it nor another call of its train run
     * took part in: their extremes would look less extreme among themselves than those of a new call will.
     */
    private static double[] smallestOfStrangers(List<Scored> members, double[] weights) {
        double[] smallest = new double[members.size()];
        int[] fold = folds(members, FOLDS);
        for (int f = 0; f < FOLDS; f++) {
            List<Scored> others = new ArrayList<>();
            for (int i = 0; i < smallest.length; i++) {
                if (fold[i] != f) {
                    others.add(members.get(i));
                }
            }
            TailDistribution[] each = each(others, weights.length);
            for (int i = 0; i < smallest.length; i++) {
                if (fold[i] == f) {
                    smallest[i] =
                            -Math.log10(smallest(each, weights, members.get(i).scores()));
                }
            }
        }
        return smallest;
    }

    /** A fold 0..{@code count − 1} of each call, the same for all calls of a train run, whatever their order. */
    static int[] folds(List<Scored> calls, int count) {
        List<String> runs =
                calls.stream().map(Scored::trainRun).distinct().sorted().toList();
        Map<String, Integer> foldOf = new HashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            foldOf.put(runs.get(i), i % count);
        }
        return calls.stream()
                .mapToInt(c -> foldOf.getOrDefault(c.trainRun(), 0))
                .toArray();
    }

    private static double smallest(TailDistribution[] own, double[] weights, double[] scores) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < scores.length; k++) {
            if (Double.isFinite(scores[k])) {
                least = Math.min(least, own[k].survival(scores[k]) / weights[k]);
            }
        }
        return Double.isInfinite(least) ? 1 : least;
    }

    private static int stratum(int[] upper, int places) {
        int s = 0;
        while (places > upper[s]) {
            s++;
        }
        return s;
    }

    /** Whether there was enough history to calibrate on. */
    public boolean usable() {
        return Arrays.stream(smallest).allMatch(t -> t.count() >= 20);
    }

    /** P-value of one statistic by itself. */
    public double pValue(int places, int statistic, double score) {
        return perStatistic[stratum(upperPlaces, places)][statistic].survival(score);
    }

    /** The p-value of one statistic, adjusted for all statistics looked at in a call. */
    public double adjusted(int places, int statistic, double pValue) {
        return smallest[stratum(upperPlaces, places)].survival(-Math.log10(pValue / weights[statistic]));
    }

    /** The p-value of a call: the smallest of its statistics', adjusted. */
    public double pValue(Scored call) {
        double least = 1;
        for (int k = 0; k < call.scores().length; k++) {
            if (Double.isFinite(call.scores()[k])) {
                double p = pValue(call.places(), k, call.scores()[k]);
                least = Math.min(least, adjusted(call.places(), k, p));
            }
        }
        return least;
    }

    /** Writes the calibration. */
    public void write(DataOutput out) throws IOException {
        out.writeInt(upperPlaces.length);
        out.writeInt(weights.length);
        for (double weight : weights) {
            out.writeDouble(weight);
        }
        for (int s = 0; s < upperPlaces.length; s++) {
            out.writeInt(upperPlaces[s]);
            for (TailDistribution t : perStatistic[s]) {
                t.write(out);
            }
            smallest[s].write(out);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Calibration read(DataInput in) throws IOException {
        int strata = in.readInt();
        double[] weights = new double[in.readInt()];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = in.readDouble();
        }
        int[] upper = new int[strata];
        List<TailDistribution[]> per = new ArrayList<>();
        TailDistribution[] smallest = new TailDistribution[strata];
        for (int s = 0; s < strata; s++) {
            upper[s] = in.readInt();
            TailDistribution[] own = new TailDistribution[weights.length];
            for (int k = 0; k < weights.length; k++) {
                own[k] = TailDistribution.read(in);
            }
            per.add(own);
            smallest[s] = TailDistribution.read(in);
        }
        return new Calibration(upper, weights, per.toArray(TailDistribution[][]::new), smallest);
    }
}
