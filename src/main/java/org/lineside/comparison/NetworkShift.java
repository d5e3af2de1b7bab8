package org.lineside.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lineside.calls.Channel;

/**
 * What the whole network shows at a time: rain, snow and leaves weaken every cell by 1 to 3 dB. It is the median of the
 * mean residuals of the calls that ended shortly before, so that it depends on data time alone, not on how the input was
 * cut into runs.
 */
public final class NetworkShift {
    private static final long WINDOW_MS = 12 * 3_600_000L;
    private static final int MAX_CALLS = 15;
    private static final int MIN_CALLS = 5;
    private static final int MIN_MOBILES = 4;
    private static final float LARGEST_DB = 6;

    private final List<CallMean> byEnd;
    private final long settleMs;

    /**
     * Mean residuals of one call.
     *
     * @param endMs end of the call, epoch milliseconds
     * @param callId the call
     * @param mobileId its mobile
     * @param downlinkDb mean residual of the downlink level in dB, NaN when unknown
     * @param uplinkDb mean residual of the uplink level in dB, NaN when unknown
     */
    public record CallMean(long endMs, String callId, String mobileId, float downlinkDb, float uplinkDb) {
        /** The means of a compared call from which no shift was taken out. */
        public static CallMean of(ComparedCall call) {
            return new CallMean(
                    call.trace().info().endMs(),
                    call.trace().info().callId(),
                    call.trace().info().mobileId(),
                    mean(call.residual(Channel.LEVEL_DL)),
                    mean(call.residual(Channel.LEVEL_UL)));
        }

        private static float mean(float[] residual) {
            double sum = 0;
            int n = 0;
            for (float r : residual) {
                if (!Float.isNaN(r)) {
                    sum += r;
                    n++;
                }
            }
            return n == 0 ? Float.NaN : (float) (sum / n);
        }
    }

    /**
     * @param calls calls known, any order
     * @param callTimeoutMinutes time after which a silent call counts as ended: only calls that had ended for so long
     *     are sure to be known
     */
    public NetworkShift(List<CallMean> calls, double callTimeoutMinutes) {
        this.byEnd = calls.stream()
                .sorted(Comparator.comparingLong(CallMean::endMs).thenComparing(CallMean::callId))
                .toList();
        this.settleMs = (long) (callTimeoutMinutes * 60_000);
    }

    /** The call without what the network showed when it began; as it is where too few calls tell. */
    public ComparedCall takeOut(ComparedCall call) {
        long latest = call.trace().info().startMs() - settleMs;
        List<Float> downlink = new ArrayList<>();
        List<Float> uplink = new ArrayList<>();
        Set<String> mobiles = new HashSet<>();
        for (int i = endedBy(latest) - 1; i >= 0 && mobiles.size() < MAX_CALLS; i--) {
            CallMean mean = byEnd.get(i);
            if (mean.endMs() <= latest - WINDOW_MS) {
                break;
            }
            if (!mean.mobileId().equals(call.trace().info().mobileId()) && downlink.size() < MAX_CALLS) {
                mobiles.add(mean.mobileId());
                add(downlink, mean.downlinkDb());
                add(uplink, mean.uplinkDb());
            }
        }
        return mobiles.size() < MIN_MOBILES ? call : call.without(median(downlink), median(uplink));
    }

    private int endedBy(long time) {
        int low = 0;
        int high = byEnd.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (byEnd.get(middle).endMs() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void add(List<Float> values, float value) {
        if (!Float.isNaN(value)) {
            values.add(value);
        }
    }

    private static float median(List<Float> values) {
        if (values.size() < MIN_CALLS) {
            return 0;
        }
        values.sort(Comparator.naturalOrder());
        return Math.clamp(values.get(values.size() / 2), -LARGEST_DB, LARGEST_DB);
    }
}
