package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.calls.TraceBuilder;

class CellStaysTest {
    /** Some of them 64 apart: what tells cells roughly must not take them for one. */
    private static final int[] CELLS = {0, 1, 7, 64, 65};

    /** 10 samples of 1.92 s in the first cell; 100 in the second are 192 s, of which 60 count. */
    @Test
    void longStaysAreCapped() {
        CellStays stays = CellStays.of(new TraceBuilder("c", "m", 3)
                .stay(0, 10)
                .stay(1, 100)
                .stay(2, 5)
                .build());
        assertThat(stays.cells()).containsExactly(0, 1, 2);
        assertThat(stays.seconds()[0]).isCloseTo(19.2, within(1e-9));
        assertThat(stays.seconds()[1]).isEqualTo(60);
        assertThat(stays).isEqualTo(new CellStays(new int[] {0, 1, 2}, new double[3]));
    }

    /** Going to and fro is laid on one stay of the other call, and the excursion is what is lost. */
    @Test
    void pingPongCostsOnlyItsOwnTime() {
        CellStays restless = new CellStays(new int[] {1, 2, 1, 3}, new double[] {30, 5, 15, 50});
        CellStays calm = new CellStays(new int[] {1, 3}, new double[] {60, 60});
        assertThat(restless.shareIn(calm)).isEqualTo(0.95);
        assertThat(calm.shareIn(restless)).isEqualTo(1);
    }

    /** One long stay would be four fifths of it, but it fits the other way round better. */
    @Test
    void theOtherDirectionIsNotAlike() {
        CellStays there = new CellStays(new int[] {1, 2, 3}, new double[] {5, 60, 5});
        CellStays back = new CellStays(new int[] {4, 3, 2, 1, 0}, new double[] {60, 60, 60, 60, 60});
        CellStays whole = new CellStays(new int[] {0, 1, 2, 3, 4}, new double[] {60, 60, 60, 60, 60});
        assertThat(there.shareIn(back)).isGreaterThan(RouteClustering.SIMILARITY);
        assertThat(RouteClustering.alike(there, back)).isFalse();
        assertThat(RouteClustering.alike(there, whole)).isTrue();
    }

    @Test
    void agreesWithAllWaysToLayIt() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 200; trial++) {
            CellStays a = some(random);
            CellStays b = some(random);
            assertThat(a.shareIn(b) * a.total()).isCloseTo(best(a, 0, b, 0), within(1e-9));
        }
    }

    private static CellStays some(SplittableRandom random) {
        int n = random.nextInt(1, 7);
        return new CellStays(
                random.ints(n, 0, CELLS.length).map(i -> CELLS[i]).toArray(),
                random.doubles(n, 1, 60).toArray());
    }

    /** The best by trying everything: each stay is left out or laid on a stay of the other, not before the last one. */
    private static double best(CellStays a, int i, CellStays b, int from) {
        if (i == a.length()) {
            return 0;
        }
        double most = best(a, i + 1, b, from);
        for (int j = from; j < b.length(); j++) {
            if (a.cells()[i] == b.cells()[j]) {
                most = Math.max(most, a.seconds()[i] + best(a, i + 1, b, j));
            }
        }
        return most;
    }
}
