package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lineside.calls.TraceBuilder;

class CellSequenceTest {
    private static int[] cells(TraceBuilder call) {
        return CellSequence.of(call.build()).cells();
    }

    private static TraceBuilder call() {
        return new TraceBuilder("c", "m", 5);
    }

    @Test
    void visitsInOrder() {
        assertThat(cells(call().stay(0, 20).stay(1, 1).stay(2, 20))).containsExactly(0, 1, 2);
        assertThat(cells(call())).isEmpty();
        assertThat(cells(call().stay(3, 1))).containsExactly(3);
    }

    /** Three samples are 5 s, below the 15 s of ping-pong. */
    @Test
    void pingPongIsTakenOut() {
        assertThat(cells(call().stay(0, 20).stay(1, 3).stay(0, 20).stay(1, 20))).containsExactly(0, 1);
        assertThat(cells(call().stay(0, 20)
                        .stay(1, 3)
                        .stay(0, 3)
                        .stay(1, 3)
                        .stay(0, 20)
                        .stay(2, 20)))
                .containsExactly(0, 2);
    }

    /** Ten samples are 19 s: a train that turned. */
    @Test
    void turningBackIsKept() {
        assertThat(cells(call().stay(0, 20).stay(1, 10).stay(0, 20))).containsExactly(0, 1, 0);
    }

    @Test
    void equalByCells() {
        CellSequence a = CellSequence.of(call().stay(0, 5).stay(1, 5).build());
        CellSequence b = CellSequence.of(call().stay(0, 50).stay(1, 9).build());
        assertThat(a).isEqualTo(b).hasSameHashCodeAs(b);
        assertThat(a).isNotEqualTo(CellSequence.of(call().stay(1, 5).build()));
    }
}
