package org.lineside.comparison;

import java.util.Arrays;
import java.util.List;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.RadioEvent;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.Route;

/** Holds calls that are laid along their routes against what is expected there. */
public final class Residuals {
    private static final Channel[] CHANNELS = Channel.values();

    private final ReferenceModel model;
    private final int minCalls;
    private final Expectation expectation;

    /**
     * @param model the references
     * @param minCalls passes below which a route is provisional
     */
    public Residuals(ReferenceModel model, int minCalls) {
        this.model = model;
        this.minCalls = minCalls;
        this.expectation = new Expectation(model);
    }

    /**
     * Compares a call.
     *
     * @param modelCell model index of each of the trace's cell names, from {@link ReferenceModel#indexOf}
     * @param placement where it lies
     * @param events what the events file says of the call
     */
    public ComparedCall of(CallTrace trace, int[] modelCell, Placement placement, List<RadioEvent> events) {
        int[] route = placement.route();
        int[] position = placement.position();
        MobileOffset offset = placement.offset();
        int n = trace.size();
        int[] entry = new int[n];
        double[] km = new double[n];
        float[][] expected = filled(n);
        float[][] spread = filled(n);
        float[][] residual = filled(n);
        float[] neighbourResidual = new float[trace.neighbourCell().length];
        Arrays.fill(neighbourResidual, Float.NaN);
        float[] neighbourSpread = neighbourResidual.clone();
        int covered = 0;
        int[] votes = new int[model.routes().size()];
        for (int i = 0; i < n; i++) {
            entry[i] = -1;
            km[i] = trace.trackKm()[i];
            if (route[i] < 0 || position[i] < 0) {
                continue;
            }
            covered++;
            votes[route[i]]++;
            Route r = model.routes().get(route[i]);
            if (Double.isNaN(km[i])) {
                km[i] = r.positionKm()[position[i]];
            }
            int cell = modelCell[trace.cell()[i]];
            boolean elsewhere = Agreement.of(r, position[i], trace, modelCell, i, offset) == Agreement.ELSEWHERE;
            entry[i] = elsewhere ? -1 : Agreement.nearestEntry(r, position[i], r.local(cell));
            if (entry[i] >= 0) {
                for (Channel channel : CHANNELS) {
                    if (trace.has(channel)) {
                        expect(channel, trace, i, r, entry[i], cell, offset, expected, spread, residual);
                    }
                }
            }
            for (int k = trace.neighbourStart()[i]; k < trace.neighbourStart()[i + 1]; k++) {
                int e = r.entry(position[i], r.local(modelCell[trace.neighbourCell()[k]]));
                if (e >= 0) {
                    neighbourResidual[k] =
                            trace.neighbourDbm()[k] - offset.downlinkDb() - r.centre(Channel.LEVEL_DL, e);
                    neighbourSpread[k] = expectation.spread(Channel.LEVEL_DL, r, e);
                }
            }
        }
        int main = -1;
        for (int r = 0; r < votes.length; r++) {
            main = votes[r] > 0 && (main < 0 || votes[r] > votes[main]) ? r : main;
        }
        boolean provisional = main >= 0 && model.routes().get(main).provisional(minCalls);
        return new ComparedCall(
                trace,
                modelCell,
                route,
                position,
                entry,
                km,
                expected,
                spread,
                residual,
                neighbourResidual,
                neighbourSpread,
                offset,
                0,
                placement.mobileKnown(),
                main,
                n == 0 ? 0 : (double) covered / n,
                provisional,
                placement.cost(),
                events);
    }

    private static float[][] filled(int n) {
        float[][] arrays = new float[CHANNELS.length][n];
        for (float[] a : arrays) {
            Arrays.fill(a, Float.NaN);
        }
        return arrays;
    }

    private void expect(
            Channel channel,
            CallTrace trace,
            int i,
            Route route,
            int entry,
            int cell,
            MobileOffset offset,
            float[][] expected,
            float[][] spread,
            float[][] residual) {
        float value = expectation.of(channel, trace, i, route, entry, cell, offset);
        int c = channel.ordinal();
        expected[c][i] = value;
        spread[c][i] = expectation.spread(channel, route, entry);
        if (Expectation.comparable(channel, trace, i, value)) {
            residual[c][i] = trace.channel(channel)[i] - value;
        }
    }
}
