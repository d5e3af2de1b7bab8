package org.lineside.health;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.lineside.health.CallHealth.EdgeShare;
import org.lineside.numeric.ExactIntervals;
import org.lineside.numeric.Interval;
import tools.jackson.databind.json.JsonMapper;

/**
 * The handovers from one cell to another on a day.
 *
 * @param from the cell left
 * @param to the cell entered, or meant
 * @param day ISO-8601 date, UTC
 * @param handovers handovers seen, those that failed included
 * @param told those of calls whose events would tell a failure
 * @param failed those that failed
 * @param pingPongs those after which the call was back within 10 s
 * @param late those that came late
 * @param breakSeconds median time from command to completion in seconds, NaN where no events tell
 * @param gapSeconds median time between the last report before and the first one after in seconds, NaN without any
 * @param causes commands by cause, as JSON
 */
public record EdgeStats(
        String from,
        String to,
        String day,
        int handovers,
        int told,
        int failed,
        int pingPongs,
        int late,
        double breakSeconds,
        double gapSeconds,
        String causes) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The share of handovers that succeeded, among those whose failure would be known. */
    public Interval success() {
        return ExactIntervals.proportion(told - failed, told);
    }

    static List<EdgeStats> of(String day, List<CallHealth> calls) {
        Map<HandoverReader.Edge, Sum> sums = new HashMap<>();
        for (CallHealth call : calls) {
            for (EdgeShare edge : call.edges()) {
                sums.computeIfAbsent(new HandoverReader.Edge(edge.from(), edge.to()), e -> new Sum())
                        .add(edge, call.handoversTold());
            }
        }
        List<EdgeStats> rows = new ArrayList<>();
        sums.keySet().stream()
                .sorted()
                .forEach(edge -> rows.add(Objects.requireNonNull(sums.get(edge)).row(edge, day)));
        return List.copyOf(rows);
    }

    private static final class Sum {
        private int handovers;
        private int told;
        private int failed;
        private int pingPongs;
        private int late;
        private final List<Integer> breakMs = new ArrayList<>();
        private final List<Integer> gapMs = new ArrayList<>();
        private final Map<String, Integer> causes = new TreeMap<>();

        void add(EdgeShare edge, boolean eventsTell) {
            handovers += edge.arrived() + edge.failed();
            told += eventsTell ? edge.arrived() + edge.failed() : 0;
            failed += edge.failed();
            pingPongs += edge.pingPongs();
            late += edge.late();
            breakMs.addAll(edge.breakMs());
            gapMs.addAll(edge.gapMs());
            edge.causes().forEach((cause, n) -> causes.merge(cause, n, Integer::sum));
        }

        EdgeStats row(HandoverReader.Edge edge, String day) {
            return new EdgeStats(
                    edge.from(),
                    edge.to(),
                    day,
                    handovers,
                    told,
                    failed,
                    pingPongs,
                    late,
                    medianSeconds(breakMs),
                    medianSeconds(gapMs),
                    JSON.writeValueAsString(causes));
        }

        private static double medianSeconds(List<Integer> ms) {
            List<Integer> sorted = ms.stream().sorted().toList();
            int n = sorted.size();
            return n == 0 ? Double.NaN : (sorted.get((n - 1) / 2) + (double) sorted.get(n / 2)) / 2000;
        }
    }
}
