package org.lineside.detection.local;

import java.util.Arrays;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.comparison.ComparedCall;
import org.lineside.detection.Places;

/**
 * A call place by place.
 *
 * @param places the places
 * @param residual [channel][place] observed minus expected in the channel's unit, NaN where not measured
 * @param standard [channel][place] the same in standard deviations of one pass, turned so that more is worse where only
 *     one direction harms; the neighbours' in those of the server's level
 */
record Series(Places places, float[][] residual, float[][] standard) {

    static Series of(Channels channels, ComparedCall call) {
        Places places = Places.of(call);
        float[][] residual = new float[channels.size()][];
        float[][] standard = new float[channels.size()][];
        for (int c = 0; c < residual.length; c++) {
            Channel channel = channels.isNeighbours(c)
                    ? Channel.LEVEL_DL
                    : channels.indicators().get(c).channel();
            boolean measured = channels.isNeighbours(c) || call.trace().has(channel);
            residual[c] = measured ? places.mean(residual(channels, call, c)) : missing(places.size());
            standard[c] = standardised(residual[c], places.mean(call.spread(channel)), channels.harmfulSign(c));
        }
        return new Series(places, residual, standard);
    }

    /** Residuals of a channel per sample; of the neighbours their mean. */
    private static float[] residual(Channels channels, ComparedCall call, int channel) {
        return channels.isNeighbours(channel)
                ? neighbours(call)
                : call.residual(channels.indicators().get(channel).channel());
    }

    /** Mean expected of a channel over samples, as far as something was compared; NaN where nothing was. */
    static double meanExpected(Channels channels, ComparedCall call, int channel, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int i = from; i < to; i++) {
            float expected;
            if (channels.isNeighbours(channel)) {
                expected = neighbours(call, call.trace().neighbourDbm(), i)
                        - neighbours(call, call.neighbourResidual(), i);
            } else {
                Channel of = channels.indicators().get(channel).channel();
                expected = Float.isNaN(call.residual(of)[i]) ? Float.NaN : call.expected(of)[i];
            }
            if (!Float.isNaN(expected)) {
                sum += expected;
                n++;
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }

    private static float[] neighbours(ComparedCall call) {
        float[] mean = new float[call.trace().size()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = neighbours(call, call.neighbourResidual(), i);
        }
        return mean;
    }

    /** Mean over the neighbours of a sample that were compared. */
    private static float neighbours(ComparedCall call, float[] values, int sample) {
        CallTrace trace = call.trace();
        double sum = 0;
        int n = 0;
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            if (!Float.isNaN(call.neighbourResidual()[k])) {
                sum += values[k];
                n++;
            }
        }
        return n == 0 ? Float.NaN : (float) (sum / n);
    }

    private static float[] standardised(float[] residual, float[] spread, int sign) {
        float[] standard = new float[residual.length];
        for (int k = 0; k < standard.length; k++) {
            standard[k] = spread[k] > 0 ? sign * residual[k] / spread[k] : Float.NaN;
        }
        return standard;
    }

    private static float[] missing(int places) {
        float[] missing = new float[places];
        Arrays.fill(missing, Float.NaN);
        return missing;
    }

    /** Mean standard deviation of one pass along the call, in the channel's unit; 1 where nothing was measured. */
    double usualSpread(int channel) {
        double sum = 0;
        int n = 0;
        for (int k = 0; k < places.size(); k++) {
            double spread = Math.abs(residual[channel][k] / standard[channel][k]);
            if (spread > 0) { // neither NaN nor 0 / 0
                sum += spread;
                n++;
            }
        }
        return n == 0 ? 1 : sum / n;
    }

    /** Mean residual of a channel over places, in its unit; 0 where nothing was measured. */
    double meanResidual(int channel, int from, int to) {
        double sum = 0;
        int n = 0;
        for (int k = from; k < to; k++) {
            if (!Float.isNaN(residual[channel][k])) {
                sum += residual[channel][k];
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
