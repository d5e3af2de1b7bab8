package org.lineside.comparison;

import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/**
 * A call beside its reference. Arrays have one element per sample of the trace and belong to this object: read, never
 * write.
 *
 * @param trace the call
 * @param modelCell model index of each of the trace's cell names, −1 for cells the model does not know
 * @param route index of the route each sample was found on, −1 where none fits
 * @param position position on that route's axis, −1 where none fits
 * @param entry the route's entry of the serving cell there, −1 where that cell is not expected
 * @param km kilometre, NaN where unknown
 * @param expected per {@link Channel}: expected value in the channel's unit, the mobile's offset included; NaN where
 *     nothing is expected or the comparison would mean nothing (masked after a handover, censored)
 * @param spread per {@link Channel}: standard deviation of one pass there
 * @param residual per {@link Channel}: observed minus expected
 * @param neighbourResidual per neighbour of the trace: observed minus expected level in dB, NaN where not expected
 * @param neighbourSpread per neighbour of the trace: standard deviation of one pass of its level in dB, NaN where not expected
 * @param offset the mobile's offset that was taken out
 * @param networkDb what was taken out of the downlink levels because the whole network shows it, in dB
 * @param mobileKnown whether the mobile is one of the history's
 * @param mainRoute the route of most samples, −1 without any
 * @param coverage share 0..1 of samples that lie on a route
 * @param provisional whether the main route was learned from few passes
 * @param misfit mean cost of the alignment per sample, 0 (as expected) to 8 (nothing fits)
 * @param events what the events file says of the call, by time
 */
public record ComparedCall(
        CallTrace trace,
        int[] modelCell,
        int[] route,
        int[] position,
        int[] entry,
        double[] km,
        float[][] expected,
        float[][] spread,
        float[][] residual,
        float[] neighbourResidual,
        float[] neighbourSpread,
        MobileOffset offset,
        float networkDb,
        boolean mobileKnown,
        int mainRoute,
        double coverage,
        boolean provisional,
        double misfit,
        List<RadioEvent> events) {

    /**
     * The same call with a shift that the whole network shows taken out of its levels.
     *
     * @param downlinkDb shift of the downlink levels in dB
     * @param uplinkDb shift of the uplink levels in dB
     */
    public ComparedCall without(float downlinkDb, float uplinkDb) {
        float[][] shiftedExpected = expected.clone();
        float[][] shiftedResidual = residual.clone();
        for (Channel channel : new Channel[] {Channel.LEVEL_DL, Channel.LEVEL_UL}) {
            int c = channel.ordinal();
            float shift = channel == Channel.LEVEL_DL ? downlinkDb : uplinkDb;
            shiftedExpected[c] = plus(expected[c], shift);
            shiftedResidual[c] = plus(residual[c], -shift);
        }
        return deviating(
                shiftedExpected, shiftedResidual, plus(neighbourResidual, -downlinkDb), networkDb + downlinkDb);
    }

    /** The cell, by its model index, that usually serves where a sample lies; −1 where none clearly does. */
    public int usualServer(ReferenceModel model, int sample) {
        return route[sample] < 0 || position[sample] < 0
                ? -1
                : model.routes().get(route[sample]).usualServer(position[sample]);
    }

    /**
     * Level downlink that a cell gives at a sample's place, by what the network shows, less the level received, in dB; NaN where
     * nothing is expected.
     */
    public double deficitDb(ReferenceModel model, int sample, int cell) {
        if (cell < 0 || route[sample] < 0 || position[sample] < 0) {
            return Double.NaN;
        }
        Route there = model.routes().get(route[sample]);
        int e = there.entry(position[sample], there.local(cell));
        return e < 0
                ? Double.NaN
                : there.centre(Channel.LEVEL_DL, e)
                        + offset.downlinkDb()
                        + networkDb
                        - trace.channel(Channel.LEVEL_DL)[sample];
    }

    /**
     * The same call with some of its samples and of its neighbours' levels left out of the comparison: as if nothing were
     * expected there.
     *
     * @param left one element per sample: which are left out, with all that was heard in them
     * @param leftNeighbours one element per neighbour of the trace: which are left out
     */
    public ComparedCall leavingOut(boolean[] left, boolean[] leftNeighbours) {
        float[][] known = new float[residual.length][];
        for (int c = 0; c < known.length; c++) {
            known[c] = residual[c].clone();
            for (int i = 0; i < known[c].length; i++) {
                known[c][i] = left[i] ? Float.NaN : known[c][i];
            }
        }
        float[] neighbours = neighbourResidual.clone();
        for (int i = 0; i < left.length; i++) {
            for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
                neighbours[k] = left[i] || leftNeighbours[k] ? Float.NaN : neighbours[k];
            }
        }
        return deviating(expected, known, neighbours, networkDb);
    }

    /**
     * The same with all neighbours' levels kept but those heard in the samples left out.
     *
     * @param left one element per sample: which are left out
     */
    public ComparedCall leavingOut(boolean[] left) {
        return leavingOut(left, new boolean[neighbourResidual.length]);
    }

    private ComparedCall deviating(
            float[][] ownExpected, float[][] ownResidual, float[] ownNeighbourResidual, float ownNetworkDb) {
        return new ComparedCall(
                trace,
                modelCell,
                route,
                position,
                entry,
                km,
                ownExpected,
                spread,
                ownResidual,
                ownNeighbourResidual,
                neighbourSpread,
                offset,
                ownNetworkDb,
                mobileKnown,
                mainRoute,
                coverage,
                provisional,
                misfit,
                events);
    }

    private static float[] plus(float[] values, float shift) {
        float[] sum = new float[values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = values[i] + shift;
        }
        return sum;
    }

    /** Residuals of a channel, one per sample. */
    public float[] residual(Channel channel) {
        return residual[channel.ordinal()];
    }

    /** Expected values of a channel, one per sample. */
    public float[] expected(Channel channel) {
        return expected[channel.ordinal()];
    }

    /** Spreads of a channel, one per sample. */
    public float[] spread(Channel channel) {
        return spread[channel.ordinal()];
    }

    /** Whether a cell, by its model index, was reported as a neighbour in a sample. */
    public boolean hears(int sample, int cell) {
        return !Float.isNaN(heardDbm(sample, cell));
    }

    /** Level in dBm at which a cell, by its model index, was reported as a neighbour in a sample; NaN where it was not. */
    public float heardDbm(int sample, int cell) {
        for (int k = trace.neighbourStart()[sample]; k < trace.neighbourStart()[sample + 1]; k++) {
            if (modelCell[trace.neighbourCell()[k]] == cell) {
                return trace.neighbourDbm()[k];
            }
        }
        return Float.NaN;
    }

    /** Model index of the serving cell of a sample, −1 for a cell the model does not know. */
    public int servingCell(int sample) {
        return modelCell[trace.cell()[sample]];
    }
}
