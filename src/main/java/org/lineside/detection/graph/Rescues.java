package org.lineside.detection.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.lineside.calls.CallTrace;
import org.lineside.detection.Observation;

/**
 * Handovers commanded to rescue the call, where it usually leaves for a better cell: the sum of −log10 of how often a
 * handover out of that cell is one. Says nothing where the events tell no causes.
 */
final class Rescues implements Look {
    private static final int MIN_RESCUES = 2;
    /** Rescues closer to each other are one stretch. */
    private static final long TOGETHER_MS = 20_000;

    private final CauseRates rates;

    Rescues(CauseRates rates) {
        this.rates = rates;
    }

    @Override
    public String name() {
        return "rescue";
    }

    @Override
    public List<Observation> at(Scene scene) {
        CallTrace trace = scene.trace();
        List<CauseRates.Command> commands = CauseRates.of(scene.call());
        if (!rates.known() || commands.isEmpty() || trace.size() == 0) {
            return List.of();
        }
        double surprise = 0;
        double expected = 0;
        List<CauseRates.Command> rescues = new ArrayList<>();
        for (CauseRates.Command c : commands) {
            double rate =
                    rates.emergencies(c.cell(), scene.learned() && c.cause().isEmergency());
            expected += rate;
            if (c.cause().isEmergency()) {
                surprise -= Math.log10(rate);
                rescues.add(c);
            }
        }
        if (rescues.isEmpty()) {
            return List.of(told(0, expected, rescues, 0, trace.size()));
        }
        List<Observation> seen = new ArrayList<>();
        int from = 0;
        for (int k = 1; k <= rescues.size(); k++) {
            boolean ends = k == rescues.size()
                    || rescues.get(k).timeMs() - rescues.get(k - 1).timeMs() > TOGETHER_MS;
            if (ends) {
                int first = Math.max(0, sample(trace, rescues.get(from).timeMs()) - 1);
                int last =
                        Math.min(trace.size(), sample(trace, rescues.get(k - 1).timeMs()) + 2);
                seen.add(told(surprise, expected, rescues, first, last));
                from = k;
            }
        }
        return seen;
    }

    private static Observation told(
            double surprise, double expected, List<CauseRates.Command> rescues, int from, int to) {
        Map<String, Integer> causes = new TreeMap<>();
        rescues.forEach(c -> causes.merge(c.cause().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        return new Observation(
                0,
                surprise,
                "handover_cause",
                from,
                to,
                rescues.size(),
                Math.round(expected * 100) / 100.0,
                "count",
                rescues.size() >= MIN_RESCUES,
                Map.of("causes", causes));
    }

    private static int sample(CallTrace trace, long timeMs) {
        int at = 0;
        while (at + 1 < trace.size() && trace.startMs()[at + 1] <= timeMs) {
            at++;
        }
        return at;
    }
}
