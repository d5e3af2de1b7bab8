package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CellInfo;
import org.lineside.calls.Channel;

/** Six hundred positions of 50 m, along line A from km 20 down to its end at km 0, and then along line B from km 100 on. */
class KilometreMapTest {
    private static final int POSITIONS = 600;
    private static final List<String> CELLS = List.of("A18", "A10", "A2W", "A2E", "B103", "B107");
    private static final int[] STRONGEST = {40, 200, 355, 365, 460, 540};
    private static final double[] MAST_KM = {18, 10, 1.96, 2.04, 103, 107};

    /** Passes at each position, and what one of the cells shows. */
    private static Route route(int passesOnB, int oddCell, int oddPosition, int oddPasses) {
        List<int[]> entries = new ArrayList<>();
        List<Float> levels = new ArrayList<>();
        for (int p = 0; p < POSITIONS; p++) {
            for (int c = 0; c < CELLS.size(); c++) {
                int distance = Math.abs(p - STRONGEST[c]);
                boolean odd = c == oddCell && p == oddPosition;
                if (distance <= 60 || odd) {
                    entries.add(new int[] {p, c, odd ? oddPasses : c < 4 ? 80 : passesOnB});
                    levels.add(odd ? -30f : -40f - distance / 2f);
                }
            }
        }
        float[][] centre = new float[Channel.values().length][entries.size()];
        for (float[] channel : centre) {
            Arrays.fill(channel, Float.NaN);
        }
        for (int e = 0; e < levels.size(); e++) {
            centre[Channel.LEVEL_DL.ordinal()][e] = levels.get(e);
        }
        int[] position = entries.stream().mapToInt(e -> e[0]).toArray();
        int[] cell = entries.stream().mapToInt(e -> e[1]).toArray();
        int[] served = entries.stream().mapToInt(e -> e[2]).toArray();
        double[] unknown = new double[POSITIONS];
        Arrays.fill(unknown, Double.NaN);
        int[] noLine = new int[POSITIONS];
        Arrays.fill(noLine, -1);
        return new Route(
                "r1",
                IntStream.range(0, CELLS.size()).toArray(),
                100,
                POSITIONS,
                unknown,
                unknown,
                unknown,
                noLine,
                false,
                IntStream.range(0, CELLS.size()).toArray(),
                position,
                cell,
                served,
                served,
                centre,
                centre,
                Route.lookup(POSITIONS, CELLS.size(), position, cell));
    }

    private static Route mapped(Route route) {
        Map<String, CellInfo> info = new TreeMap<>();
        for (int c = 0; c < CELLS.size(); c++) {
            String line = CELLS.get(c).substring(0, 1);
            double km = MAST_KM[c];
            info.put(
                    CELLS.get(c),
                    new CellInfo(
                            CELLS.get(c),
                            null,
                            line,
                            km,
                            Double.NaN,
                            Double.NaN,
                            Double.NaN,
                            -1,
                            -1,
                            Double.NaN,
                            null));
        }
        return KilometreMap.apply(route, CELLS, info, List.of("A", "B"));
    }

    /** Between masts evenly; a mast of two cells lies between the places where they are strongest; beyond the last as before it. */
    @Test
    void kilometresRunEvenlyBetweenMasts() {
        Route route = mapped(route(80, -1, 0, 0));
        assertThat(route.line()[0]).isZero();
        assertThat(route.line()[POSITIONS - 1]).isEqualTo(1);
        assertThat(route.positionKm()[0]).isCloseTo(20, within(1e-9));
        assertThat(route.positionKm()[120]).isCloseTo(14, within(1e-9));
        assertThat(route.positionKm()[360]).isCloseTo(2, within(1e-9));
        assertThat(route.positionKm()[500]).isCloseTo(105, within(1e-9));
        assertThat(route.positionKm()[POSITIONS - 1]).isCloseTo(107 + 59 * 0.05, within(1e-9));
    }

    /** Every pass there tells the same, be they fewer than elsewhere on the route. */
    @Test
    void mastsThatFewPassesReachCountAsWell() {
        Route route = mapped(route(5, -1, 0, 0));
        assertThat(route.line()[500]).isEqualTo(1);
        assertThat(route.positionKm()[500]).isCloseTo(105, within(1e-9));
    }

    /** Calls of elsewhere that were laid beside a mast do not say where theirs is. */
    @Test
    void aFewOddPassesMoveNoMast() {
        double[] usual = mapped(route(80, -1, 0, 0)).positionKm();
        assertThat(mapped(route(80, 1, 330, 4)).positionKm()).containsExactly(usual);
        assertThat(mapped(route(1, -1, 0, 0)).positionKm())
                .as("one pass is better than none")
                .containsExactly(usual);
    }

    /** With A10 at position 345 a train would be 8 km on in no time. */
    @Test
    void noTrainGoesThatFast() {
        double[] km = mapped(route(80, 1, 345, 80)).positionKm();
        assertThat(km[345]).isCloseTo(2.75, within(1e-9));
    }

    /** Where a repeater gives A10 its level the timing advance tells how far the mast is. */
    @Test
    void repeatersAreNoMasts() {
        Route route = route(80, 1, 330, 80);
        int odd = route.entry(330, 1);
        route.centre()[Channel.TIMING_ADVANCE.ordinal()][odd] = 7;
        assertThat(mapped(route).positionKm())
                .containsExactly(mapped(route(80, -1, 0, 0)).positionKm());
    }

    /** B103 stands between two masts of A, as at a junction, and tells nothing of the line that the train is on. */
    @Test
    void aMastOfAnotherLineBetweenTwoOfOneDoesNotPartIt() {
        Route route = mapped(route(80, 4, 100, 80));
        assertThat(route.line()[100]).isZero();
        assertThat(route.positionKm()[100]).isCloseTo(15, within(1e-9));
    }
}
