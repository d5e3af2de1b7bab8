package org.lineside.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockStepTest {
    private static int find(TraceBuilder call) {
        CallTrace trace = call.build();
        return ClockStep.find(trace, CellVisit.of(trace));
    }

    private static TraceBuilder alternating(int times, double seconds) {
        TraceBuilder call = new TraceBuilder("c", "m", 3).stay(2, 20).stay(0, 20);
        for (int i = 0; i < times; i++) {
            call.brief(i % 2 == 0 ? 1 : 0, seconds);
        }
        return call.stay(1, 20);
    }

    /** Visits: 0 = cell 2, 1 = cell 0, 2 = the first stay too short to be one. */
    @Test
    void clockSetBack() {
        assertThat(find(alternating(8, 0.48))).isEqualTo(2);
    }

    /** Eight stays of 0.48 s, the first of them not yet impossible, and as long before and behind; nothing elsewhere. */
    @Test
    void timeIsWrongWhereTheClockSteppedAndAsLongAboutIt() {
        CallTrace trace = alternating(8, 0.48).build();
        boolean[] touched = ClockStep.touched(trace);
        assertThat(touched[0]).isFalse();
        assertThat(touched[trace.size() - 1]).isFalse();
        for (int i = 40; i < 48; i++) {
            assertThat(touched[i]).isTrue();
        }
        int count = 0;
        for (boolean t : touched) {
            count += t ? 1 : 0;
        }
        assertThat(count).isBetween(9, 16);
        assertThat(ClockStep.touched(alternating(8, 3).build())).doesNotContain(true);
    }

    @Test
    void pingPongIsSlower() {
        assertThat(find(alternating(8, 3))).isEqualTo(-1);
    }

    @Test
    void fewReturnsAreNoProof() {
        assertThat(find(alternating(4, 0.48))).isEqualTo(-1);
    }

    @Test
    void ordinaryCallsAndEmptyOnes() {
        assertThat(find(new TraceBuilder("c", "m", 3).stay(0, 30).stay(1, 30).stay(2, 30)))
                .isEqualTo(-1);
        assertThat(find(new TraceBuilder("c", "m", 3))).isEqualTo(-1);
    }

    /** Through three cells in quick order and never back: odd, but no clock. */
    @Test
    void shortStaysInNewCellsAreNoClock() {
        TraceBuilder call = new TraceBuilder("c", "m", 12);
        for (int cell = 0; cell < 12; cell++) {
            call.brief(cell, 0.48);
        }
        assertThat(find(call)).isEqualTo(-1);
    }
}
