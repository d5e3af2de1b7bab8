package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Handover;
import org.lineside.calls.CallTrace;
import org.lineside.calls.CellVisit;
import org.lineside.calls.HandoverCause;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.RadioEvent;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.ComparedCall;
import org.lineside.comparison.FourCells;
import org.lineside.comparison.HandmadeCalls;
import org.lineside.findings.WorksCalendar;

class HandoverEvidenceTest {
    private static final int STAY = FourCells.STAY;
    private static final HandoverEvidence EVIDENCE =
            new HandoverEvidence(FourCells.model(), new WorksCalendar(List.of(), Map.of()));

    private static List<Handover> of(ComparedCall call) {
        return EVIDENCE.of(call, CellVisit.of(call.trace()));
    }

    @Test
    void eachHandoverTellsWhereItWentAndWhereItUsuallyGoes() {
        CallTrace trace = FourCells.usual().build();
        List<RadioEvent> events = List.of(
                new RadioEvent(trace.startMs()[STAY] - 300, "HO_COMMAND", "c", "C00", "C01", "better_cell"),
                new RadioEvent(trace.startMs()[2 * STAY] - 300, "HO_COMMAND", "c", "C01", "C02", "4"));
        List<Handover> handovers = of(HandmadeCalls.with(HandmadeCalls.sound(trace), events));
        assertThat(handovers)
                .extracting(Handover::from, Handover::towards, Handover::to, Handover::cause, Handover::failed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("C00", "C01", "C01", HandoverCause.BETTER_CELL, false),
                        org.assertj.core.groups.Tuple.tuple("C01", "C02", "C02", HandoverCause.DOWNLINK_QUALITY, false),
                        org.assertj.core.groups.Tuple.tuple("C02", "C03", "C03", null, false));
    }

    /** C01 is passed over: the handover out of C00 was to go to C01. */
    @Test
    void handoverToAnotherCellIsStillTowardsTheUsual() {
        CallTrace trace = new TraceBuilder("c", "m", FourCells.CELLS)
                .stay(0, STAY)
                .stay(2, 2 * STAY)
                .build();
        assertThat(of(HandmadeCalls.sound(trace)))
                .extracting(Handover::towards, Handover::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("C01", "C02"));
    }

    /** Staying with C00 all through C01's zone, it was to go to C01, not to the cell behind that. */
    @Test
    void lateHandoverIsTowardsTheCellThatWasPassedOver() {
        CallTrace trace = new TraceBuilder("c", "m", FourCells.CELLS)
                .stay(0, 2 * STAY + 3)
                .stay(2, STAY)
                .build();
        assertThat(of(HandmadeCalls.sound(trace)))
                .extracting(Handover::towards, Handover::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("C01", "C02"));
    }

    /** Handed over to C02 at −80 dBm, past C01, which is so much louder, 8 dB for most of the last reports or all the time. */
    @Test
    void cellsLouderThanTheOneEnteredWerePassedOver() {
        assertThat(passedOver(8, 20)).containsExactly("C01");
        assertThat(passedOver(5, 20)).as("within the margin").isEmpty();
        assertThat(passedOver(8, 2)).as("hardly reported before the handover").isEmpty();
        assertThat(passedOver(8, 12)).as("reported before the handover").containsExactly("C01");
    }

    /** C02 was not even among the cells reported, of which the weakest came in at −90 dBm. */
    @Test
    void aCellThatWasNotReportedIsNoLouderThanThose() {
        TraceBuilder trace = new TraceBuilder("c", "m", FourCells.CELLS);
        for (int i = 0; i < 20; i++) {
            trace.stay(0, 1).hears(1, -82).hears(3, -85).hears(4, -90);
        }
        assertThat(of(HandmadeCalls.sound(trace.stay(2, STAY).build()))
                        .getFirst()
                        .passedOver())
                .containsExactly("C01");
    }

    private static @Nullable List<String> passedOver(double louderDb, int reports) {
        TraceBuilder trace = new TraceBuilder("c", "m", FourCells.CELLS);
        for (int i = 0; i < 20; i++) {
            trace.stay(0, 1).hears(2, -80).hears(4, -90);
            if (i >= 20 - reports) {
                trace.hears(1, -80 + louderDb);
            }
        }
        return of(HandmadeCalls.sound(trace.stay(2, STAY).build())).getFirst().passedOver();
    }

    @Test
    void failuresKeepTheCauseOfTheirCommand() {
        CallTrace trace =
                new TraceBuilder("c", "m", FourCells.CELLS).stay(0, STAY).build();
        long at = trace.startMs()[10];
        List<RadioEvent> events = List.of(
                new RadioEvent(at, "HO_COMMAND", "c", "C00", "C01", "ul_quality"),
                new RadioEvent(at + 1300, "HO_FAILURE", "c", "C00", "C01", "reversion_to_old_channel"));
        assertThat(of(HandmadeCalls.with(HandmadeCalls.sound(trace), events)))
                .containsExactly(
                        new Handover(at + 1300, "C00", "C01", "C01", HandoverCause.UPLINK_QUALITY, true, List.of()));
    }

    @Test
    void onAnotherRouteOrUnderWorksNothingIsSaid() {
        CallTrace trace = FourCells.usual().build();
        int[] route = new int[trace.size()];
        Arrays.fill(route, STAY, route.length, 1);
        assertThat(of(HandmadeCalls.on(trace, route))).hasSize(2);
        PlannedWork work = new PlannedWork(
                trace.startMs()[0], trace.endMs()[trace.size() - 1], "C02", null, Double.NaN, Double.NaN, "mast");
        HandoverEvidence under = new HandoverEvidence(FourCells.model(), new WorksCalendar(List.of(work), Map.of()));
        assertThat(under.of(HandmadeCalls.sound(trace), CellVisit.of(trace)))
                .extracting(Handover::from)
                .containsExactly("C00");
    }

    /** The command is believed; without one, the reports before it. */
    @Test
    void whatDroveAHandover() {
        CallTrace trace = FourCells.usual().build();
        Arrays.fill(trace.badDownlink(), STAY - 2, STAY, 1);
        List<CellVisit> visits = CellVisit.of(trace);
        ComparedCall silent = HandmadeCalls.sound(trace);
        assertThat(EVIDENCE.drivenByQuality(silent, visits, 1)).isTrue();
        assertThat(EVIDENCE.drivenByQuality(silent, visits, 2)).isFalse();
        ComparedCall told = HandmadeCalls.with(
                silent, List.of(new RadioEvent(trace.startMs()[STAY], "HO_COMMAND", "c", "C00", "C01", "better_cell")));
        assertThat(EVIDENCE.drivenByQuality(told, visits, 1)).isFalse();
    }
}
