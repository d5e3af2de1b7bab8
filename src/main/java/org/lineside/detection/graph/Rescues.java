package org.lineside.detection.graph;

import java.util.List;
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
        int count = 0;
        int from = trace.size() - 1;
        int to = 0;
        Map<String, Integer> causes = new TreeMap<>();
        for (CauseRates.Command c : commands) {
            double rate =
                    rates.emergencies(c.cell(), scene.learned() && c.cause().isEmergency());
            expected += rate;
            if (c.cause().isEmergency()) {
                surprise -= Math.log10(rate);
                count++;
                causes.merge(c.cause().name().toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
                int at = sample(trace, c.timeMs());
                from = Math.min(from, at);
                to = Math.max(to, at + 1);
            }
        }
        return List.of(new Observation(
                0,
                surprise,
                "handover_cause",
                count == 0 ? 0 : Math.max(0, from - 1),
                count == 0 ? trace.size() : Math.min(trace.size(), to + 1),
                count,
                Math.round(expected * 100) / 100.0,
                "count",
                count >= MIN_RESCUES,
                Map.of("causes", causes)));
    }

    private static int sample(CallTrace trace, long timeMs) {
        int at = 0;
        while (at + 1 < trace.size() && trace.startMs()[at + 1] <= timeMs) {
            at++;
        }
        return at;
    }
}
