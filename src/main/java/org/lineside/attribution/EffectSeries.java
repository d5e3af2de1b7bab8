package org.lineside.attribution;

import java.util.Arrays;
import java.util.List;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

/**
 * The effects of one entity call by call, and how large a {@link Shift} of a given shape each call estimates. For the
 * levels the estimate is the generalised least squares one under the covariance of both links (Aitken 1936): a fault of
 * one link leaves the other alone, while a train's surroundings and an error of its position move both, so the other link
 * tells what to take off.
 */
final class EffectSeries {
    private static final int DOWNLINK = Channel.LEVEL_DL.ordinal();
    private static final int UPLINK = Channel.LEVEL_UL.ordinal();

    private final EffectScales scales;
    private final int[] call;
    private final int[] cells;
    private final double[] sums;

    /**
     * The arrays are looked at, not copied: what they say is what they say when asked.
     *
     * @param scales how much sound calls differ
     * @param call the calls, by number
     * @param cells cells in which each met the entity, at most {@link EffectSums#MOST_CELLS}
     * @param sums {@link EffectSums#NUMBERS} for each call, as named there
     */
    EffectSeries(EffectScales scales, int[] call, int[] cells, double[] sums) {
        this.scales = scales;
        this.call = call;
        this.cells = cells;
        this.sums = sums;
    }

    /**
     * What each call says of a shift.
     *
     * @param size estimated size, positive in the shift's own direction, NaN where a call says nothing
     * @param weight its precision, 1 / variance
     */
    record Estimate(double[] size, double[] weight) {
        /** Weighted mean size over a stretch of calls, NaN where none says anything. */
        double mean(int from, int to) {
            double sum = 0;
            double weights = 0;
            for (int k = from; k < to; k++) {
                if (!Double.isNaN(size[k])) {
                    sum += weight[k] * size[k];
                    weights += weight[k];
                }
            }
            return weights == 0 ? Double.NaN : sum / weights;
        }

        /** Sum of the weights of a stretch of calls. */
        double weight(int from, int to) {
            double weights = 0;
            for (int k = from; k < to; k++) {
                weights += Double.isNaN(size[k]) ? 0 : weight[k];
            }
            return weights;
        }
    }

    /**
     * The series of an entity.
     *
     * @param rows its atoms, by call
     */
    static EffectSeries of(List<Row> rows, EffectScales scales) {
        EffectSums sums =
                new EffectSums(rows.stream().mapToInt(r -> r.call).distinct().toArray());
        sums.add(rows.toArray(Row[]::new));
        return sums.series(scales);
    }

    /** Number of calls. */
    int size() {
        return call.length;
    }

    /** Index of the k-th call among all calls. */
    int call(int k) {
        return call[k];
    }

    /** Cells in which the k-th call met the entity; more than {@link EffectSums#MOST_CELLS} are not told apart. */
    int cells(int k) {
        return cells[k];
    }

    /** What each call says of a shift. */
    Estimate estimate(Shift shift) {
        double[] size = new double[call.length];
        double[] weight = new double[call.length];
        Arrays.fill(size, Double.NaN);
        if (shift.first().isLevel()) {
            links(shift, size, weight);
        }
        for (Channel channel : shift.channels()) {
            single(channel.ordinal(), shift.sign(), size, weight);
        }
        return new Estimate(size, weight);
    }

    /** What each call says of one channel by itself, in the channel's own sign. */
    Estimate alone(Channel channel) {
        int c = channel.ordinal();
        double[] size = new double[call.length];
        double[] weight = new double[call.length];
        Arrays.fill(size, Double.NaN);
        single(c, 1, size, weight);
        return new Estimate(size, weight);
    }

    /** Takes one channel's word for the calls of which nothing is said yet. */
    private void single(int c, int sign, double[] size, double[] weight) {
        for (int k = 0; k < call.length; k++) {
            int own = k * EffectSums.NUMBERS;
            int n = (int) sums[own + EffectSums.ATOMS + c];
            if (n > 0 && Double.isNaN(size[k])) {
                size[k] = sign * (sums[own + EffectSums.SUM + c] / n);
                weight[k] = 1 / scales.variance(c, n, sums[own + EffectSums.NOISE + c]);
            }
        }
    }

    /** Takes both links' word for the calls of which both are known. */
    private void links(Shift shift, double[] size, double[] weight) {
        double onDl = shift.shifts(Channel.LEVEL_DL) ? 1 : 0;
        double onUl = shift.shifts(Channel.LEVEL_UL) ? 1 : 0;
        int sign = shift.sign();
        for (int k = 0; k < call.length; k++) {
            int own = k * EffectSums.NUMBERS;
            int n = (int) sums[own + EffectSums.PAIRED_ATOMS];
            if (n == 0) {
                continue;
            }
            double downlink = sums[own + EffectSums.PAIRED_DL] / n;
            double uplink = sums[own + EffectSums.PAIRED_UL] / n;
            double varianceDl = scales.variance(DOWNLINK, n, sums[own + EffectSums.PAIRED_NOISE]);
            double varianceUl = scales.variance(UPLINK, n, sums[own + EffectSums.PAIRED_NOISE + 1]);
            double balance = scales.variance(EffectScales.BALANCE, n, sums[own + EffectSums.PAIRED_NOISE + 2]);
            double covariance = EffectScales.linkCovariance(varianceDl, varianceUl, balance);
            double determinant = varianceDl * varianceUl - covariance * covariance;
            // The rows of the inverse covariance, applied to the shape of the shift.
            double byDl = (onDl * varianceUl - onUl * covariance) / determinant;
            double byUl = (onUl * varianceDl - onDl * covariance) / determinant;
            weight[k] = onDl * byDl + onUl * byUl;
            size[k] = sign * (byDl * downlink + byUl * uplink) / weight[k];
        }
    }
}
