package org.lineside.simulation.railway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The level of every audible cell at every point of the track, for each direction of travel: mean path loss, antenna
 * pattern, and log-normal shadowing with exponential correlation along the track (Gudmundson, Electronics Letters
 * 27(23), 1991), part of it common to all cells of a place.
 */
public final class RadioField {
    /** Cells weaker than this in the mean are not heard, in dBm. */
    private static final double AUDIBLE_DBM = -114;
    /** Loss through a tunnel portal and per km inside, in dB: signals from outside fade quickly. */
    private static final double PORTAL_LOSS_DB = 15;

    private static final double TUNNEL_LOSS_DB_PER_KM = 25;
    /** How far a repeater is heard outside its tunnel, in m. */
    private static final double REPEATER_REACH_M = 400;

    private static final double PLACE_SHARE = 0.35;

    private final Railway railway;
    private final Physics physics;
    private final List<Track> tracks = new ArrayList<>();

    /**
     * The cells audible along one segment.
     *
     * @param start offsets into {@code cell} for each point, one more than points
     * @param cell indices of cells
     * @param levelUp level in dBm at full power when running with the kilometres
     * @param levelDown the same against the kilometres
     * @param repeaterDbm level of the repeater's signal, NaN outside tunnels
     * @param donor cell the repeater radiates, −1 outside tunnels
     * @param repeaterDistanceM distance that the timing advance shows under the repeater, in m of air
     */
    public record Track(
            int[] start,
            short[] cell,
            float[] levelUp,
            float[] levelDown,
            float[] repeaterDbm,
            short[] donor,
            float[] repeaterDistanceM) {}

    /** Computes the field of a railway. */
    public RadioField(Railway railway, Physics physics, long seed) {
        this.railway = railway;
        this.physics = physics;
        for (Segment segment : railway.segments()) {
            tracks.add(track(segment, seed));
        }
    }

    /** The field along a segment. */
    public Track track(int segment) {
        return tracks.get(segment);
    }

    private Track track(Segment segment, long seed) {
        int points = segment.points();
        float[] tunnelLoss = tunnelLoss(segment);
        float[][] up = new float[railway.cells().size()][];
        float[][] down = new float[railway.cells().size()][];
        float[] place = shadow(points, Seeds.stream(seed, 2, segment.index()), 150);
        for (Cell cell : railway.cells()) {
            SplittableRandom random = Seeds.stream(seed, 3, segment.index(), cell.index());
            double reach = physics.shadowingM() * random.nextDouble(0.6, 1.5);
            double sigma = physics.shadowingDb() * random.nextDouble(0.85, 1.15);
            float[] common = shadow(points, random, reach);
            float[] ownUp = shadow(points, random, reach);
            float[] ownDown = shadow(points, random, reach);
            up[cell.index()] = levels(segment, cell, tunnelLoss, place, common, ownUp, sigma);
            down[cell.index()] = levels(segment, cell, tunnelLoss, place, common, ownDown, sigma);
        }
        return collect(segment, up, down, seed);
    }

    private float[] levels(
            Segment segment, Cell cell, float[] tunnelLoss, float[] place, float[] common, float[] own, double sigma) {
        double direction = physics.directionShare();
        double wPlace = sigma * Math.sqrt(PLACE_SHARE * (1 - direction));
        double wCommon = sigma * Math.sqrt((1 - PLACE_SHARE) * (1 - direction));
        double wOwn = sigma * Math.sqrt(direction);
        float[] level = new float[segment.points()];
        for (int i = 0; i < level.length; i++) {
            double mean = cell.meanLevelDbm(physics, segment.x()[i], segment.y()[i]) - tunnelLoss[i];
            level[i] = (float) (mean + wPlace * place[i] + wCommon * common[i] + wOwn * own[i]);
        }
        return level;
    }

    /** A standard normal process along the track, correlation exp(−distance / reach). */
    private static float[] shadow(int points, SplittableRandom random, double reachM) {
        double rho = Math.exp(-Segment.STEP_M / reachM);
        double innovation = Math.sqrt(1 - rho * rho);
        float[] values = new float[points];
        double state = random.nextGaussian();
        for (int i = 0; i < points; i++) {
            state = rho * state + innovation * random.nextGaussian();
            values[i] = (float) state;
        }
        return values;
    }

    private float[] tunnelLoss(Segment segment) {
        float[] loss = new float[segment.points()];
        for (Tunnel tunnel : railway.tunnels()) {
            if (tunnel.segment() == segment.index()) {
                for (int i = segment.point(tunnel.fromM()); i <= segment.point(tunnel.toM()); i++) {
                    double inside = Math.min(i * Segment.STEP_M - tunnel.fromM(), tunnel.toM() - i * Segment.STEP_M);
                    loss[i] = (float) (PORTAL_LOSS_DB + TUNNEL_LOSS_DB_PER_KM * Math.max(0, inside) / 1000);
                }
            }
        }
        return loss;
    }

    private Track collect(Segment segment, float[][] up, float[][] down, long seed) {
        int points = segment.points();
        forceDonors(segment, up);
        int[] start = new int[points + 1];
        for (int i = 0; i < points; i++) {
            start[i + 1] = start[i] + audible(up, down, i);
        }
        short[] cell = new short[start[points]];
        float[] levelUp = new float[cell.length];
        float[] levelDown = new float[cell.length];
        int at = 0;
        for (int i = 0; i < points; i++) {
            for (int c = 0; c < up.length; c++) {
                if (heard(up, down, c, i)) {
                    cell[at] = (short) c;
                    levelUp[at] = up[c][i];
                    levelDown[at++] = down[c][i];
                }
            }
        }
        return repeaters(segment, seed, start, cell, levelUp, levelDown);
    }

    /** A repeater's donor counts as audible throughout its tunnel, if only by the repeater. */
    private void forceDonors(Segment segment, float[][] up) {
        for (Tunnel tunnel : railway.tunnels()) {
            if (tunnel.segment() == segment.index()) {
                int to = segment.point(tunnel.toM() + REPEATER_REACH_M);
                for (int i = segment.point(tunnel.fromM() - REPEATER_REACH_M); i <= to; i++) {
                    float[] level = up[tunnel.donor()];
                    level[i] = Math.max(level[i], (float) AUDIBLE_DBM + 0.1f);
                }
            }
        }
    }

    private boolean heard(float[][] up, float[][] down, int cell, int point) {
        return Math.max(up[cell][point], down[cell][point]) > AUDIBLE_DBM;
    }

    private int audible(float[][] up, float[][] down, int point) {
        int count = 0;
        for (int c = 0; c < up.length; c++) {
            count += heard(up, down, c, point) ? 1 : 0;
        }
        return count;
    }

    private Track repeaters(Segment segment, long seed, int[] start, short[] cell, float[] levelUp, float[] levelDown) {
        int points = segment.points();
        float[] repeater = new float[points];
        float[] distance = new float[points];
        short[] donor = new short[points];
        Arrays.fill(repeater, Float.NaN);
        Arrays.fill(donor, (short) -1);
        float[] ripple = shadow(points, Seeds.stream(seed, 4, segment.index()), 60);
        for (Tunnel tunnel : railway.tunnels()) {
            if (tunnel.segment() != segment.index()) {
                continue;
            }
            for (int i = 0; i < points; i++) {
                double offset = i * Segment.STEP_M;
                double outside = Math.max(0, Math.max(tunnel.fromM() - offset, offset - tunnel.toM()));
                if (outside <= REPEATER_REACH_M) {
                    repeater[i] = (float) (tunnel.plateauDbm() + 2 * ripple[i] - outside * 0.08);
                    donor[i] = (short) tunnel.donor();
                    double inTunnel = Math.max(0, offset - tunnel.fromM());
                    distance[i] = (float) (tunnel.fibreM() * 1.5 + inTunnel * 1.14);
                }
            }
        }
        return new Track(start, cell, levelUp, levelDown, repeater, donor, distance);
    }
}
