package org.lineside.baselines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.Channel;

/**
 * Mean ± 3σ per cell: a Shewhart chart (Shewhart 1931) of each cell's and channel's mean over a stay. A call scores the
 * largest distance of any of its stays, in σ of the history's stays in that cell.
 */
public final class ThreeSigma implements Baseline {
    private static final double SIGMAS = 3;
    private static final int LEAST_STAYS = 10;
    private static final List<Channel> CHANNELS =
            List.of(Channel.LEVEL_DL, Channel.LEVEL_UL, Channel.QUALITY_DL, Channel.QUALITY_UL);

    private record Chart(String cell, Channel channel) {}

    @Override
    public String name() {
        return "mean ± 3σ per cell";
    }

    @Override
    public Learned learn(List<CallTrace> history) {
        Map<Chart, SummaryStatistics> charts = new HashMap<>();
        for (CallTrace call : history) {
            means(call).forEach((chart, means) -> {
                SummaryStatistics all = charts.computeIfAbsent(chart, c -> new SummaryStatistics());
                means.forEach(all::addValue);
            });
        }
        return new Learned(call -> score(call, charts), OptionalDouble.of(SIGMAS));
    }

    private static double score(CallTrace call, Map<Chart, SummaryStatistics> charts) {
        double[] largest = {0};
        means(call).forEach((chart, means) -> {
            SummaryStatistics usual = charts.get(chart);
            if (usual != null && usual.getN() >= LEAST_STAYS && usual.getStandardDeviation() > 0) {
                for (double mean : means) {
                    double distance = Math.abs(mean - usual.getMean()) / usual.getStandardDeviation();
                    largest[0] = Math.max(largest[0], distance);
                }
            }
        });
        return largest[0];
    }

    private static Map<Chart, List<Double>> means(CallTrace call) {
        Map<Chart, List<Double>> means = new HashMap<>();
        for (CellVisit visit : CellVisit.of(call)) {
            String cell = call.cells().get(visit.cell());
            for (Channel channel : CHANNELS) {
                double mean = Samples.mean(call.channel(channel), visit.from(), visit.to());
                if (!Double.isNaN(mean)) {
                    means.computeIfAbsent(new Chart(cell, channel), c -> new ArrayList<>())
                            .add(mean);
                }
            }
        }
        return means;
    }
}
