package org.lineside.simulation.railway;

import java.util.List;

/**
 * The simulated railway.
 *
 * @param segments stretches of track
 * @param cells the radio cells
 * @param tunnels tunnels with repeaters
 * @param stations where trains may stop
 * @param routes ways trains take, each direction its own
 * @param diversion a way over known track that no train takes by timetable
 */
public record Railway(
        List<Segment> segments,
        List<Cell> cells,
        List<Tunnel> tunnels,
        List<Station> stations,
        List<Route> routes,
        Route diversion) {
    private static final double METRES_PER_DEGREE = 111_320;
    private static final double ORIGIN_LATITUDE = 47.0;
    private static final double ORIGIN_LONGITUDE = 2.0;

    /** Copies the lists. */
    public Railway {
        segments = List.copyOf(segments);
        cells = List.copyOf(cells);
        tunnels = List.copyOf(tunnels);
        stations = List.copyOf(stations);
        routes = List.copyOf(routes);
    }

    /** Latitude in degrees of a point {@code y} metres north of the origin. */
    public static double latitude(double y) {
        return ORIGIN_LATITUDE + y / METRES_PER_DEGREE;
    }

    /** Longitude in degrees of a point {@code x} metres east of the origin. */
    public static double longitude(double x) {
        return ORIGIN_LONGITUDE + x / (METRES_PER_DEGREE * Math.cos(Math.toRadians(ORIGIN_LATITUDE)));
    }
}
