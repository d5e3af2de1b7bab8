package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.Hypotheses.Row;
import org.lineside.calls.Channel;

class EffectSeriesTest {
    private static final int DL = Channel.LEVEL_DL.ordinal();
    private static final int UL = Channel.LEVEL_UL.ordinal();
    private static final Shift DOWNLINK = new Shift(List.of(Channel.LEVEL_DL), -1);
    private static final Shift UPLINK = new Shift(List.of(Channel.LEVEL_UL), -1);
    private static final Shift BOTH = new Shift(List.of(Channel.LEVEL_DL, Channel.LEVEL_UL), -1);

    private static Row row(int call, float downlink, float uplink) {
        return row(call, downlink, uplink, 1);
    }

    private static Row row(int call, float downlink, float uplink, float noise) {
        float[] effect = new float[Channel.values().length];
        Arrays.fill(effect, Float.NaN);
        effect[DL] = downlink;
        effect[UL] = uplink;
        return new Row(call, new Atom("C", "L", 1, 1, 0, 1, 0, 1, 5, effect, -70, 0, false), 0, place(noise));
    }

    private static PlaceScales.Place place(float noise) {
        float[] noises = new float[EffectScales.QUANTITIES];
        Arrays.fill(noises, noise);
        return new PlaceScales.Place(new float[EffectScales.QUANTITIES], noises);
    }

    /** The weighted estimate u'S⁻¹x / u'S⁻¹u, with the inverse from Commons Math's LU decomposition. */
    private static double[] oracle(double dl, double ul, int atoms, double noise, Shift shift) {
        double downlink = variance(DL, atoms, noise);
        double uplink = variance(UL, atoms, noise);
        double both = Math.clamp(
                (downlink + uplink - variance(EffectScales.BALANCE, atoms, noise)) / 2,
                0,
                0.98 * Math.sqrt(downlink * uplink));
        RealMatrix covariance = new Array2DRowRealMatrix(new double[][] {{downlink, both}, {both, uplink}});
        RealMatrix inverse = new LUDecomposition(covariance).getSolver().getInverse();
        RealVector u = new ArrayRealVector(
                new double[] {shift.shifts(Channel.LEVEL_DL) ? -1 : 0, shift.shifts(Channel.LEVEL_UL) ? -1 : 0});
        double weight = u.dotProduct(inverse.operate(u));
        return new double[] {inverse.operate(u).dotProduct(new ArrayRealVector(new double[] {dl, ul})) / weight, weight
        };
    }

    /** Where sound calls differ more their atoms do so about the call's mean, which is as sure as anywhere. */
    private static double variance(int quantity, int atoms, double noise) {
        double call = Line.SCALES.callSd()[quantity];
        double atom = Line.SCALES.atomSd()[quantity];
        return call * call + noise * atom * atom / atoms;
    }

    @Test
    void estimatesAreThoseOfGeneralisedLeastSquares() {
        SplittableRandom random = new SplittableRandom(4);
        for (int run = 0; run < 50; run++) {
            List<Row> rows = new ArrayList<>();
            int atoms = 1 + random.nextInt(12);
            double dl = 0;
            double ul = 0;
            double noise = 0;
            for (int i = 0; i < atoms; i++) {
                float d = (float) random.nextDouble(-12, 12);
                float u = (float) random.nextDouble(-12, 12);
                float n = (float) random.nextDouble(0.3, 5);
                rows.add(row(7, d, u, n));
                noise += n / (double) atoms;
                dl += d / (double) atoms;
                ul += u / (double) atoms;
            }
            EffectSeries series = EffectSeries.of(rows, Line.SCALES);
            for (Shift shift : List.of(DOWNLINK, UPLINK, BOTH)) {
                EffectSeries.Estimate estimate = series.estimate(shift);
                double[] expected = oracle(dl, ul, atoms, noise, shift);
                assertThat(estimate.size()[0]).isCloseTo(expected[0], within(1e-6));
                assertThat(estimate.weight()[0]).isCloseTo(expected[1], within(1e-9));
            }
        }
    }

    /** A call that an interferer drives back and forth between two cells has met two. */
    @Test
    void cellsAreCountedOnce() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rows.add(new Row(3, row(3, -1, -1).atom, i % 2, place(1)));
        }
        for (int cell : new int[] {5, 6, 5, 7, 8, 9}) {
            rows.add(new Row(4, row(4, -1, -1).atom, cell, place(1)));
        }
        EffectSeries series = EffectSeries.of(rows, Line.SCALES);
        assertThat(series.cells(0)).isEqualTo(2);
        assertThat(series.cells(1)).isEqualTo(EffectSums.MOST_CELLS);
    }

    @Test
    void whatMovesBothLinksAlikeIsNoFaultOfOne() {
        EffectSeries series = EffectSeries.of(List.of(row(0, -8, -8), row(1, -13, -1)), Line.SCALES);
        assertThat(series.estimate(DOWNLINK).size()[0]).isLessThan(1);
        assertThat(series.estimate(BOTH).size()[0]).isCloseTo(8, within(0.01));
        assertThat(series.estimate(DOWNLINK).size()[1]).isCloseTo(12, within(0.2));
        assertThat(series.estimate(UPLINK).size()[1]).isNegative();
    }

    @Test
    void oneLinkAloneTellsWhatItCan() {
        EffectSeries series = EffectSeries.of(List.of(row(0, -8, Float.NaN)), Line.SCALES);
        assertThat(series.estimate(DOWNLINK).size()[0]).isEqualTo(8);
        assertThat(series.estimate(BOTH).size()[0]).isEqualTo(8);
        assertThat(series.estimate(UPLINK).size()[0]).isNaN();
        assertThat(series.estimate(DOWNLINK).mean(0, 1)).isEqualTo(8);
        assertThat(series.estimate(UPLINK).mean(0, 1)).isNaN();
        assertThat(series.estimate(UPLINK).weight(0, 1)).isZero();
    }
}
