package org.lineside.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Scope;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.railway.Physics;
import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.railway.RailwayPlanner;
import org.lineside.simulation.traffic.CallPlan;
import org.lineside.simulation.traffic.Timetable;
import org.lineside.simulation.traffic.Train;

/** One day of a small railway, with and without one fault. */
final class Scenario {
    static final int TRAINS = 14;
    static final long START = 1_772_323_200_000L;

    final World world;
    final Timetable timetable;

    Scenario(int physics) {
        Physics p = Physics.preset(physics);
        Railway railway = RailwayPlanner.plan(p, 60, 11);
        world = new World(p, railway, new RadioField(railway, p, 11));
        timetable = new Timetable(railway, p, 11, START, TRAINS, List.of());
    }

    List<CallLog> day(List<Fault> faults) {
        List<CallLog> logs = new ArrayList<>();
        for (int slot = 0; slot < TRAINS; slot++) {
            Train train = timetable.train(0, slot);
            PassNoise noise = new PassNoise(world.physics(), train);
            for (CallPlan call : train.calls()) {
                logs.addAll(CallSimulator.run(world, train, noise, call, faults));
            }
        }
        return logs;
    }

    Fault fault(FaultKind kind, double severity, double levelDbm, List<Integer> cells, List<String> mobiles) {
        return new Fault(
                "F",
                kind,
                Scope.CELL,
                "x",
                START,
                START + 2 * 86_400_000L,
                severity,
                levelDbm,
                cells,
                mobiles,
                null,
                Double.NaN,
                Double.NaN,
                0);
    }

    Fault place(FaultKind kind, double severity, double levelDbm, String line, double from, double to) {
        return new Fault(
                "F",
                kind,
                Scope.SECTION,
                "x",
                START,
                START + 2 * 86_400_000L,
                severity,
                levelDbm,
                List.of(),
                List.of(),
                line,
                from,
                to,
                0);
    }

    /** The cell that serves most reports. */
    static int busiest(List<CallLog> logs) {
        Map<Integer, Integer> reports = new HashMap<>();
        for (CallLog log : logs) {
            for (int r = 0; r < log.size; r++) {
                reports.merge((int) log.cell[r], 1, Integer::sum);
            }
        }
        return reports.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** The pair of cells with most handovers. */
    static List<Integer> busiestPair(List<CallLog> logs) {
        Map<List<Integer>, Integer> pairs = new HashMap<>();
        for (CallLog log : logs) {
            for (CallLog.Event event : log.events) {
                if ("HO_COMMAND".equals(event.name())) {
                    pairs.merge(List.of(event.cell(), event.target()), 1, Integer::sum);
                }
            }
        }
        return pairs.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Downlink level at full power in dBm, NaN where lost or censored. */
    static double downlinkDbm(CallLog log, int row) {
        int code = log.rxlevDl[row];
        return code <= 0 || code >= 63 ? Double.NaN : code - 110.0 + log.bsAttenuation[row];
    }

    /** Uplink level at full power in dBm, NaN where absent or censored. */
    static double uplinkDbm(CallLog log, int row) {
        int code = log.rxlevUl[row];
        return code <= 0 || code >= 63 ? Double.NaN : code - 110.0 + 39 - log.msPower[row];
    }

    /** A number of a report. */
    interface Value {
        double of(CallLog log, int row);
    }

    /**
     * Mean difference between faulty and sound days over reports at the same time of the same call in the same cell.
     *
     * @param cell only where this one serves, or null
     */
    static double difference(List<CallLog> sound, List<CallLog> faulty, Value value, @Nullable Integer cell) {
        Map<String, CallLog> byId = new HashMap<>();
        sound.forEach(log -> byId.put(log.plan.callId(), log));
        double sum = 0;
        int n = 0;
        for (CallLog log : faulty) {
            CallLog other = byId.get(log.plan.callId());
            if (other == null) {
                continue;
            }
            int s = 0;
            for (int r = 0; r < log.size; r++) {
                while (s < other.size - 1 && other.timeMs[s] < log.timeMs[r] - 240) {
                    s++;
                }
                boolean same = Math.abs(other.timeMs[s] - log.timeMs[r]) <= 240 && other.cell[s] == log.cell[r];
                double d = value.of(log, r) - value.of(other, s);
                if (same && !Double.isNaN(d) && (cell == null || log.cell[r] == cell)) {
                    sum += d;
                    n++;
                }
            }
        }
        return n < 50 ? Double.NaN : sum / n;
    }

    static long labelled(List<CallLog> logs) {
        return logs.stream().filter(l -> l.tally.anomalous()).count();
    }
}
