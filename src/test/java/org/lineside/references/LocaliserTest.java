package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.calls.CallTrace;

/** Calls whose positions on {@link SyntheticLine} are known. */
class LocaliserTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final Localiser LOCALISER = new Localiser(LINE.route());
    private static final int[] IDENTITY =
            IntStream.range(0, SyntheticLine.CELLS).toArray();

    private static int[] located(CallTrace trace) {
        return LOCALISER.locate(trace, IDENTITY, 0, trace.size(), 0).positions();
    }

    /** Errors in positions, sorted. */
    private static int[] errors(int[] located, int[] truth) {
        assertThat(located).hasSameSizeAs(truth);
        return IntStream.range(0, truth.length)
                .map(i -> Math.abs(located[i] - truth[i]))
                .sorted()
                .toArray();
    }

    private static void assertFound(int[] located, int[] truth) {
        int[] errors = errors(located, truth);
        assertThat(errors[errors.length / 2]).as("median").isLessThanOrEqualTo(1);
        assertThat(errors[(int) (0.95 * errors.length)]).as("95 %").isLessThanOrEqualTo(2);
    }

    private static int[] way(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void wholeWay(long seed) {
        int[] truth = way(0, 300);
        assertFound(located(LINE.call("m", truth, 0, seed)), truth);
    }

    @Test
    void partOfTheWay() {
        int[] truth = way(120, 200);
        assertFound(located(LINE.call("m", truth, 0, 6)), truth);
    }

    /** Trains run faster and slower than the axis was laid. */
    @Test
    void anotherSpeed() {
        int[] fast = IntStream.range(0, 140).map(i -> 10 + 2 * i).toArray();
        assertFound(located(LINE.call("m", fast, 0, 7)), fast);
        int[] slow = IntStream.range(0, 400).map(i -> 50 + i / 2).toArray();
        assertFound(located(LINE.call("m", slow, 0, 8)), slow);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-9, -6, -12, 5})
    void commonShiftIsNotTakenForADisplacement(double shift) {
        int[] truth = way(20, 260);
        assertFound(located(LINE.call("m", truth, shift, 9)), truth);
    }

    @Test
    void standstill() {
        int[] truth = IntStream.concat(
                        IntStream.concat(
                                IntStream.range(40, 90),
                                IntStream.generate(() -> 90).limit(120)),
                        IntStream.range(91, 180))
                .toArray();
        int[] located = located(LINE.call("m", truth, 0, 10));
        assertFound(located, truth);
        int[] standing = Arrays.copyOfRange(located, 55, 165);
        assertThat(Arrays.stream(standing).distinct().count()).isLessThanOrEqualTo(4);
    }

    @Test
    void missingReports() {
        int[] truth = way(30, 250);
        assertFound(located(LINE.call("m", truth, 0, 11, 0.25)), truth);
    }

    /** No call that fits goes back: the axis is in the order of travel. */
    @Test
    void neverGoesBack() {
        for (long seed = 20; seed < 30; seed++) {
            int[] located = located(LINE.call("m", way(0, 300), seed % 2 == 0 ? 0 : -9, seed));
            for (int i = 1; i < located.length; i++) {
                assertThat(located[i]).isGreaterThanOrEqualTo(located[i - 1]);
            }
        }
    }

    /** A train that starts anew from where it had been is found again: a jump back of 150 positions. */
    @Test
    void takesItsPositionUpAnew() {
        int[] truth = IntStream.concat(IntStream.range(100, 220), IntStream.range(70, 190))
                .toArray();
        int[] errors = errors(located(LINE.call("m", truth, 0, 31)), truth);
        assertThat(Arrays.stream(errors).filter(e -> e <= 2).count()).isGreaterThan((long) (0.8 * truth.length));
    }

    /** A call of another line fits nowhere, and says so. */
    @Test
    void misfitTellsAStranger() {
        CallTrace own = LINE.call("m", way(50, 150), 0, 32);
        CallTrace other = new SyntheticLine(99).call("m", way(50, 150), 0, 33);
        double fits = LOCALISER.locate(own, IDENTITY, 0, own.size(), 0).meanCost();
        double misfits = LOCALISER.locate(other, IDENTITY, 0, other.size(), 0).meanCost();
        assertThat(fits).isLessThan(1.2);
        assertThat(misfits).isGreaterThan(2 * fits);
    }

    @Test
    void partOfACall() {
        int[] truth = way(0, 300);
        CallTrace call = LINE.call("m", truth, 0, 34);
        int[] located = LOCALISER.locate(call, IDENTITY, 100, 180, 0).positions();
        assertFound(located, Arrays.copyOfRange(truth, 100, 180));
    }

    /** The mobile's own offset is taken out before. */
    @Test
    void offsetIsTakenOut() {
        int[] truth = way(30, 200);
        CallTrace call = LINE.call("m", truth, -7, 35);
        Localiser.Fix fix = LOCALISER.fit(call, IDENTITY, 0, call.size(), -7);
        assertFound(fix.positions(), truth);
        assertThat(fix.meanCost()).isLessThan(1.2);
    }
}
