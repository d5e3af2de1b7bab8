package org.lineside.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.TraceBuilder;
import org.lineside.health.CallHealth.EdgeShare;

class HandoverReaderTest {
    private static RadioEvent event(
            double second, String event, @Nullable String cell, @Nullable String target, @Nullable String cause) {
        return new RadioEvent(TraceBuilder.START + Math.round(second * 1000), event, "c1", cell, target, cause);
    }

    private static HandoverReader read(CallTrace trace, boolean lost, RadioEvent... events) {
        return new HandoverReader(trace, List.of(events), lost, Set.of());
    }

    /** 20 samples in C00, so many in C01, then C00 again. */
    private static CallTrace back(int samplesThere) {
        return new TraceBuilder("c1", "M", 3)
                .stay(0, 20)
                .stay(1, samplesThere)
                .stay(0, 20)
                .build();
    }

    @Test
    void a_handover_undone_within_ten_seconds_is_ping_pong_of_the_first_pair() {
        assertThat(read(back(4), false).edges())
                .extracting(EdgeShare::from, EdgeShare::to, EdgeShare::arrived, EdgeShare::pingPongs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("C00", "C01", 1, 1),
                        org.assertj.core.groups.Tuple.tuple("C01", "C00", 1, 0));
        assertThat(read(back(6), false).edges())
                .extracting(EdgeShare::pingPongs)
                .containsOnly(0);
    }

    @Test
    void breaks_are_told_by_events_and_gaps_by_reports() {
        HandoverReader handovers = read(
                back(20),
                false,
                event(38, "HO_COMMAND", "C00", "C01", "better_cell"),
                event(38.3, "HO_COMPLETE", "C01", "C00", "successful"),
                event(76, "HO_COMMAND", "C01", "C00", "dl_quality"),
                event(76.25, "HO_COMPLETE", "C00", "C01", "successful"));
        assertThat(handovers.told()).isTrue();
        assertThat(handovers.edges().getFirst())
                .isEqualTo(
                        new EdgeShare("C00", "C01", 1, 0, 0, 0, List.of(300), List.of(480), Map.of("better_cell", 1)));
        assertThat(handovers.edges().getLast().breakMs()).containsExactly(250);
    }

    @Test
    void failures_are_reported_or_seen_by_a_lost_connection() {
        CallTrace trace = new TraceBuilder("c1", "M", 3).stay(0, 20).build();
        RadioEvent command = event(30, "HO_COMMAND", "C00", "C01", "better_cell");
        assertThat(read(trace, true, command).edges().getFirst().failed()).isEqualTo(1);
        assertThat(read(trace, false, command).edges().getFirst().failed()).isZero();
        RadioEvent failure = event(31, "HO_FAILURE", null, null, "reversion_to_old_channel");
        assertThat(read(trace, true, command, failure).edges().getFirst().failed())
                .isEqualTo(1);
        assertThat(read(trace, true, command, event(31, "HO_COMPLETE", "C01", "C00", null))
                        .edges())
                .singleElement()
                .satisfies(e -> assertThat(e.failed()).isZero());
    }

    @Test
    void without_events_nothing_tells_of_failures() {
        assertThat(read(back(20), false).told()).isFalse();
        assertThat(read(back(20), false, event(90, "RELEASE", "C00", null, "normal"))
                        .told())
                .isFalse();
    }

    @Test
    void a_clock_that_was_set_back_makes_no_handovers() {
        TraceBuilder trace = new TraceBuilder("c1", "M", 2);
        for (int i = 0; i < 12; i++) {
            trace.brief(i % 2, 0);
        }
        assertThat(read(trace.build(), false, event(1, "HO_COMMAND", "C00", "C01", "x"))
                        .edges())
                .isEmpty();
    }

    @Test
    void late_ones_count_at_their_pair() {
        HandoverReader handovers =
                new HandoverReader(back(20), List.of(), false, Set.of(new HandoverReader.Edge("C00", "C02")));
        assertThat(handovers.edges())
                .filteredOn(e -> e.to().equals("C02"))
                .singleElement()
                .satisfies(e -> assertThat(e.late()).isEqualTo(1))
                .satisfies(e -> assertThat(e.arrived()).isZero());
    }
}
