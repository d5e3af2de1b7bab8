package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.references.AxisEnds.Stretch;

/** An axis that begins, or ends, in the middle of a cell, and calls that come from the cell before it or go on to the next. */
class AxisEndsTest {
    private static final int CALLS = 12;
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final int[] IDENTITY =
            IntStream.range(0, SyntheticLine.CELLS).toArray();

    /** What lies beyond an axis made of one call, as others show that ran these ways. */
    private static List<Stretch> beyond(int[] axis, int[]... ways) {
        List<Stretch> founder = founder(axis);
        return extended(founder, calls(ways)).stream()
                .filter(s -> !founder.contains(s))
                .toList();
    }

    private static List<Stretch> founder(int[] way) {
        CallTrace call = LINE.call("m", way, 0, 1);
        return List.of(new Stretch(pass(call), 0, call.size()));
    }

    private static List<Pass> calls(int[]... ways) {
        return IntStream.range(0, ways.length)
                .mapToObj(k -> pass(LINE.call("m", ways[k], 0, 100 + k)))
                .toList();
    }

    private static List<Stretch> extended(List<Stretch> stretches, List<Pass> calls) {
        Pass any = stretches.getFirst().pass();
        AxisBuilder builder = new AxisBuilder(
                "r1",
                List.of(any),
                List.of(CellSequence.of(any.trace())),
                SyntheticLine.CELLS,
                new QualityCurves(Map.of()));
        Route axis = builder.fromSamples(stretches);
        Localiser localiser = Localiser.thorough(axis);
        List<Pass> located = calls.stream()
                .map(p -> p.at(localiser
                        .fit(p.trace(), IDENTITY, 0, p.trace().size(), 0)
                        .positions()))
                .toList();
        return new AxisEnds(stretches, axis, builder::fromSamples, SyntheticLine.CELLS).extending(located);
    }

    private static Pass pass(CallTrace call) {
        return new Pass(call, IDENTITY, new int[0], MobileOffset.NONE);
    }

    private static int[][] all(int[] way) {
        int[][] ways = new int[CALLS][];
        Arrays.fill(ways, way);
        return ways;
    }

    private static int[] run(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /** The second cell serves on both sides of where the axis begins: the first one's ground alone would leave a gap. */
    @Test
    void whatLiesBeforeTheAxisIsAllThatDoes() {
        List<Stretch> found = beyond(run(60, 300), all(run(0, 300)));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().from()).isZero();
        assertThat(found.getFirst().to()).isBetween(55, 65);
    }

    @Test
    void andWhatLiesBehindIt() {
        List<Stretch> found = beyond(run(0, 240), all(run(0, 300)));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().from()).isBetween(235, 245);
        assertThat(found.getFirst().to()).isEqualTo(300);
    }

    /** One call has more cells to show than others before the axis, and runs there by itself. */
    @Test
    void whatMostCallsShowComesFirst() {
        int[][] ways = all(run(20, 300));
        ways[0] = IntStream.concat(IntStream.range(270, 300), IntStream.range(20, 300))
                .toArray();
        List<Stretch> found = beyond(run(60, 250), ways);
        assertThat(found.getFirst().pass().trace().size()).isEqualTo(280);
    }

    @Test
    void callsWithinTheAxisAddNothing() {
        assertThat(beyond(run(0, 240), all(run(30, 200)))).isEmpty();
    }

    /** Out of the first cell straight into the middle of the axis, as from another line: nothing of the kind lies before it. */
    @Test
    void whoJoinsFurtherAlongDidNotComeFromItsBegin() {
        int[] way = IntStream.concat(IntStream.range(0, 40), IntStream.range(180, 300))
                .toArray();
        assertThat(beyond(run(60, 300), all(way))).isEmpty();
    }

    /** Thirty positions on: the begin of the axis was never there, though most of what follows it was. */
    @Test
    void norWhoJoinsJustBehindIt() {
        int[] way = IntStream.concat(IntStream.range(0, 40), IntStream.range(90, 300))
                .toArray();
        assertThat(beyond(run(60, 300), all(way))).isEmpty();
    }

    /** Most calls begin standing where the axis does; of the others five come from further out, and one from half way there. */
    @Test
    void whoWaitsAtTheEndHasNothingToShow() {
        int[][] ways = new int[46][];
        Arrays.fill(
                ways,
                IntStream.concat(IntStream.generate(() -> 110).limit(20), IntStream.range(110, 300))
                        .toArray());
        ways[0] = run(60, 300);
        Arrays.fill(ways, 1, 6, run(0, 300));
        assertThat(beyond(run(110, 300), ways).getFirst().to()).isBetween(100, 120);
    }

    /** Eighteen calls come from position 90, two from the begin of the line: what those alone show is put before what all show. */
    @Test
    void oneExtensionAfterTheOther() {
        int[][] ways = new int[20][];
        Arrays.fill(ways, run(90, 300));
        Arrays.fill(ways, 0, 2, run(0, 300));
        List<Pass> calls = calls(ways);
        List<Stretch> once = extended(founder(run(150, 300)), calls);
        assertThat(once).hasSize(2);
        assertThat(once.getFirst().to()).isBetween(55, 65);
        List<Stretch> twice = extended(once, calls);
        assertThat(twice).hasSize(3);
        assertThat(twice.getFirst().from()).isZero();
        assertThat(twice.getFirst().to()).isBetween(85, 95);
        assertThat(extended(twice, calls)).isEqualTo(twice);
    }
}
