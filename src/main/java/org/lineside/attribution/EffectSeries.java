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
    private final double[][] sum;
    private final int[][] atoms;
    private final double[][] noise;
    private final double[][] paired;

    /**
     * The arrays are looked at, not copied: what they say is what they say when asked.
     *
     * @param scales how much sound calls differ
     * @param call the calls, by number
     * @param cells cells in which each met the entity, at most {@link EffectSums#MOST_CELLS}
     * @param sum sum of the effects per channel and call
     * @param atoms atoms per channel and call
     * @param noise sum of what {@link PlaceScales} gives for them, per channel and call
     * @param paired both links' levels over the atoms that have both, by call: downlink sum, uplink sum, atoms, and the sums
     *     of the noise of the downlink, the uplink and their balance
     */
    EffectSeries(
            EffectScales scales,
            int[] call,
            int[] cells,
            double[][] sum,
            int[][] atoms,
            double[][] noise,
            double[][] paired) {
        this.scales = scales;
        this.call = call;
        this.cells = cells;
        this.sum = sum;
        this.atoms = atoms;
        this.noise = noise;
        this.paired = paired;
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
        for (int k = 0; k < call.length && shift.first().isLevel(); k++) {
            if (paired[2][k] > 0) {
                links(shift, k, size, weight);
            }
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
        int[] n = atoms[c];
        for (int k = 0; k < n.length; k++) {
            if (n[k] > 0 && Double.isNaN(size[k])) {
                size[k] = sign * (sum[c][k] / n[k]);
                weight[k] = 1 / scales.variance(c, n[k], noise[c][k]);
            }
        }
    }

    private void links(Shift shift, int k, double[] size, double[] weight) {
        int n = (int) paired[2][k];
        double downlink = paired[0][k] / n;
        double uplink = paired[1][k] / n;
        double varianceDl = scales.variance(DOWNLINK, n, paired[3][k]);
        double varianceUl = scales.variance(UPLINK, n, paired[4][k]);
        double covariance = EffectScales.linkCovariance(
                varianceDl, varianceUl, scales.variance(EffectScales.BALANCE, n, paired[5][k]));
        double determinant = varianceDl * varianceUl - covariance * covariance;
        double onDl = shift.shifts(Channel.LEVEL_DL) ? 1 : 0;
        double onUl = shift.shifts(Channel.LEVEL_UL) ? 1 : 0;
        // The rows of the inverse covariance, applied to the shape of the shift.
        double byDl = (onDl * varianceUl - onUl * covariance) / determinant;
        double byUl = (onUl * varianceDl - onDl * covariance) / determinant;
        weight[k] = onDl * byDl + onUl * byUl;
        size[k] = shift.sign() * (byDl * downlink + byUl * uplink) / weight[k];
    }
}
