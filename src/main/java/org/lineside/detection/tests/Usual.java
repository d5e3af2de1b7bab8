package org.lineside.detection.tests;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.comparison.ComparedCalls;
import org.lineside.detection.Places;
import org.lineside.numeric.Robust;
import org.lineside.references.ReferenceModel;

/**
 * How one quantity usually deviates from its reference, learned from held-out calls.
 *
 * @param spread standard deviation of the balance in dB, which is the same everywhere; 1 for a channel, whose places have
 *     spreads of their own; NaN when nothing was learned
 * @param quantiles evenly spaced quantiles of the deviation in standard deviations, rising, {@link #QUANTILES} or none
 * @param decorrelation places after which the deviations of one call no longer tell of each other, 1 or more
 */
record Usual(float spread, float[] quantiles, int decorrelation) {
    static final int QUANTILES = 256;
    /** Below this autocorrelation places count as independent. */
    private static final double INDEPENDENT = 0.2;

    private static final int MAX_LAG = 32;
    private static final int PLACES_PER_CALL = 64;
    private static final double CLIP = 4;
    /** Both levels are rounded to 1 dB: the difference of two roundings has variance 2/12. */
    private static final double LEAST_SPREAD_DB = 0.41;

    /** One call's share: some of its deviations, and the sums of which the autocorrelation is made. */
    private record Share(float[] values, double[] products, int[] pairs) {}

    /** Learns all quantities. */
    static List<Usual> learn(List<Quantity> quantities, ReferenceModel model, ComparedCalls heldOut) {
        List<List<Share>> shares = heldOut.map(call -> {
            Places places = Places.of(call);
            return quantities.stream()
                    .map(q -> q.measuredIn(call) ? share(q.series(call, model, places, 1)) : share(new float[0]))
                    .toList();
        });
        List<Usual> usual = new ArrayList<>();
        for (int k = 0; k < quantities.size(); k++) {
            int quantity = k;
            usual.add(of(
                    shares.stream().map(s -> s.get(quantity)).toList(),
                    quantities.get(k).sameSpread()));
        }
        return List.copyOf(usual);
    }

    /** All series one after the other, far enough apart not to be taken for one. */
    private static Share share(List<Series> all) {
        int apart = MAX_LAG + 1;
        float[] values = new float
                [all.stream().mapToInt(s -> s.residual().length + apart).sum()];
        Arrays.fill(values, Float.NaN);
        int at = 0;
        for (Series series : all) {
            for (int k = 0; k < series.residual().length; k++) {
                values[at + k] = series.standardised(k);
            }
            at += series.residual().length + apart;
        }
        return share(values);
    }

    private static Share share(float[] values) {
        double[] products = new double[MAX_LAG + 1];
        int[] pairs = new int[MAX_LAG + 1];
        // What is not known counts as 0, and lags lie backwards, so that one value meets all those before it in one
        // sweep.
        double[] known = new double[values.length + MAX_LAG];
        int[] there = new int[known.length];
        for (int k = 0; k < values.length; k++) {
            if (!Float.isNaN(values[k])) {
                known[k + MAX_LAG] = Math.clamp(values[k], -CLIP, CLIP);
                there[k + MAX_LAG] = 1;
            }
        }
        for (int k = 0; k < values.length; k++) {
            if (there[k + MAX_LAG] != 0) {
                double value = known[k + MAX_LAG];
                for (int back = 0; back <= MAX_LAG; back++) {
                    products[back] += value * known[k + back];
                    pairs[back] += there[k + back];
                }
            }
        }
        reverse(products, pairs);
        int step = Math.max(1, values.length / PLACES_PER_CALL);
        float[] some = new float[(values.length + step - 1) / step];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[i * step];
        }
        return new Share(some, products, pairs);
    }

    private static void reverse(double[] products, int[] pairs) {
        for (int i = 0, j = MAX_LAG; i < j; i++, j--) {
            double product = products[i];
            products[i] = products[j];
            products[j] = product;
            int pair = pairs[i];
            pairs[i] = pairs[j];
            pairs[j] = pair;
        }
    }

    private static Usual of(List<Share> shares, boolean sameSpread) {
        float[] pooled =
                new float[shares.stream().mapToInt(s -> s.values().length).sum()];
        int n = 0;
        double[] products = new double[MAX_LAG + 1];
        int[] pairs = new int[MAX_LAG + 1];
        for (Share share : shares) {
            for (float v : share.values()) {
                if (!Float.isNaN(v)) {
                    pooled[n++] = v;
                }
            }
            for (int lag = 0; lag <= MAX_LAG; lag++) {
                products[lag] += share.products()[lag];
                pairs[lag] += share.pairs()[lag];
            }
        }
        float[] values = Arrays.copyOf(pooled, n);
        Arrays.sort(values);
        float spread = sameSpread ? (float) Math.max(LEAST_SPREAD_DB, Robust.winsorizedSd(values, CLIP)) : 1;
        float[] quantiles = new float[n < QUANTILES ? 0 : QUANTILES];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = values[(int) ((i + 0.5) * n / QUANTILES)] / spread;
        }
        return new Usual(spread, quantiles, decorrelation(products, pairs));
    }

    private static int decorrelation(double[] products, int[] pairs) {
        double variance = products[0] / Math.max(1, pairs[0]);
        int lag = 1;
        while (lag < MAX_LAG && pairs[lag] > 0 && products[lag] / pairs[lag] > INDEPENDENT * variance) {
            lag++;
        }
        return lag;
    }

    void write(DataOutput out) throws IOException {
        out.writeFloat(spread);
        out.writeInt(decorrelation);
        out.writeInt(quantiles.length);
        for (float q : quantiles) {
            out.writeFloat(q);
        }
    }

    static Usual read(DataInput in) throws IOException {
        float spread = in.readFloat();
        int decorrelation = in.readInt();
        float[] quantiles = new float[in.readInt()];
        for (int i = 0; i < quantiles.length; i++) {
            quantiles[i] = in.readFloat();
        }
        return new Usual(spread, quantiles, decorrelation);
    }
}
