package org.lineside.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.health.CallHealth.CellShare;
import org.lineside.health.CallHealth.EdgeShare;
import org.lineside.health.CallHealth.Levels;
import org.lineside.health.CallHealth.Noise;
import org.lineside.health.CallHealth.Release;
import org.lineside.health.CallHealth.Track;

/** What made-up calls say of health. */
public final class HealthSamples {
    private static final int CHANNELS = Channel.values().length;
    private static final long DAY_MS = 86_400_000L;

    private HealthSamples() {}

    /** A call of a random train on one of three days. */
    public static CallHealth random(String id, RandomGenerator random) {
        int mobile = random.nextInt(6);
        long start = TraceBuilder.START + 29 * DAY_MS + random.nextInt(3) * DAY_MS + random.nextInt(80_000_000);
        return new CallHealth(
                id,
                mobile == 0 ? "" : "M" + mobile,
                random.nextInt(3) == 0 ? null : "T" + random.nextInt(5),
                random.nextBoolean() ? "etcs" : "voice",
                start,
                start + 60_000 + random.nextInt(3_600_000),
                Release.values()[random.nextInt(3)],
                random.nextInt(4) > 0,
                noise(),
                shares(random),
                edges(random),
                levels(random));
    }

    private static Noise noise() {
        double[] one = new double[CHANNELS];
        Arrays.fill(one, 1);
        double[] two = new double[CHANNELS];
        Arrays.fill(two, 2.25);
        double[] inflation = new double[CHANNELS];
        Arrays.fill(inflation, 1.5);
        return new Noise(one, two, inflation);
    }

    private static List<CellShare> shares(RandomGenerator random) {
        List<CellShare> shares = new ArrayList<>();
        int first = random.nextInt(5);
        for (int c = first; c < first + random.nextInt(4); c++) {
            int[] atoms = new int[CHANNELS];
            float[] effect = new float[CHANNELS];
            for (int k = 0; k < CHANNELS; k++) {
                atoms[k] = k == Channel.SINR_DL.ordinal() ? 0 : random.nextInt(6);
                effect[k] = atoms[k] == 0 ? Float.NaN : Math.round(100 * random.nextGaussian()) / 100f;
            }
            shares.add(new CellShare("C" + c, atoms, effect));
        }
        return List.copyOf(shares);
    }

    private static List<EdgeShare> edges(RandomGenerator random) {
        List<EdgeShare> edges = new ArrayList<>();
        for (int c = 0; c < random.nextInt(4); c++) {
            int arrived = random.nextInt(3);
            List<Integer> gaps = new ArrayList<>();
            for (int i = 0; i < arrived; i++) {
                gaps.add(400 + random.nextInt(300));
            }
            edges.add(new EdgeShare(
                    "C" + c,
                    "C" + (c + 1),
                    arrived,
                    random.nextInt(2),
                    random.nextInt(2),
                    random.nextInt(2),
                    gaps,
                    gaps,
                    random.nextBoolean() ? Map.of("better_cell", 2, "say \"what\"", 1) : Map.of()));
        }
        return List.copyOf(edges);
    }

    private static Levels levels(RandomGenerator random) {
        int n = random.nextInt(30);
        int[] track = new int[n];
        int[] position = new int[n];
        int[] dbm = new int[n];
        int[] reports = new int[n];
        int[] below = new int[n];
        double[] classDbm = new double[n];
        int at = random.nextInt(10) - 5;
        for (int i = 0; i < n; i++) {
            at += random.nextInt(3) - 1;
            track[i] = at > 3 ? 1 : 0;
            position[i] = at;
            dbm[i] = -110 + random.nextInt(40);
            reports[i] = 1 + random.nextInt(4);
            classDbm[i] = random.nextInt(5) == 0 ? -92 : -95;
            below[i] = dbm[i] < classDbm[i] ? 1 : 0;
        }
        List<Track> tracks = List.of(new Track("L1", ""), new Track("", "m1.r2"));
        return new Levels(tracks, track, position, dbm, reports, below, classDbm);
    }
}
