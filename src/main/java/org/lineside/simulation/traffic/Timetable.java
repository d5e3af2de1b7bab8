package org.lineside.simulation.traffic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.lineside.simulation.railway.Physics;
import org.lineside.simulation.railway.Railway;
import org.lineside.simulation.railway.Route;
import org.lineside.simulation.railway.Seeds;
import org.lineside.simulation.railway.Station;

/** Which trains run on a day, with which vehicles, how, and what calls they make. */
public final class Timetable {
    /** Share of trains over each route, in the order of {@link Railway#routes()}. */
    private static final int[] ROUTE_TURN = {0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 6, 7, 4, 5};

    private static final long DAY_MS = 86_400_000L;
    private static final long FIRST_DEPARTURE_MS = 16_200_000L;
    private static final long SERVICE_MS = 61_200_000L;

    private final Railway railway;
    private final long seed;
    private final long firstDayMs;
    private final int trainsPerDay;
    private final List<Vehicle> vehicles;
    private final Vehicle stranger;
    private final List<TrainChange> changes;

    /**
     * Makes a timetable.
     *
     * @param firstDayMs midnight UTC of the first day, epoch milliseconds
     * @param changes days on which a train does not run as usual
     */
    public Timetable(
            Railway railway, Physics physics, long seed, long firstDayMs, int trainsPerDay, List<TrainChange> changes) {
        this.railway = railway;
        this.seed = seed;
        this.firstDayMs = firstDayMs;
        this.trainsPerDay = trainsPerDay;
        this.changes = List.copyOf(changes);
        int fleet = Math.max(5, (int) Math.round(trainsPerDay * 0.45)) | 1;
        List<Vehicle> made = new ArrayList<>();
        for (int i = 0; i < fleet; i++) {
            made.add(vehicle(101 + i, physics, seed));
        }
        this.vehicles = List.copyOf(made);
        this.stranger = vehicle(990, physics, seed);
    }

    private static Vehicle vehicle(int number, Physics physics, long seed) {
        SplittableRandom random = Seeds.stream(seed, 5, number);
        String dataModel = number % 3 == 0 ? "EDOR-7" : "EDOR-4";
        String cabModel = number % 4 == 0 ? "CAB-2" : "CAB-1";
        return new Vehicle(
                number,
                List.of(
                        mobile("m" + number + "e1", dataModel, physics, random),
                        mobile("m" + number + "e2", dataModel, physics, random)),
                mobile("m" + number + "v", cabModel, physics, random));
    }

    private static Mobile mobile(String id, String model, Physics physics, SplittableRandom random) {
        double spread = physics.mobileSpreadDb();
        double common = random.nextGaussian() * spread * 0.7;
        return new Mobile(
                id,
                model,
                common + random.nextGaussian() * spread * 0.7,
                common + random.nextGaussian() * spread * 0.7);
    }

    /** Trains a day. */
    public int trainsPerDay() {
        return trainsPerDay;
    }

    /** The fleet known from the first day on. */
    public List<Vehicle> vehicles() {
        return vehicles;
    }

    /** The vehicle that only ever runs where a {@link TrainChange.Kind#NEW_VEHICLE} says so. */
    public Vehicle stranger() {
        return stranger;
    }

    /** Midnight UTC of a day, epoch milliseconds. */
    public long midnightMs(int day) {
        return firstDayMs + day * DAY_MS;
    }

    /** The train number of a slot. */
    public String number(int slot) {
        return Integer.toString(40_000 + 11 * slot);
    }

    /** The route of a slot, changes aside. */
    public Route route(int slot) {
        return railway.routes().get(ROUTE_TURN[slot % ROUTE_TURN.length]);
    }

    /** The vehicle of a slot on a day, changes aside. */
    public Vehicle vehicle(int day, int slot) {
        return vehicles.get((slot + 2 * day) % vehicles.size());
    }

    /** Departure by timetable, epoch milliseconds. */
    public long departureMs(int day, int slot) {
        return midnightMs(day) + FIRST_DEPARTURE_MS + SERVICE_MS * slot / trainsPerDay;
    }

    /** One train of a day. */
    public Train train(int day, int slot) {
        SplittableRandom random = Seeds.stream(seed, 6, day, slot);
        Set<TrainChange.Kind> kinds = kinds(day, slot);
        Route route = kinds.contains(TrainChange.Kind.DIVERTED) ? railway.diversion() : route(slot);
        boolean late = kinds.contains(TrainChange.Kind.LATE);
        long start = departureMs(day, slot) + delayMs(random, late);
        Trajectory trajectory = Trajectory.run(
                route, stops(route, random, late ? 3 : 0), (slot % 3 == 2 ? 0.75 : 1) * random.nextDouble(0.85, 1));
        List<Vehicle> used = new ArrayList<>();
        used.add(kinds.contains(TrainChange.Kind.NEW_VEHICLE) ? stranger : vehicle(day, slot));
        if (kinds.contains(TrainChange.Kind.DOUBLE_TRACTION)) {
            used.add(vehicle(day, slot + vehicles.size() / 2));
        }
        List<CallPlan> calls = new ArrayList<>();
        for (Vehicle vehicle : used) {
            new CallPlanner(railway, route, trajectory, vehicle, start, random, calls)
                    .plan("%02d%03d".formatted(day, slot));
        }
        calls.sort(Comparator.comparingLong(CallPlan::startMs).thenComparing(CallPlan::callId));
        return new Train(number(slot), day, route, start, trajectory, used, calls, random.nextLong());
    }

    private Set<TrainChange.Kind> kinds(int day, int slot) {
        Set<TrainChange.Kind> kinds = new HashSet<>();
        for (TrainChange change : changes) {
            if (change.day() == day && change.slot() == slot) {
                kinds.add(change.kind());
            }
        }
        return kinds;
    }

    /** Most trains leave within minutes of their time, some much later. */
    private static long delayMs(SplittableRandom random, boolean late) {
        double minutes = -2 * Math.log(1 - random.nextDouble());
        if (random.nextDouble() < 0.08) {
            minutes += random.nextDouble(5, 25);
        }
        return (long) ((minutes + (late ? random.nextDouble(35, 55) : 0)) * 60_000);
    }

    private List<Trajectory.Stop> stops(Route route, SplittableRandom random, int extraHolds) {
        List<Trajectory.Stop> stops = new ArrayList<>();
        boolean stopping = random.nextDouble() < 0.6;
        for (int leg = 0; leg < route.legs().size(); leg++) {
            for (Station station : railway.stations()) {
                if (station.segment() == route.legs().get(leg).segment().index()) {
                    double inside = route.legs().get(leg).forward()
                            ? station.offsetM()
                            : route.legs().get(leg).segment().lengthM() - station.offsetM();
                    double at = route.legStartM(leg) + inside + random.nextDouble(-60, 60);
                    if (stopping && random.nextDouble() < 0.8) {
                        stops.add(new Trajectory.Stop(at, random.nextInt(40, 150)));
                    }
                    if (random.nextDouble() < 0.06) {
                        stops.add(new Trajectory.Stop(at - random.nextDouble(700, 1500), random.nextInt(40, 400)));
                    }
                }
            }
        }
        for (int i = 0; i < extraHolds; i++) {
            stops.add(new Trajectory.Stop(random.nextDouble(2000, route.lengthM() - 2000), random.nextInt(200, 600)));
        }
        stops.removeIf(s -> s.distanceM() < 100 || s.distanceM() > route.lengthM() - 100);
        stops.sort(Comparator.comparingDouble(Trajectory.Stop::distanceM));
        return stops;
    }
}
