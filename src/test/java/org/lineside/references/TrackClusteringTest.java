package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.TraceBuilder;

/**
 * Three roads far in the east, where a degree of longitude depends most on the latitude: A and B share their first half,
 * C crosses A. Each is driven both ways, in full and in part, with noise of the receiver, a position every 2 to 8 s, and
 * stands.
 */
class TrackClusteringTest {
    private static final double METRES_PER_DEGREE = 111_195;
    private static final double LATITUDE = 51.9;
    private static final double LONGITUDE = 150;
    private static final double[][] A = {{0, 0}, {4_000, 1_000}, {8_000, 0}};
    private static final double[][] B = {{0, 0}, {4_000, 1_000}, {6_000, 4_000}};
    private static final double[][] C = {{2_000, -3_000}, {2_500, 4_000}};

    /** A drive: what it is made of, and where it was. */
    private record Drive(int road, boolean back, double from, double to, CallTrace trace) {
        double metres() {
            return (to - from) * length(road == 0 ? A : road == 1 ? B : C);
        }
    }

    private static double length(double[][] road) {
        double sum = 0;
        for (int i = 1; i < road.length; i++) {
            sum += Math.hypot(road[i][0] - road[i - 1][0], road[i][1] - road[i - 1][1]);
        }
        return sum;
    }

    private static double[] at(double[][] road, double share) {
        double left = share * length(road);
        for (int i = 1; i < road.length; i++) {
            double piece = Math.hypot(road[i][0] - road[i - 1][0], road[i][1] - road[i - 1][1]);
            if (left <= piece || i == road.length - 1) {
                double t = left / piece;
                return new double[] {
                    road[i - 1][0] + t * (road[i][0] - road[i - 1][0]),
                    road[i - 1][1] + t * (road[i][1] - road[i - 1][1])
                };
            }
            left -= piece;
        }
        throw new IllegalArgumentException("no road");
    }

    private static Drive drive(int number, SplittableRandom random) {
        int road = random.nextInt(3);
        boolean back = random.nextBoolean();
        boolean whole = random.nextInt(3) > 0;
        double from = whole ? 0 : random.nextDouble(0.6);
        double to = whole ? 1 : from + random.nextDouble(0.2, 1 - from);
        double[][] line = road == 0 ? A : road == 1 ? B : C;
        int held = random.nextInt(1, 5);
        double speed = random.nextDouble(8, 16);
        TraceBuilder call = new TraceBuilder("d" + number, "m", 1);
        double[] east = new double[2];
        double step = speed * CallTrace.SAMPLE_MS / 1000 / length(line);
        int i = 0;
        for (double s = 0; s <= to - from; s += random.nextInt(20) == 0 ? 0 : step) {
            if (i++ % held == 0) {
                east = at(line, back ? to - s : from + s);
                east[0] += noise(random);
                east[1] += noise(random);
            }
            double latitude = LATITUDE + east[1] / METRES_PER_DEGREE;
            call.add(0)
                    .position(latitude, LONGITUDE + east[0] / METRES_PER_DEGREE / Math.cos(Math.toRadians(LATITUDE)));
        }
        return new Drive(road, back, from, to, call.build());
    }

    /** Metres; uniform, so that it is bounded well below half of the 50 m. */
    private static double noise(SplittableRandom random) {
        return random.nextDouble(-6, 6);
    }

    private static List<Drive> drives(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Drive> drives = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            drives.add(drive(i, random));
        }
        return drives;
    }

    /** Share of the shorter drive that the other covers, from what they are made of; A and B are one in their first part. */
    private static double shared(Drive a, Drive b) {
        if (a.metres() > b.metres()) {
            return shared(b, a);
        }
        if (a.back != b.back) {
            return 0;
        }
        double scaleA = length(a.road == 0 ? A : a.road == 1 ? B : C);
        double scaleB = length(b.road == 0 ? A : b.road == 1 ? B : C);
        double common = Math.min(a.to * scaleA, b.to * scaleB) - Math.max(a.from * scaleA, b.from * scaleB);
        if (a.road != b.road) {
            double fork = Math.hypot(4_000, 1_000);
            common = a.road + b.road == 1 ? Math.min(common, fork - Math.max(a.from * scaleA, b.from * scaleB)) : 0;
        }
        return Math.max(0, common) / a.metres();
    }

    /** 0.75: what 50 m at the ends, at the fork and at the crossing may add to 0.8 of drives as short as these. */
    @Test
    void wrongPairsAreImpossible() {
        int together = 0;
        for (int seed = 0; seed < 5; seed++) {
            List<Drive> drives = drives(seed);
            int[] cluster =
                    TrackClustering.cluster(drives.stream().map(Drive::trace).toList());
            for (int i = 0; i < cluster.length; i++) {
                for (int j = 0; j < i; j++) {
                    if (cluster[i] >= 0 && cluster[i] == cluster[j]) {
                        together++;
                        assertThat(shared(drives.get(i), drives.get(j)))
                                .as("%s and %s of seed %s", i, j, seed)
                                .isGreaterThan(0.75);
                    }
                }
            }
        }
        assertThat(together).isGreaterThan(300);
    }

    /** Whole drives of one road in one direction are one group, however they were sampled. */
    @Test
    void wholeDrivesOfOneWayAreTogether() {
        List<Drive> drives =
                drives(3).stream().filter(d -> d.to - d.from > 0.999).toList();
        int[] cluster =
                TrackClustering.cluster(drives.stream().map(Drive::trace).toList());
        for (int i = 0; i < cluster.length; i++) {
            for (int j = 0; j < i; j++) {
                boolean one = drives.get(i).road == drives.get(j).road && drives.get(i).back == drives.get(j).back;
                assertThat(cluster[i] == cluster[j]).as("%s and %s", i, j).isEqualTo(one);
            }
        }
    }

    /** The same partition whatever the order of the calls. */
    @Test
    void orderOfTheCallsDoesNotMatter() {
        List<Drive> drives = drives(1);
        List<Drive> shuffled = new ArrayList<>(drives);
        Collections.shuffle(shuffled, new Random(2));
        int[] expected =
                TrackClustering.cluster(drives.stream().map(Drive::trace).toList());
        int[] actual =
                TrackClustering.cluster(shuffled.stream().map(Drive::trace).toList());
        for (int i = 0; i < actual.length; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(actual[i] == actual[j])
                        .isEqualTo(
                                expected[drives.indexOf(shuffled.get(i))] == expected[drives.indexOf(shuffled.get(j))]);
            }
        }
    }

    @Test
    void standingMakesNoGroup() {
        TraceBuilder call = new TraceBuilder("s", "m", 1);
        for (int i = 0; i < 100; i++) {
            call.add(0).position(LATITUDE, LONGITUDE);
        }
        assertThat(TrackClustering.cluster(List.of(call.build()))).containsExactly(-1);
    }
}
