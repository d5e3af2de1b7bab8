package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lineside.calls.CallTrace;

/** The beam, the rows kept and the way back, against the plain recursion over all positions. */
class TrellisTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final float[] STEP_COST = {0.4f, 0f, 0.2f, 0.4f, 0.7f, 1f, 1.3f, 1.6f, 2f};
    private static final int[] IDENTITY =
            IntStream.range(0, SyntheticLine.CELLS).toArray();

    private record Plain(int[] positions, double cost) {}

    /** Viterbi (1967) as it is written down: every position, every step, every sample. */
    private static Plain plain(Emission emission, @Nullable Course course, int positions, int samples) {
        double[][] cost = new double[samples][positions];
        int[][] from = new int[samples][positions];
        for (int i = 0; i < samples; i++) {
            for (int p = 0; p < positions; p++) {
                cost[i][p] = i == 0 ? 0 : Double.POSITIVE_INFINITY;
                for (int a = 0; i > 0 && a < STEP_COST.length && a <= p; a++) {
                    if (cost[i - 1][p - a] + STEP_COST[a] < cost[i][p]) {
                        cost[i][p] = cost[i - 1][p - a] + STEP_COST[a];
                        from[i][p] = p - a;
                    }
                }
            }
            Beam everywhere = new Beam(positions);
            emission.levels(i, everywhere);
            float[] here = emission.over(i, everywhere, emission.isTooLow(everywhere));
            for (int p = 0; p < positions; p++) {
                cost[i][p] += here[p] + (course == null ? 0 : course.cost(i, 1, p));
            }
        }
        int[] path = new int[samples];
        double[] last = cost[samples - 1];
        path[samples - 1] = IntStream.range(0, positions)
                .reduce((a, b) -> last[b] < last[a] ? b : a)
                .orElseThrow();
        for (int i = samples - 1; i > 0; i--) {
            path[i - 1] = from[i][path[i]];
        }
        return new Plain(path, last[path[samples - 1]]);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 300, 0", "2, 40, 200, 0", "3, 100, 180, 1", "4, 0, 250, 2", "5, 7, 90, -1"})
    void sameAsThePlainRecursion(long seed, int first, int last, double shiftDb) {
        CallTrace call = LINE.call("m", IntStream.range(first, last).toArray(), shiftDb, seed);
        Route route = LINE.route();
        Emission emission = new Emission(EmissionTable.of(route), call, Standstill.of(call), IDENTITY, 0);

        same(
                plain(emission, null, route.positions(), call.size()),
                Localiser.thorough(route).fit(call, IDENTITY, 0, call.size(), 0));
        same(
                plain(emission, course(route, call), route.positions(), call.size()),
                new Localiser(route).fit(call, IDENTITY, 0, call.size(), 0));
    }

    private static Course course(Route route, CallTrace call) {
        EmissionTable blocks = EmissionTable.of(route).inBlocksOf(Overview.UNIT);
        boolean[] still = Standstill.of(call);
        Pace pace = new Pace(call, still);
        Emission rough = new Emission(blocks, call, still, IDENTITY, 0);
        Overview overview = new Overview(rough, pace, 0, call.size(), blocks.positions());
        Trellis.Path way = new Trellis(overview, blocks.positions()).cheapest(Double.POSITIVE_INFINITY);
        return Course.of(Objects.requireNonNull(way), overview, rough, pace, 0);
    }

    private static void same(Plain plain, Localiser.Fix fix) {
        int samples = fix.positions().length;
        assertThat(fix.meanPathCost() * samples).isCloseTo(plain.cost(), within(0.01 + 1e-4 * plain.cost()));
        long same = IntStream.range(0, samples)
                .filter(i -> fix.positions()[i] == plain.positions()[i])
                .count();
        assertThat(same).isGreaterThanOrEqualTo((long) (0.99 * samples)); // equal costs may be parted by rounding
    }

    @ParameterizedTest
    @CsvSource({"1, 1.001, true", "2, 0.999, false", "3, 0.5, false"})
    void givesUpWhatIsNotCheaper(long seed, double share, boolean found) {
        CallTrace call = LINE.call("m", IntStream.range(20, 220).toArray(), 0, seed);
        Localiser localiser = new Localiser(LINE.route());
        Localiser.Fix fix = localiser.fit(call, IDENTITY, 0, call.size(), 0);

        Localiser.Fix again = localiser.better(call, IDENTITY, 0, call.size(), 0, share * fix.meanPathCost());

        assertThat(again != null).isEqualTo(found);
        if (again != null) {
            assertThat(Arrays.equals(again.positions(), fix.positions())).isTrue();
        }
    }
}
