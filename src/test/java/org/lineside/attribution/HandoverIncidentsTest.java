package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Handover;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.Channel;
import org.lineside.calls.HandoverCause;
import org.lineside.config.SettingsLoader;
import org.lineside.intake.Profiles;

/** Incidents that changed handovers raise or support: calls leave C2 towards C3, usually to C3 and for a better cell. */
class HandoverIncidentsTest {
    private static final HandoverMixes MIXES = new HandoverMixes(
            Map.of("C2\tC3", Map.of("C3", 40)), Map.of("C2\tC3", Map.of("BETTER_CELL", 39, "DOWNLINK_QUALITY", 1)));
    private static final EffectScales SCALES = new EffectScales(
            Line.SCALES.callSd(),
            Line.SCALES.atomSd(),
            Line.SCALES.inflation(),
            Line.SCALES.stepRate(),
            Line.SCALES.pairRate(),
            Line.SCALES.absenceRate(),
            Line.SCALES.late(),
            Line.SCALES.beliefs(),
            MIXES,
            PlaceScales.NONE);

    private static List<Incident> incidents(List<CallEvidence> calls) {
        return Attribution.of(new Attribution.Input(
                        calls,
                        Line.found(calls),
                        List.of(),
                        Feedback.NONE,
                        SCALES,
                        Profiles.load("gsm-r"),
                        Line.cellInfo(IntStream.range(0, Line.CELLS)
                                .mapToObj(i -> "C" + i)
                                .toList()),
                        SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"))))
                .incidents();
    }

    private static Incident only(List<CallEvidence> calls) {
        List<Incident> incidents = incidents(calls);
        assertThat(incidents).hasSize(1);
        return incidents.getFirst();
    }

    private static List<CallEvidence> leaving(List<CallEvidence> calls, IntFunction<@Nullable Handover> how) {
        return IntStream.range(0, calls.size())
                .mapToObj(c -> {
                    Handover h = how.apply(c);
                    return h == null ? calls.get(c) : Line.with(calls.get(c), List.of(h));
                })
                .toList();
    }

    private static Handover to(int call, String target, HandoverCause cause) {
        return to(call, target, cause, List.of());
    }

    private static Handover to(int call, String target, HandoverCause cause, @Nullable List<String> passedOver) {
        return new Handover(Line.startMs(call) + 170_000, "C2", "C3", target, cause, false, passedOver);
    }

    /** Twelve calls of sixty leave for C4 instead of C3. */
    private static Handover elsewhere(int call, HandoverCause cause, @Nullable List<String> passedOver) {
        return call >= 20 && call < 32 ? to(call, "C4", cause, passedOver) : to(call, "C3", HandoverCause.BETTER_CELL);
    }

    private static Handover rescued(int call, int from, int to) {
        boolean bad = call >= from && call < to;
        return to(call, "C3", bad ? HandoverCause.DOWNLINK_QUALITY : HandoverCause.BETTER_CELL);
    }

    @Test
    void soundHandoversRaiseNothing() {
        assertThat(incidents(leaving(Line.calls(0, 60, Line.NONE), c -> to(c, "C3", HandoverCause.BETTER_CELL))))
                .isEmpty();
    }

    @Test
    void handoversForQualityAreInterference() {
        Incident i = only(leaving(Line.calls(0, 60, Line.NONE), c -> rescued(c, 20, 32)));
        assertThat(i.cause()).isEqualTo(Cause.DOWNLINK_INTERFERENCE);
        assertThat(i.scope()).isEqualTo(Scope.SECTION);
        assertThat(i.callsAffected()).isEqualTo(12);
        assertThat(i.summary()).contains("downlink quality in 12 of 12 calls, usually in 1 of 40");
        assertThat(i.openedAtMs()).isEqualTo(Line.startMs(20) + 170_000);
    }

    /** Where the quality itself tells, the handovers are one more fact about it. */
    @Test
    void handoversSupportAnInterferenceThatIsKnown() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if ((zone == 12 || zone == 13) && call >= 20 && call < 32) {
                Line.add(effect, Channel.QUALITY_DL, 4);
            }
        });
        Incident i = only(leaving(calls, c -> rescued(c, 20, 32)));
        assertThat(i.cause()).isEqualTo(Cause.DOWNLINK_INTERFERENCE);
        assertThat(i.entity()).startsWith("L1:");
        assertThat(i.summary()).contains("; handovers for quality 12 of 12, usually 1 of 40.");
        assertThat(i.evidence()).contains("\"handovers_for_quality\":\"12 of 12\"");
    }

    @Test
    void cellHeardLouderAndNotHandedOverToIsAMissingNeighbour() {
        Incident i = only(leaving(
                Line.calls(0, 60, Line.NONE), c -> elsewhere(c, HandoverCause.BETTER_CELL, List.of("C1", "C3"))));
        assertThat(i.cause()).isEqualTo(Cause.LATE_HANDOVER);
        assertThat(i.entity()).isEqualTo("C2>C3");
        assertThat(i.summary()).contains("is heard louder and not handed over to");
    }

    /** Of twelve calls seven, or six, heard C3 so much louder. */
    @Test
    void mostMustHaveHeardItLouder() {
        IntFunction<List<CallEvidence>> louderUntil = last -> leaving(
                Line.calls(0, 60, Line.NONE),
                c -> elsewhere(c, HandoverCause.BETTER_CELL, c < last ? List.of("C3") : List.of()));
        assertThat(only(louderUntil.apply(27)).cause()).isEqualTo(Cause.LATE_HANDOVER);
        assertThat(incidents(louderUntil.apply(26))).isEmpty();
    }

    /** Evidence of earlier builds does not say what was louder, only what was heard. */
    @Test
    void whereItWasNotKeptHavingHeardItIsEnough() {
        List<CallEvidence> calls = Line.calls(0, 60, Line.NONE).stream()
                .map(c -> Line.with(c, List.of(new Presence("C3", c.startMs(), 8, 2, 6)), List.of()))
                .toList();
        assertThat(only(leaving(calls, c -> elsewhere(c, HandoverCause.BETTER_CELL, null)))
                        .cause())
                .isEqualTo(Cause.LATE_HANDOVER);
    }

    /** In another season C4 is as loud as C3 where calls leave C2. */
    @Test
    void otherTargetThatIsAsLoudIsNoFault() {
        List<CallEvidence> calls = Line.calls(0, 60, Line.NONE).stream()
                .map(c -> Line.with(c, List.of(new Presence("C3", c.startMs(), 8, 2, 6)), List.of()))
                .toList();
        assertThat(incidents(leaving(calls, c -> elsewhere(c, HandoverCause.BETTER_CELL, List.of("C1")))))
                .isEmpty();
    }

    /** A cell off the air is left out by all: that is one incident, not two. */
    @Test
    void cellOffTheAirExplainsOtherTargets() {
        List<CallEvidence> calls = IntStream.range(0, 60)
                .mapToObj(c -> {
                    boolean off = c >= 20 && c < 32;
                    CallEvidence call = Line.calls(c, c + 1, Line.NONE).getFirst();
                    Presence p = new Presence("C3", call.startMs() + 170_000, 8, off ? 0 : 8, off ? 0 : 8);
                    return Line.with(call, List.of(p), List.of());
                })
                .toList();
        Incident i = only(leaving(calls, c -> to(c, c >= 20 && c < 32 ? "C4" : "C3", HandoverCause.BETTER_CELL)));
        assertThat(i.cause()).isEqualTo(Cause.CELL_OUTAGE);
    }

    /** Calls thrown about by bad quality leave for other cells as well: that is one incident, not a missing neighbour too. */
    @Test
    void otherTargetsOfRescuedCallsAreNoMissingNeighbour() {
        Incident i = only(leaving(
                Line.calls(0, 60, Line.NONE), c -> elsewhere(c, HandoverCause.DOWNLINK_QUALITY, List.of("C3"))));
        assertThat(i.cause()).isEqualTo(Cause.DOWNLINK_INTERFERENCE);
    }

    /** Rescued handovers leave few reports to weigh: three calls of one model show it, but all mobiles were rescued. */
    @Test
    void aModelIsNotBlamedForWhatAllAreRescuedFrom() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if ((zone == 13 || zone == 14) && call >= 20 && call < 32) {
                boolean shows = call % 3 == 0;
                effect[Channel.QUALITY_DL.ordinal()] = shows ? 6 : Float.NaN;
            }
        });
        Incident i = only(leaving(calls, c -> rescued(c, 20, 32)));
        assertThat(i.cause()).isEqualTo(Cause.DOWNLINK_INTERFERENCE);
        assertThat(i.scope()).isEqualTo(Scope.SECTION);
    }

    /** That others were rescued two hours before says nothing of what one model shows now. */
    @Test
    void aModelIsBlamedForWhatOthersWereRescuedFromBefore() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if ((zone == 13 || zone == 14) && call >= 34 && call < 55 && call % 3 == 0) {
                Line.add(effect, Channel.QUALITY_DL, 6);
            }
        });
        List<Incident> incidents = incidents(leaving(calls, c -> c >= 34 && c % 3 != 0 ? null : rescued(c, 20, 55)));
        assertThat(incidents).extracting(Incident::cause).contains(Cause.TERMINAL_MODEL);
    }

    /** Interference at the mast says nothing of a downlink that one model alone finds bad at the same time. */
    @Test
    void aModelIsBlamedForItsDownlinkWhileUplinksAreDisturbed() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if ((zone == 13 || zone == 14) && call >= 20 && call < 32 && call % 3 == 0) {
                Line.add(effect, Channel.QUALITY_DL, 6);
            }
        });
        List<Incident> incidents = incidents(leaving(calls, c -> {
            boolean bad = c >= 20 && c < 32;
            return to(c, "C3", bad ? HandoverCause.UPLINK_QUALITY : HandoverCause.BETTER_CELL);
        }));
        assertThat(incidents).extracting(Incident::cause).contains(Cause.TERMINAL_MODEL);
    }

    /** Late into C4 in calls 20 to 40, while C3, which it is handed over from, is weak from call {@code weakFrom} on. */
    private static List<Incident> lateWhileWeak(int weakFrom) {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C3") && call >= weakFrom && call < weakFrom + 20) {
                Line.add(effect, Channel.LEVEL_DL, -8);
            }
        });
        return incidents(IntStream.range(0, calls.size())
                .mapToObj(c -> Line.with(
                        calls.get(c),
                        List.of(),
                        List.of(new Step(
                                CallEvidence.Kind.LATE, Line.startMs(c) + 200_000, "C3", "C4", 9, c >= 20 && c < 40))))
                .toList());
    }

    /** What happened while nothing else was wrong is not explained by what came later. */
    @Test
    void faultExplainsLateHandoversOfItsOwnTime() {
        assertThat(lateWhileWeak(20))
                .singleElement()
                .satisfies(i -> assertThat(i.cause()).isEqualTo(Cause.CELL_POWER_DROP));
        assertThat(lateWhileWeak(36))
                .extracting(Incident::cause)
                .containsExactlyInAnyOrder(Cause.CELL_POWER_DROP, Cause.LATE_HANDOVER);
    }
}
