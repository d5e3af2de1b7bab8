package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A trunk of ten cells that splits into an outer line and a branch, each of six. */
class RouteClusteringTest {
    private static final int[] OUTER = IntStream.range(0, 16).toArray();
    private static final int[] BRANCH =
            IntStream.concat(IntStream.range(0, 10), IntStream.range(20, 26)).toArray();

    private static CellStays stays(int... cells) {
        double[] seconds = new double[cells.length];
        java.util.Arrays.fill(seconds, 50);
        return new CellStays(cells, seconds);
    }

    private static CellStays part(int[] way, int from, int to) {
        return stays(java.util.Arrays.copyOfRange(way, from, to));
    }

    private static int[] reversed(int[] way) {
        return IntStream.range(0, way.length).map(i -> way[way.length - 1 - i]).toArray();
    }

    private static void repeat(List<CellStays> to, int times, CellStays sequence) {
        to.addAll(Collections.nCopies(times, sequence));
    }

    private static List<CellStays> traffic() {
        List<CellStays> calls = new ArrayList<>();
        for (int[] way : List.of(OUTER, reversed(OUTER), BRANCH, reversed(BRANCH))) {
            repeat(calls, 10, part(way, 0, 16));
            repeat(calls, 3, part(way, 0, 13));
            repeat(calls, 3, part(way, 4, 16));
        }
        return calls;
    }

    @Test
    void partialCallsJoinDirectionsAndBranchesDoNot() {
        int[] cluster = RouteClustering.cluster(traffic());
        for (int group = 0; group < 4; group++) {
            for (int i = 1; i < 16; i++) {
                assertThat(cluster[group * 16 + i])
                        .as("call %s", group * 16 + i)
                        .isEqualTo(cluster[group * 16]);
            }
        }
        assertThat(IntStream.of(0, 16, 32, 48).map(i -> cluster[i]).distinct().count())
                .isEqualTo(4);
    }

    @Test
    void callsOfOneCellHaveNoDirection() {
        List<CellStays> calls = traffic();
        calls.add(stays(new int[] {3}));
        calls.add(stays(new int[0]));
        int[] cluster = RouteClustering.cluster(calls);
        assertThat(cluster[64]).isEqualTo(-1);
        assertThat(cluster[65]).isEqualTo(-1);
        assertThat(RouteClustering.cluster(List.of())).isEmpty();
    }

    /** A skipped cell here and there, as fading does: still the same way. */
    @Test
    void skippedCellsDoNotMakeARoute() {
        SplittableRandom random = new SplittableRandom(1);
        List<CellStays> calls = traffic();
        for (int k = 0; k < 20; k++) {
            int skipped = random.nextInt(1, 15);
            calls.add(stays(IntStream.of(OUTER).filter(c -> c != skipped).toArray()));
        }
        int[] cluster = RouteClustering.cluster(calls);
        for (int k = 64; k < 84; k++) {
            assertThat(cluster[k]).isEqualTo(cluster[0]);
        }
    }

    /** One call runs from the trunk, where all others end, to the end of the line, where calls begin behind the trunk. */
    private static List<CellStays> trunkAndEnd() {
        List<CellStays> calls = new ArrayList<>();
        for (int to = 1; to < 9; to++) {
            int there = to;
            calls.add(stays(IntStream.range(0, 10)
                    .flatMap(c -> c == there ? IntStream.of(c, c - 1, c) : IntStream.of(c))
                    .toArray()));
        }
        calls.add(part(OUTER, 0, 16));
        repeat(calls, 10, part(OUTER, 8, 16));
        repeat(calls, 5, part(OUTER, 9, 15));
        return calls;
    }

    @Test
    void whatHardlyAnyCallRunsOnToIsGroupedAmongItself() {
        int[] cluster = RouteClustering.cluster(trunkAndEnd());
        assertThat(IntStream.range(0, 9).map(i -> cluster[i]).distinct().toArray())
                .containsExactly(cluster[0]);
        assertThat(IntStream.range(9, 24).map(i -> cluster[i]).distinct().toArray())
                .containsExactly(0);
        assertThat(cluster[0]).isNotZero();
    }

    @Test
    void mostFrequentIsNumberedFirst() {
        List<CellStays> calls = traffic();
        repeat(calls, 5, part(BRANCH, 0, 16));
        assertThat(RouteClustering.cluster(calls)[32]).isZero();
    }

    /** The same partition whatever the order of the calls; numbers may differ among equals. */
    @Test
    void orderOfTheCallsDoesNotMatter() {
        orderDoesNotMatter(traffic());
        orderDoesNotMatter(trunkAndEnd());
    }

    private static void orderDoesNotMatter(List<CellStays> calls) {
        int[] expected = RouteClustering.cluster(calls);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, calls.size()).boxed().toList());
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(order, new Random(seed));
            int[] actual =
                    RouteClustering.cluster(order.stream().map(calls::get).toList());
            for (int i = 0; i < order.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(actual[i] == actual[j]).isEqualTo(expected[order.get(i)] == expected[order.get(j)]);
                }
            }
            assertThat(RouteClustering.cluster(order.stream().map(calls::get).toList()))
                    .isEqualTo(actual);
        }
    }

    /** By hand: 4 of 5 in order; of 260 s 40 s lie elsewhere. */
    @Test
    void similarityIsTheShareOfTheShortersTime() {
        CellStays a = stays(1, 2, 3, 4, 5);
        assertThat(a.shareIn(stays(0, 1, 2, 4, 5, 9))).isEqualTo(0.8);
        assertThat(a.shareIn(stays(5, 4, 3, 2, 1))).isEqualTo(0.2);
        assertThat(a.shareIn(stays())).isZero();
        CellStays slow = new CellStays(new int[] {1, 7, 2}, new double[] {160, 40, 60});
        assertThat(slow.shareIn(a)).isEqualTo(220 / 260.0);
    }
}
