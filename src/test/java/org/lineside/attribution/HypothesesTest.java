package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Settled;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.intake.Profiles;

/** Faults planted in {@link Line}: who is to be blamed, by how much, and when is known. */
class HypothesesTest {
    private static List<Blame> blamed(List<CallEvidence> calls) {
        boolean[] higherIsBetter = new boolean[Channel.values().length];
        for (Channel c : Channel.values()) {
            higherIsBetter[c.ordinal()] = c.isLevel() || c == Channel.SINR_DL;
        }
        Profile profile = Profiles.load("gsm-r");
        HarmfulEffects harmful =
                HarmfulEffects.of(profile, c -> c.isLevel() ? 3 : c == Channel.TIMING_ADVANCE ? 1 : 2, higherIsBetter);
        Muting none = new Muting(List.of(), calls, Line.SCALES, harmful.min(), profile);
        return new Hypotheses(calls, Line.SCALES, harmful, none, Priors.NONE)
                .settle().stream().map(Settled::blame).toList();
    }

    private static Blame only(List<CallEvidence> calls) {
        List<Blame> blamed = blamed(calls);
        assertThat(told(blamed)).hasSize(1);
        return blamed.getFirst();
    }

    /** What is said of them, in few words. */
    private static List<String> told(List<Blame> blamed) {
        return blamed.stream()
                .map(b -> b.kind() + " " + b.key() + " " + b.strongest() + " "
                        + b.observed().size() + " calls")
                .toList();
    }

    private static Cause cause(Blame blame) {
        return blame.cause();
    }

    private static double effect(Blame blame, Channel channel) {
        return blame.effects()[channel.ordinal()];
    }

    /** 30 sound windows of 60 calls; the threshold is set for one false blame in 50 days of 200 calls. */
    @Test
    void soundCallsBlameNobody() {
        for (int seed = 0; seed < 30; seed++) {
            assertThat(told(blamed(Line.calls(0, 60, seed, Line.NONE))))
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @Test
    void mobileThatLosesBothLinks() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (mobile.equals("m3")) {
                Line.add(effect, Channel.LEVEL_DL, -8);
                Line.add(effect, Channel.LEVEL_UL, -8);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.MOBILE);
        assertThat(blame.key()).isEqualTo("m3");
        assertThat(effect(blame, Channel.LEVEL_DL)).isCloseTo(-8, within(1.5));
        assertThat(effect(blame, Channel.LEVEL_UL)).isCloseTo(-8, within(1.5));
        assertThat(blame.affected()).containsExactly(3, 13, 23, 33, 43, 53);
        assertThat(cause(blame)).isEqualTo(Cause.MOBILE_ANTENNA);
    }

    @Test
    void mobileThatLosesItsUplink() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (mobile.equals("m7") && zone >= 0) {
                Line.add(effect, Channel.LEVEL_UL, -6);
            }
        }));
        assertThat(blame.key()).isEqualTo("m7");
        assertThat(effect(blame, Channel.LEVEL_DL)).isZero();
        assertThat(cause(blame)).isEqualTo(Cause.MOBILE_UPLINK);
    }

    private static Line.Fault cell(String weak, double shift, int from, int to) {
        return (call, mobile, cell, zone, effect) -> {
            if (cell.equals(weak) && call >= from && call < to) {
                Line.add(effect, Channel.LEVEL_DL, shift);
            }
        };
    }

    @Test
    void cellThatLosesPower() {
        Blame blame = only(Line.calls(0, 60, cell("C4", -6, 0, 60)));
        assertThat(blame.kind()).isEqualTo(Kind.CELL);
        assertThat(blame.key()).isEqualTo("C4");
        assertThat(effect(blame, Channel.LEVEL_DL)).isCloseTo(-6, within(1.0));
        assertThat(effect(blame, Channel.LEVEL_UL)).isZero();
        assertThat(blame.observed()).hasSizeBetween(58, 60);
        assertThat(cause(blame)).isEqualTo(Cause.CELL_POWER_DROP);
    }

    /** A pass that is weak on both links, as behind a train that hides it, is no beginning of a fault of one link. */
    @Test
    void weakPassBeforeAFaultOfOneLinkIsNotItsBeginning() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && call == 28) {
                Line.add(effect, Channel.LEVEL_DL, -9);
                Line.add(effect, Channel.LEVEL_UL, -9);
            }
            cell("C4", -9, 30, 50).on(call, mobile, cell, zone, effect);
        }));
        assertThat(blame.key()).isEqualTo("C4");
        assertThat(blame.affected().getFirst()).isEqualTo(30);
        assertThat(effect(blame, Channel.LEVEL_DL)).isCloseTo(-9, within(1.0));
        assertThat(effect(blame, Channel.LEVEL_UL)).isZero();
    }

    @Test
    void cellWeakForAThirdOfTheTimeIsBlamedForThatTime() {
        Blame blame = only(Line.calls(0, 60, cell("C4", -6, 20, 40)));
        assertThat(blame.kind()).isEqualTo(Kind.CELL);
        assertThat(blame.key()).isEqualTo("C4");
        assertThat(blame.observed().getFirst()).isBetween(19, 21);
        assertThat(blame.observed().getLast()).isBetween(38, 40);
        assertThat(blame.after()).hasSizeBetween(19, 21);
        assertThat(effect(blame, Channel.LEVEL_DL)).isCloseTo(-6, within(1.0));
    }

    /**
     * Both links are 8 dB down in one zone, in six calls of one direction in a row.
     *
     * @param every and in each so-manieth of all calls, by where a train changes cells; those beside the row are sound
     */
    private static List<Blame> sixInARow(int every) {
        return blamed(Line.calls(0, 160, (call, mobile, cell, zone, effect) -> {
            if (call % every == 0 || (call % 2 == 0 && call >= 80 && call <= 90)) {
                Line.weak(22, 8).on(call, mobile, cell, zone, effect);
            }
        }));
    }

    /** Of the many places of a network some have such a row now and then. */
    @Test
    void aRowOfWeakCallsWhereManyAreWeakIsNoFault() {
        assertThat(told(sixInARow(5))).isEmpty();
        assertThat(sixInARow(1000)).singleElement().satisfies(b -> {
            assertThat(b.kind()).isEqualTo(Kind.SECTION);
            assertThat(b.affected()).contains(80, 82, 84, 88, 90).doesNotContain(70, 100);
        });
    }

    /** 3.5 dB is more than what counts and less than any single call shows beyond doubt. */
    @Test
    void weakFaultThatNoCallShowsAlone() {
        Blame blame = only(Line.calls(0, 60, cell("C6", -3.6, 0, 60)));
        assertThat(blame.kind()).isEqualTo(Kind.CELL);
        assertThat(blame.key()).isEqualTo("C6");
    }

    @Test
    void twoFaultsOfACellAreTwoBlames() {
        List<CallEvidence> calls = Line.calls(0, 90, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && (call < 20 || call >= 60)) {
                Line.add(effect, Channel.LEVEL_DL, -9);
            }
        });
        List<Blame> blamed = blamed(calls);
        assertThat(blamed)
                .hasSize(2)
                .allMatch(b -> b.kind() == Kind.CELL && b.key().equals("C4"));
        assertThat(blamed).anyMatch(b -> b.observed().getLast() < 25);
        assertThat(blamed).anyMatch(b -> b.observed().getFirst() > 55);
    }

    /** Zones 23 to 26 lie in C4 and C5: neither cell is weak elsewhere. */
    @Test
    void holeAcrossTwoCells() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (zone >= 23 && zone <= 26) {
                Line.add(effect, Channel.LEVEL_DL, -10);
                Line.add(effect, Channel.LEVEL_UL, -10);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.SECTION);
        assertThat(blame.key()).startsWith("L1|23|26|");
        assertThat(cause(blame)).isEqualTo(Cause.COVERAGE_HOLE);
    }

    @Test
    void holeWithinOneCell() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (zone == 22) {
                Line.add(effect, Channel.LEVEL_DL, -12);
                Line.add(effect, Channel.LEVEL_UL, -12);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.SECTION);
        assertThat(blame.key()).startsWith("L1|22|22|");
    }

    /** A fault of one direction of travel only is told so: the other direction's calls do not dilute it. */
    @Test
    void holeInOneDirection() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (zone >= 30 && zone <= 31 && call % 2 == 0) {
                Line.add(effect, Channel.LEVEL_DL, -10);
                Line.add(effect, Channel.LEVEL_UL, -10);
            }
        }));
        assertThat(blame.key()).isEqualTo("L1|30|31|1");
        assertThat(blame.affected()).allMatch(c -> c % 2 == 0);
    }

    @Test
    void mobileAndCellAtOnceAreToldApart() {
        List<Blame> blamed = blamed(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (mobile.equals("m3")) {
                Line.add(effect, Channel.LEVEL_DL, -9);
                Line.add(effect, Channel.LEVEL_UL, -9);
            }
            if (cell.equals("C4")) {
                Line.add(effect, Channel.LEVEL_DL, -7);
            }
        }));
        assertThat(told(blamed)).hasSize(2);
        assertThat(blamed)
                .anyMatch(b -> b.kind() == Kind.CELL
                        && b.key().equals("C4")
                        && Math.abs(effect(b, Channel.LEVEL_DL) + 7) < 1.5);
        assertThat(blamed)
                .anyMatch(b -> b.kind() == Kind.MOBILE
                        && b.key().equals("m3")
                        && Math.abs(effect(b, Channel.LEVEL_DL) + 9) < 1.5);
    }

    /** m9 goes nowhere but through the weak cell: all that speaks against it is the cell's. */
    @Test
    void mobileThatOnlyMetTheWeakCellIsNotBlamed() {
        List<CallEvidence> calls = new ArrayList<>();
        for (CallEvidence call : Line.calls(0, 60, cell("C4", -10, 0, 60))) {
            boolean shortTrip = call.mobileId().equals("m9");
            calls.add(Line.meeting(
                    call,
                    call.atoms().stream()
                            .filter(a -> !shortTrip || (a.cell().equals("C4") && a.zone() >= 0))
                            .toList()));
        }
        Blame blame = only(calls);
        assertThat(blame.kind()).isEqualTo(Kind.CELL);
        assertThat(blame.key()).isEqualTo("C4");
    }

    @Test
    void interferenceAtACellLeavesLevelsAlone() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C2") && zone >= 0) {
                Line.add(effect, Channel.QUALITY_UL, 3);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.CELL);
        assertThat(blame.key()).isEqualTo("C2");
        assertThat(cause(blame)).isEqualTo(Cause.UPLINK_INTERFERENCE);
    }

    /** A weak signal brings bad quality with it: that is the same fault. */
    @Test
    void qualityThatFollowsFromALostLevelIsNoSecondFault() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4")) {
                Line.add(effect, Channel.LEVEL_DL, -15);
                if (zone >= 0) {
                    Line.add(effect, Channel.QUALITY_DL, 3);
                }
            }
        }));
        assertThat(cause(blame)).isEqualTo(Cause.CELL_POWER_DROP);
    }

    @Test
    void oneModelAloneAtOneCell() {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (call % 3 == 0 && cell.equals("C8") && zone >= 0) {
                Line.add(effect, Channel.LEVEL_DL, -9);
                Line.add(effect, Channel.LEVEL_UL, -9);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.MODEL_AT_CELL);
        assertThat(blame.key()).isEqualTo("EDOR-7|C8");
    }

    @Test
    void interfererThatRidesAlong() {
        Blame blame = only(Line.calls(0, 70, (call, mobile, cell, zone, effect) -> {
            if (call % 7 == 5 && zone >= 0) {
                Line.add(effect, Channel.QUALITY_DL, 3);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.TRAIN);
        assertThat(blame.key()).isEqualTo("40005");
    }

    /** Told in whole symbols and never below 0, a clock that is off by one symbol shows as a little less. */
    @ParameterizedTest
    @ValueSource(doubles = {0.9, 2})
    void clockOfACell(double symbols) {
        Blame blame = only(Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C5") && zone >= 0) {
                Line.add(effect, Channel.TIMING_ADVANCE, symbols);
            }
        }));
        assertThat(blame.kind()).isEqualTo(Kind.CELL);
        assertThat(cause(blame)).isEqualTo(Cause.TIMING);
    }

    /** More level than expected is no fault of anybody. */
    @Test
    void strongerIsNotBlamed() {
        assertThat(blamed(Line.calls(0, 60, cell("C4", 8, 0, 60)))).isEmpty();
    }
}
