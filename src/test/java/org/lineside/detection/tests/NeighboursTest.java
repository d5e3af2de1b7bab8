package org.lineside.detection.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.comparison.Residuals;
import org.lineside.detection.Places;
import org.lineside.references.MobileOffset;
import org.lineside.references.ReferenceModel;
import org.lineside.references.SyntheticLine;

/** A call served by another cell where one that has grown weak is still heard. */
class NeighboursTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final ReferenceModel MODEL = LINE.model();
    private static final int[] WAY = IntStream.range(20, 120).toArray();

    /** A pass along the way where cells serve as ever, but for one, {@code lostDb} weaker, that never does. */
    private static ComparedCall pass(int weak, double lostDb) {
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        for (int p : WAY) {
            int serving = LINE.server(p) == weak ? weak + 1 : LINE.server(p);
            builder.add(serving).dbm(LINE.dbm(serving, p), LINE.dbm(serving, p));
            for (int c = 0; c < SyntheticLine.CELLS; c++) {
                if (c != serving) {
                    builder.hears(c, LINE.dbm(c, p) - (c == weak ? lostDb : 0));
                }
            }
        }
        return new Residuals(MODEL, 5)
                .of(
                        builder.build(),
                        IntStream.range(0, SyntheticLine.CELLS).toArray(),
                        HandmadeCalls.along(WAY, MobileOffset.NONE),
                        List.of());
    }

    @Test
    void theWeakCellIsSeenWhereItShouldHaveServed() {
        ComparedCall call = pass(1, 9);
        List<Series> series = Neighbours.series(call, MODEL, Places.of(call));
        assertThat(series).singleElement().satisfies(s -> {
            assertThat(s.neighbour())
                    .isEqualTo(TraceBuilder.names(SyntheticLine.CELLS).get(1));
            for (int k = 0; k < WAY.length; k++) {
                if (LINE.server(WAY[k]) == 1) {
                    assertThat(s.residual()[k]).isCloseTo(-9, within(0.01f));
                    assertThat(s.expected()[k]).isCloseTo((float) LINE.dbm(1, WAY[k]), within(0.01f));
                } else {
                    assertThat(s.residual()[k]).isNaN();
                }
            }
        });
    }

    @Test
    void nothingIsSeenWhereAllServeAsEver() {
        ComparedCall call = pass(-1, 0);
        assertThat(Neighbours.series(call, MODEL, Places.of(call))).isEmpty();
    }
}
