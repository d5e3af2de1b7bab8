package org.lineside.simulation.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Scope;
import org.lineside.simulation.railway.Cell;
import org.lineside.simulation.railway.RadioField;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.railway.Route;
import org.lineside.simulation.railway.Seeds;
import org.lineside.simulation.railway.Segment;
import org.lineside.simulation.railway.Tunnel;
import org.lineside.simulation.traffic.Mobile;
import org.lineside.simulation.traffic.Timetable;
import org.lineside.simulation.traffic.TrainChange;
import org.lineside.simulation.traffic.Vehicle;

/**
 * Decides what goes wrong, where and when. No cell, vehicle or train is used twice, so that each effect has one cause;
 * what finds no free place is left out.
 */
public final class FaultPlanner {
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final long FIELD_START_MS = 10 * HOUR_MS + 8 * 60_000L;
    private static final long FIELD_END_MS = 17 * HOUR_MS + 30 * 60_000L;
    private static final double SHORTEST_SERVED_M = 1200;
    /** Typical level of a server, for a jammer that travels, in dBm. */
    private static final double TYPICAL_DBM = -68;

    private final Railway railway;
    private final Timetable timetable;
    private final SplittableRandom random;
    private final List<List<ServingPlan.Run>> plans = new ArrayList<>();
    private final Set<Integer> usedCells = new HashSet<>();
    private final Set<Integer> usedVehicles = new HashSet<>();
    private final Set<Integer> usedSlots = new HashSet<>();
    private final Set<Integer> usedTunnels = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<TrainChange> changes = new ArrayList<>();
    private int firstNewDay;
    private int newDays;

    /** A planner for a railway and its timetable. */
    public FaultPlanner(Railway railway, RadioField field, Timetable timetable, long seed) {
        this.railway = railway;
        this.timetable = timetable;
        this.random = Seeds.stream(seed, 10);
        for (Route route :
                railway.routes().subList(0, Math.min(6, railway.routes().size()))) {
            plans.add(ServingPlan.of(route, field));
        }
    }

    /**
     * Plans faults into the new days, one of each kind a week; what lasts over all of them once.
     *
     * @param historyDays days before the first fault
     * @param days new days
     * @param kinds what shall happen
     * @param grade severity to begin with
     */
    public FaultPlan plan(int historyDays, int days, List<FaultKind> kinds, int grade) {
        firstNewDay = historyDays;
        newDays = days;
        int rounds = Math.max(1, days / 7);
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < kinds.size(); i++) {
                FaultKind kind = kinds.get(i);
                if (round == 0 || !kind.once()) {
                    add(kind, Severities.of(kind, grade + round + i));
                }
            }
        }
        faults.sort(Comparator.comparingLong(Fault::startMs).thenComparing(Fault::id));
        return new FaultPlan(faults, changes);
    }

    private void add(FaultKind kind, double severity) {
        switch (kind) {
            case POWER_DROP, FEEDER, OUTAGE, UPLINK_INTERFERENCE, TIMING, WORKS -> cell(kind, severity, List.of());
            case TERMINAL_MODEL -> cell(kind, severity, mobilesOfRarerModel());
            case DOWNLINK_INTERFERENCE, COVERAGE_HOLE -> place(kind, severity);
            case DIRECTIONAL_INTERFERENCE -> beforeHandover(severity);
            case REPEATER -> repeater(severity);
            case MOBILE_ANTENNA, MOBILE_UPLINK, MOBILE_DOWNLINK -> mobile(kind, severity);
            case LATE_HANDOVER, PING_PONG, HANDOVER_FAILURE -> pair(kind, severity);
            case TRAIN_JAMMER -> train(kind, severity, null);
            case LATE_TRAIN -> train(kind, severity, TrainChange.Kind.LATE);
            case DIVERSION -> train(kind, severity, TrainChange.Kind.DIVERTED);
            case NEW_MOBILE -> train(kind, severity, TrainChange.Kind.NEW_VEHICLE);
            case DOUBLE_TRACTION -> train(kind, severity, TrainChange.Kind.DOUBLE_TRACTION);
            case RADIO_INNOCENT -> network(kind, severity, 3 * HOUR_MS, "");
            case PROBE_CLOCK -> network(kind, severity, 6 * HOUR_MS, "L3");
            case PROBE_GAP -> network(kind, severity, (long) (severity * 1000), "L2");
            case WET_DAY -> wetDay(severity);
            case SEASON -> season(severity);
            case CREEP -> creepingCell(severity);
            case MOBILE_CREEP -> creepingMobile(severity);
        }
    }

    /** A span of new time, lasting between an eighth and a third of it, that begins in service hours. */
    private long[] span(double leastHours, double mostHours) {
        double wanted = newDays * 24 * random.nextDouble(0.12, 0.3);
        long length = (long) (Math.max(leastHours, Math.min(mostHours, wanted)) * HOUR_MS);
        long end = timetable.midnightMs(firstNewDay + newDays);
        int lastDay = Math.max(1, newDays - (int) (length / DAY_MS));
        long start = timetable.midnightMs(firstNewDay + random.nextInt(lastDay)) + random.nextLong(5, 14) * HOUR_MS;
        return new long[] {start, Math.min(end, start + length)};
    }

    private void emit(
            FaultKind kind,
            Scope scope,
            String entity,
            long[] span,
            double severity,
            double levelDbm,
            List<Integer> cells,
            List<String> mobiles) {
        faults.add(new Fault(
                id(kind),
                kind,
                scope,
                entity,
                span[0],
                span[1],
                severity,
                levelDbm,
                cells,
                mobiles,
                null,
                Double.NaN,
                Double.NaN,
                0));
    }

    private String id(FaultKind kind) {
        return "F%02d-%s".formatted(faults.size() + 1, kind.name().toLowerCase(Locale.ROOT));
    }

    private void cell(FaultKind kind, double severity, List<String> mobiles) {
        ServingPlan.Run run = freeRun();
        if (run != null) {
            usedCells.add(run.cell());
            Cell cell = railway.cells().get(run.cell());
            emit(kind, Scope.CELL, cell.id(), span(8, 36), severity, Double.NaN, List.of(run.cell()), mobiles);
        }
    }

    private List<String> mobilesOfRarerModel() {
        return timetable.vehicles().stream()
                .flatMap(v -> v.mobiles().stream())
                .filter(m -> "EDOR-7".equals(m.model()))
                .map(Mobile::id)
                .toList();
    }

    private ServingPlan.@Nullable Run freeRun() {
        List<ServingPlan.Run> free = plans.stream()
                .flatMap(List::stream)
                .filter(r -> r.lengthM() >= SHORTEST_SERVED_M && !usedCells.contains(r.cell()) && !inTunnel(r))
                .toList();
        return free.isEmpty() ? null : free.get(random.nextInt(free.size()));
    }

    private boolean inTunnel(ServingPlan.Run run) {
        return railway.tunnels().stream()
                .anyMatch(t -> t.donor() == run.cell()
                        || (t.segment() == run.segment().index() && t.fromM() < run.toM() && t.toM() > run.fromM()));
    }

    private void place(FaultKind kind, double severity) {
        ServingPlan.Run run = freeRun();
        if (run == null) {
            return;
        }
        usedCells.add(run.cell());
        double length = Math.min(run.lengthM() * 0.9, random.nextDouble(700, 1500));
        double from = run.fromM() + random.nextDouble(0.05, 0.95) * (run.lengthM() - length);
        boolean oneWay = kind == FaultKind.DOWNLINK_INTERFERENCE && random.nextDouble() < 0.3;
        double level = kind == FaultKind.DOWNLINK_INTERFERENCE ? run.levelDbm() - severity : Double.NaN;
        section(
                kind,
                severity,
                level,
                run.segment(),
                from,
                from + length,
                oneWay ? run.direction() : 0,
                List.of(run.cell()),
                span(8, 36));
    }

    /** Before the point where one cell hands over to the next, on the line that most trains run. */
    private void beforeHandover(double severity) {
        List<ServingPlan.Run> free = new ArrayList<>();
        for (List<ServingPlan.Run> plan : plans) {
            for (int i = 0; i + 1 < plan.size(); i++) {
                ServingPlan.Run run = plan.get(i);
                boolean handsOver = plan.get(i + 1).follows()
                        && run.lengthM() >= SHORTEST_SERVED_M
                        && plan.get(i + 1).lengthM() >= SHORTEST_SERVED_M;
                if (run.segment().index() == 0 && handsOver && !usedCells.contains(run.cell()) && !inTunnel(run)) {
                    free.add(run);
                }
            }
        }
        if (free.isEmpty()) {
            return;
        }
        ServingPlan.Run run = free.get(random.nextInt(free.size()));
        usedCells.add(run.cell());
        double length = Math.min(run.lengthM() * 0.9, random.nextDouble(1000, 1500));
        double from = run.direction() > 0 ? run.toM() - length : run.fromM();
        long midnight = timetable.midnightMs(firstNewDay + random.nextInt(newDays));
        long[] span = {midnight + FIELD_START_MS, midnight + FIELD_END_MS};
        double level = run.levelDbm() - severity;
        section(
                FaultKind.DIRECTIONAL_INTERFERENCE,
                severity,
                level,
                run.segment(),
                from,
                from + length,
                run.direction(),
                List.of(run.cell()),
                span);
    }

    private void section(
            FaultKind kind,
            double severity,
            double level,
            Segment segment,
            double fromM,
            double toM,
            int direction,
            List<Integer> cells,
            long[] span) {
        double from = segment.km(fromM);
        double to = segment.km(toM);
        String entity = String.format(Locale.ROOT, "%s:%.1f-%.1f", segment.line(), from, to);
        faults.add(new Fault(
                id(kind),
                kind,
                Scope.SECTION,
                entity,
                span[0],
                span[1],
                severity,
                level,
                cells,
                List.of(),
                segment.line(),
                from,
                to,
                direction));
    }

    private void repeater(double severity) {
        List<Tunnel> tunnels = railway.tunnels();
        for (int i = 0; i < tunnels.size(); i++) {
            if (usedTunnels.add(i)) {
                Tunnel tunnel = tunnels.get(i);
                Segment segment = railway.segments().get(tunnel.segment());
                section(
                        FaultKind.REPEATER,
                        severity,
                        Double.NaN,
                        segment,
                        tunnel.fromM(),
                        tunnel.toM(),
                        0,
                        List.of(tunnel.donor()),
                        span(8, 36));
                return;
            }
        }
    }

    private void mobile(FaultKind kind, double severity) {
        String id = freeMobile();
        if (id != null) {
            emit(kind, Scope.MOBILE, id, span(48, 96), severity, Double.NaN, List.of(), List.of(id));
        }
    }

    private @Nullable String freeMobile() {
        List<Vehicle> free = timetable.vehicles().stream()
                .filter(v -> !usedVehicles.contains(v.number()))
                .toList();
        if (free.isEmpty()) {
            return null;
        }
        Vehicle vehicle = free.get(random.nextInt(free.size()));
        usedVehicles.add(vehicle.number());
        return vehicle.data().get(random.nextInt(2)).id();
    }

    private void pair(FaultKind kind, double severity) {
        List<int[]> free = new ArrayList<>();
        for (List<ServingPlan.Run> plan : plans) {
            for (int i = 1; i < plan.size(); i++) {
                ServingPlan.Run a = plan.get(i - 1);
                ServingPlan.Run b = plan.get(i);
                boolean long1 = a.lengthM() > 700 && b.lengthM() > 700 && b.follows();
                if (long1 && !usedCells.contains(a.cell()) && !usedCells.contains(b.cell())) {
                    free.add(new int[] {a.cell(), b.cell()});
                }
            }
        }
        if (free.isEmpty()) {
            return;
        }
        int[] pair = free.get(random.nextInt(free.size()));
        usedCells.add(pair[0]);
        usedCells.add(pair[1]);
        String entity = railway.cells().get(pair[0]).id() + ">"
                + railway.cells().get(pair[1]).id();
        emit(kind, Scope.SECTION, entity, span(10, 40), severity, Double.NaN, List.of(pair[0], pair[1]), List.of());
    }

    /** One run of a train, of a kind of its own where {@code change} says so. */
    private void train(FaultKind kind, double severity, TrainChange.@Nullable Kind change) {
        int day = firstNewDay + random.nextInt(newDays);
        int slot = random.nextInt(timetable.trainsPerDay());
        for (int tries = 0; tries < 200 && !usable(day, slot, change); tries++) {
            day = firstNewDay + random.nextInt(newDays);
            slot = random.nextInt(timetable.trainsPerDay());
        }
        if (!usable(day, slot, change)) {
            return;
        }
        usedSlots.add(day * 100_000 + slot);
        if (change != null) {
            changes.add(new TrainChange(day, slot, change));
        }
        Vehicle vehicle = change == TrainChange.Kind.NEW_VEHICLE ? timetable.stranger() : timetable.vehicle(day, slot);
        List<String> mobiles = vehicle.mobiles().stream().map(Mobile::id).toList();
        long start = timetable.departureMs(day, slot);
        double level = kind == FaultKind.TRAIN_JAMMER ? TYPICAL_DBM - severity : Double.NaN;
        long[] span = {start, start + 150 * 60_000L};
        emit(kind, Scope.TRAIN, timetable.number(slot), span, severity, level, List.of(), mobiles);
    }

    /** Free, by a sound vehicle; a diversion replaces a run over the branch. */
    private boolean usable(int day, int slot, TrainChange.@Nullable Kind change) {
        boolean fits = change != TrainChange.Kind.DIVERTED
                || timetable.route(slot).id().startsWith("branch");
        boolean sound = !usedVehicles.contains(timetable.vehicle(day, slot).number());
        return fits && sound && !usedSlots.contains(day * 100_000 + slot);
    }

    private void network(FaultKind kind, double severity, long lengthMs, String line) {
        List<Integer> cells = line.isEmpty()
                ? List.of()
                : railway.cells().stream()
                        .filter(c -> c.line().equals(line))
                        .map(Cell::index)
                        .toList();
        long start = timetable.midnightMs(firstNewDay + random.nextInt(newDays))
                + random.nextLong(6 * HOUR_MS, 15 * HOUR_MS);
        String entity = line.isEmpty() ? "network" : "probe-" + line;
        emit(kind, Scope.NETWORK, entity, new long[] {start, start + lengthMs}, severity, Double.NaN, cells, List.of());
    }

    private void wetDay(double severity) {
        long start = timetable.midnightMs(firstNewDay + random.nextInt(newDays));
        long[] span = {start, start + DAY_MS};
        emit(FaultKind.WET_DAY, Scope.NETWORK, "network", span, severity, Double.NaN, List.of(), List.of());
    }

    private void season(double severity) {
        emit(FaultKind.SEASON, Scope.NETWORK, "network", newTime(), severity, Double.NaN, List.of(), List.of());
    }

    private long[] newTime() {
        return new long[] {timetable.midnightMs(firstNewDay), timetable.midnightMs(firstNewDay + newDays)};
    }

    private void creepingCell(double severity) {
        ServingPlan.Run run = freeRun();
        if (run != null) {
            usedCells.add(run.cell());
            String id = railway.cells().get(run.cell()).id();
            emit(FaultKind.CREEP, Scope.CELL, id, newTime(), severity, Double.NaN, List.of(run.cell()), List.of());
        }
    }

    private void creepingMobile(double severity) {
        String id = freeMobile();
        if (id != null) {
            emit(FaultKind.MOBILE_CREEP, Scope.MOBILE, id, newTime(), severity, Double.NaN, List.of(), List.of(id));
        }
    }
}
