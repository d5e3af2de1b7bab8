package org.lineside.simulation.railway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws a railway: line L1 with a junction where L2 leaves it, and L3 that starts where L1 does; masts with one or two
 * cells along them, two tunnels, stations.
 */
public final class RailwayPlanner {
    private static final int FIRST_ARFCN = 955;
    private static final int CARRIERS = 19;

    private final Physics physics;
    private final double kilometres;
    private final SplittableRandom random;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<Tunnel> tunnels = new ArrayList<>();
    private final List<Station> stations = new ArrayList<>();
    private int sites;

    private RailwayPlanner(Physics physics, double kilometres, long seed) {
        this.physics = physics;
        this.kilometres = kilometres;
        this.random = Seeds.stream(seed, 1);
    }

    /**
     * Plans a railway.
     *
     * @param kilometres of track altogether, at least 20
     */
    public static Railway plan(Physics physics, double kilometres, long seed) {
        return new RailwayPlanner(physics, kilometres, seed).plan();
    }

    private Railway plan() {
        double trunk = kilometres * 0.25;
        Segment t = segment("L1", 0, trunk, 0, 0, 80);
        Segment b = segment("L1", trunk, kilometres * 0.30, end(t.x()), end(t.y()), t.headingDegrees(t.points() - 1));
        Segment c =
                segment("L2", trunk, kilometres * 0.20, end(t.x()), end(t.y()), t.headingDegrees(t.points() - 1) + 38);
        Segment d = segment("L3", 0, kilometres * 0.25, 0, 0, 205);
        for (Segment s : segments) {
            placeSites(s, s.index() == 0 ? 0.3 : physics.spacingKm() * 0.55);
            placeStations(s);
        }
        placeTunnel(b);
        placeTunnel(d);
        return new Railway(segments, cells, tunnels, stations, routes(t, b, c, d), new Route("diversion", legs(-3, 2)));
    }

    private static double end(double[] values) {
        return values[values.length - 1];
    }

    private List<Route> routes(Segment t, Segment b, Segment c, Segment d) {
        int main = t.index() + 1;
        int outer = b.index() + 1;
        int branch = c.index() + 1;
        int west = d.index() + 1;
        return List.of(
                new Route("main-out", legs(main, outer)),
                new Route("main-in", legs(-outer, -main)),
                new Route("branch-out", legs(main, branch)),
                new Route("branch-in", legs(-branch, -main)),
                new Route("west-out", legs(west)),
                new Route("west-in", legs(-west)),
                new Route("through-out", legs(-west, main, outer)),
                new Route("through-in", legs(-outer, -main, west)));
    }

    /** Legs by segment number counted from 1, negative against the kilometres. */
    private List<Route.Leg> legs(int... numbers) {
        List<Route.Leg> legs = new ArrayList<>();
        for (int n : numbers) {
            legs.add(new Route.Leg(segments.get(Math.abs(n) - 1), n > 0));
        }
        return legs;
    }

    private Segment segment(String line, double kmStart, double lengthKm, double x0, double y0, double heading) {
        int n = (int) Math.round(lengthKm * 1000 / Segment.STEP_M) + 1;
        double[] x = new double[n];
        double[] y = new double[n];
        float[] limit = new float[n];
        x[0] = x0;
        y[0] = y0;
        double direction = Math.toRadians(heading);
        double turn = 0;
        double speed = physics.maxSpeedKmh();
        for (int i = 0; i < n; i++) {
            if (i % 300 == 0) {
                turn = random.nextDouble(-1, 1) * 0.0012;
                speed = physics.maxSpeedKmh() * random.nextDouble(0.6, 1.0);
            }
            limit[i] = (float) speed;
            if (i > 0) {
                direction += turn;
                x[i] = x[i - 1] + Segment.STEP_M * Math.sin(direction);
                y[i] = y[i - 1] + Segment.STEP_M * Math.cos(direction);
            }
        }
        Segment made = new Segment(segments.size(), line, kmStart, x, y, limit);
        segments.add(made);
        return made;
    }

    private void placeSites(Segment segment, double firstKm) {
        double km = firstKm;
        double endKm = segment.lengthM() / 1000;
        while (km < endKm - physics.spacingKm() * 0.2) {
            placeSite(segment, km);
            boolean redundant = random.nextDouble() < 0.12;
            km += physics.spacingKm() * (redundant ? 0.5 : random.nextDouble(0.7, 1.35));
        }
    }

    private void placeSite(Segment segment, double offsetKm) {
        int point = segment.point(offsetKm * 1000);
        double heading = segment.headingDegrees(point);
        double side = Math.toRadians(heading + 90);
        double away = random.nextDouble(15, 60) * (random.nextBoolean() ? 1 : -1);
        double x = segment.x()[point] + away * Math.sin(side);
        double y = segment.y()[point] + away * Math.cos(side);
        String site = "GR%04d".formatted(3001 + 7 * sites++);
        boolean pair = random.nextDouble() < 0.65;
        double km = segment.km(offsetKm * 1000);
        cell(site, "A", segment.line(), km, x, y, heading, !pair);
        if (pair) {
            cell(site, "B", segment.line(), km, x, y, heading + 180, false);
        }
    }

    private void cell(
            String site, String sector, String line, double km, double x, double y, double azimuth, boolean both) {
        int index = cells.size();
        int bcch = quietest(x, y, -1);
        int tch = quietest(x, y, bcch);
        int bsic = 8 * (index % 7) + index % 8;
        cells.add(new Cell(
                index,
                site + sector,
                site,
                line,
                km,
                x,
                y,
                ((azimuth % 360) + 360) % 360,
                both,
                bcch,
                tch,
                bsic,
                52 + random.nextGaussian(0, 1.0),
                -1 + random.nextGaussian(0, physics.balanceSpreadDb())));
    }

    /** The carrier that the cells placed so far disturb least here. */
    private int quietest(double x, double y, int taken) {
        int best = FIRST_ARFCN;
        double least = Double.POSITIVE_INFINITY;
        for (int carrier = FIRST_ARFCN; carrier < FIRST_ARFCN + CARRIERS; carrier++) {
            double sum = Math.abs(carrier - taken) <= 1 ? 1 : 0;
            for (Cell other : cells) {
                double near = Math.pow(Math.max(500, other.distanceM(x, y)) / 1000, -physics.farExponent());
                sum += other.bcchArfcn() == carrier ? near : other.tchArfcn() == carrier ? 0.5 * near : 0;
            }
            if (sum < least) {
                least = sum;
                best = carrier;
            }
        }
        return best;
    }

    private void placeStations(Segment segment) {
        double length = segment.lengthM();
        double at = random.nextDouble(600, 1500);
        while (at < length - 500) {
            stations.add(new Station(segment.index(), at));
            at += random.nextDouble(7000, 14000);
        }
    }

    private void placeTunnel(Segment segment) {
        double lengthM = random.nextDouble(1400, 2600);
        double from = segment.lengthM() * random.nextDouble(0.45, 0.6);
        int middle = segment.point(from + lengthM / 2);
        double px = segment.x()[middle];
        double py = segment.y()[middle];
        Cell donor = cells.stream()
                .max(Comparator.comparingDouble(c -> c.meanLevelDbm(physics, px, py)))
                .orElseThrow();
        double fibre = donor.distanceM(px, py) * 1.15 + 400;
        tunnels.add(
                new Tunnel(segment.index(), from, from + lengthM, donor.index(), fibre, random.nextDouble(-70, -62)));
    }
}
