package org.lineside.baselines;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;

/**
 * Share of a call below a fixed limit, the same everywhere; nothing is learned. Flagged above 5 %: EIRENE SRS 3.2.2 asks
 * for its levels with a probability of 95 %.
 *
 * @param name what it is called
 * @param share of a call, 0..1
 */
public record FixedThreshold(String name, ToDoubleFunction<CallTrace> share) implements Baseline {
    /** Level for speeds up to 220 km/h, EIRENE SRS 3.2.2. */
    private static final double LEAST_DBM = -95;

    private static final double FLAGGED_SHARE = 0.05;

    /** Share of the samples whose downlink level, as received, is below −95 dBm. */
    public static FixedThreshold level() {
        return new FixedThreshold("level < −95 dBm", FixedThreshold::weak);
    }

    /** Share of the downlink reports with RXQUAL ≥ 5. */
    public static FixedThreshold quality() {
        return new FixedThreshold("RXQUAL ≥ 5", FixedThreshold::bad);
    }

    @Override
    public Learned learn(List<CallTrace> history) {
        return new Learned(share, OptionalDouble.of(FLAGGED_SHARE));
    }

    private static double weak(CallTrace call) {
        float[] level = call.channel(Channel.LEVEL_DL);
        int known = 0;
        int below = 0;
        for (int i = 0; i < level.length; i++) {
            float attenuation = call.bsAttenuationDb()[i];
            double received = level[i] - (Float.isNaN(attenuation) ? 0 : attenuation);
            known += Double.isNaN(received) ? 0 : 1;
            below += received < LEAST_DBM ? 1 : 0;
        }
        return known == 0 ? 0 : (double) below / known;
    }

    private static double bad(CallTrace call) {
        double reports = 0;
        double bad = 0;
        for (int i = 0; i < call.size(); i++) {
            if (!Float.isNaN(call.badDownlink()[i])) {
                reports += call.downlinkReports()[i];
                bad += call.downlinkReports()[i] * call.badDownlink()[i];
            }
        }
        return reports == 0 ? 0 : bad / reports;
    }
}
