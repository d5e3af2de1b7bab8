package org.lineside.baselines;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;

/**
 * A call in few numbers: mean, standard deviation and worst of levels (dBm) and qualities (classes), mean and standard
 * deviation of the timing advance, handovers per minute, gaps per minute. NaN where the call doesn't tell.
 */
final class CallFeatures {
    private static final List<Channel> LEVELS = List.of(Channel.LEVEL_DL, Channel.LEVEL_UL);
    private static final List<Channel> QUALITIES = List.of(Channel.QUALITY_DL, Channel.QUALITY_UL);

    /** Silence that is more than the sampling: three samples. */
    private static final long GAP_MS = 3 * CallTrace.SAMPLE_MS;

    /** How many there are. */
    static final int COUNT = 3 * (LEVELS.size() + QUALITIES.size()) + 2 + 2;

    private CallFeatures() {}

    static double[] of(CallTrace call) {
        double[] features = new double[COUNT];
        int at = 0;
        for (Channel channel : LEVELS) {
            at = put(features, at, statistics(call, channel), true, true);
        }
        for (Channel channel : QUALITIES) {
            at = put(features, at, statistics(call, channel), true, false);
        }
        at = put(features, at, statistics(call, Channel.TIMING_ADVANCE), false, false);
        double minutes = call.size() == 0
                ? Double.NaN
                : Math.max(CallTrace.SAMPLE_MS, call.endMs()[call.size() - 1] - call.startMs()[0]) / 60_000.0;
        features[at] = (CellVisit.of(call).size() - 1) / minutes;
        features[at + 1] = gaps(call) / minutes;
        return features;
    }

    private static int put(double[] features, int from, SummaryStatistics of, boolean worst, boolean lowIsBad) {
        int at = from;
        features[at++] = of.getMean();
        features[at++] = of.getStandardDeviation();
        if (worst) {
            features[at++] = lowIsBad ? of.getMin() : of.getMax();
        }
        return at;
    }

    private static SummaryStatistics statistics(CallTrace call, Channel channel) {
        SummaryStatistics statistics = new SummaryStatistics();
        for (double value : Samples.present(call.channel(channel), 0, call.size())) {
            statistics.addValue(value);
        }
        return statistics;
    }

    private static long gaps(CallTrace call) {
        return IntStream.range(1, call.size())
                .filter(i -> call.startMs()[i] - call.endMs()[i - 1] > GAP_MS)
                .count();
    }
}
