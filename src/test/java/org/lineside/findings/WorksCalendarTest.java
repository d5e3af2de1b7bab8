package org.lineside.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellInfo;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.HandmadeCalls;

/** A call over 40 samples at 100 m each: C00 from km 0 to 2, C01 from km 2 to 4. */
class WorksCalendarTest {
    private static final long START = TraceBuilder.START;
    private static final long HOUR = 3_600_000L;
    private static final Map<String, CellInfo> CELLS = Map.of("C00", cell("C00", "L1"), "C01", cell("C01", "L1"));

    private static CellInfo cell(String id, String line) {
        return new CellInfo(id, null, line, Double.NaN, Double.NaN, Double.NaN, Double.NaN, -1, -1, Double.NaN, null);
    }

    private static ComparedCall call() {
        TraceBuilder call = new TraceBuilder("c", "m", 2);
        for (int i = 0; i < 40; i++) {
            call.add(i / 20).km(i * 0.1);
        }
        CallTrace trace = call.build();
        return HandmadeCalls.sound(trace);
    }

    private static WorksCalendar works(PlannedWork... works) {
        return new WorksCalendar(Arrays.asList(works), CELLS);
    }

    private static PlannedWork onCell(String cell, long from, long to) {
        return new PlannedWork(from, to, cell, null, Double.NaN, Double.NaN, "new antenna");
    }

    private static PlannedWork onLine(String line, double from, double to) {
        return new PlannedWork(START, START + HOUR, null, line, from, to, "wires down");
    }

    @Test
    void worksOnTheServingCell() {
        WorksCalendar works = works(onCell("C01", START, START + HOUR));
        assertThat(works.explains(call(), 20, 40)).isEqualTo("planned works: new antenna");
        assertThat(works.explains(call(), 0, 20)).isNull();
    }

    /** More than half of the stretch must be touched. */
    @Test
    void halfAStretchIsNotEnough() {
        WorksCalendar works = works(onCell("C01", START, START + HOUR));
        assertThat(works.explains(call(), 10, 30)).isNull();
        assertThat(works.explains(call(), 10, 31)).isNotNull();
    }

    @Test
    void beginsInclusiveAndEndsExclusive() {
        long at = START + 20 * CallTrace.SAMPLE_MS;
        assertThat(works(onCell("C01", at, at + 1)).explains(call(), 20, 21)).isNotNull();
        assertThat(works(onCell("C01", at + 1, at + HOUR)).explains(call(), 20, 21))
                .isNull();
        assertThat(works(onCell("C01", START, at)).explains(call(), 20, 21)).isNull();
    }

    @Test
    void whatWorksTouchIsLeftOutAndNothingElse() {
        ComparedCall call = call();
        ComparedCall rest =
                works(onCell("C01", START, START + HOUR)).leftOut(call).orElseThrow();
        for (int c = 0; c < call.residual().length; c++) {
            for (int i = 0; i < 40; i++) {
                assertThat(rest.residual()[c][i]).isEqualTo(Float.valueOf(i < 20 ? call.residual()[c][i] : Float.NaN));
            }
        }
        assertThat(call.residual()[0][30]).as("the call itself stays").isNotNaN();
        assertThat(works(onCell("C02", START, START + HOUR)).leftOut(call)).isEmpty();
        assertThat(works(onCell("C01", START - HOUR, START)).leftOut(call)).isEmpty();
    }

    /** What a call hears of a cell at reduced power is as weak as the works make it, wherever the call is served. */
    @Test
    void whatIsHeardOfACellWorkedOnIsLeftOutInItsTime() {
        TraceBuilder heard = new TraceBuilder("c", "m", 3);
        for (int i = 0; i < 20; i++) {
            heard.add(0).hears(1, -80).hears(2, -85);
        }
        ComparedCall call = HandmadeCalls.sound(heard.build());
        Arrays.fill(call.neighbourResidual(), -9);
        long until = START + 10 * CallTrace.SAMPLE_MS;
        ComparedCall rest = works(onCell("C01", START, until)).leftOut(call).orElseThrow();
        for (int k = 0; k < 40; k++) {
            float kept = rest.neighbourResidual()[k];
            assertThat(Float.isNaN(kept))
                    .isEqualTo(k < 20
                            && call.trace()
                                    .cells()
                                    .get(call.trace().neighbourCell()[k])
                                    .equals("C01"));
        }
        assertThat(rest.residual()[0]).isEqualTo(call.residual()[0]);
        assertThat(works(onCell("C01", START - HOUR, START)).leftOut(call)).isEmpty();
    }

    @Test
    void sectionReachesHalfAKilometreFurther() {
        assertThat(works(onLine("L1", 2.5, 3)).explains(call(), 20, 35)).isNotNull();
        assertThat(works(onLine("L1", 3, 2.5)).explains(call(), 20, 35)).isNotNull();
        assertThat(works(onLine("L1", 2.5, 3)).explains(call(), 0, 18)).isNull();
        assertThat(works(onLine("L2", 2.5, 3)).explains(call(), 20, 35)).isNull();
    }

    @Test
    void callWithoutKilometresIsNotTouchedByASection() {
        ComparedCall call = HandmadeCalls.sound(
                new TraceBuilder("c", "m", 2).stay(0, 20).stay(1, 20).build());
        assertThat(works(onLine("L1", 0, 100)).explains(call, 0, 40)).isNull();
    }

    @Test
    void handoversAreFeltFurther() {
        WorksCalendar works = works(onCell("C01", START, START + HOUR));
        assertThat(works.explainsHandovers(call(), 17, 19)).isEqualTo("planned works: new antenna");
        assertThat(works(onCell("C09", START, START + HOUR)).explainsHandovers(call(), 17, 19))
                .isNull();
    }

    @Test
    void coversItsCellInItsTime() {
        WorksCalendar works = works(onCell("C01", START, START + HOUR));
        assertThat(works.coversCell("C01", START)).isTrue();
        assertThat(works.coversCell("C01", START + HOUR)).isFalse();
        assertThat(works.coversCell("C00", START)).isFalse();
        assertThat(new WorksCalendar(List.of(), CELLS).explains(call(), 0, 40)).isNull();
    }
}
