package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Atom;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.findings.Finding;
import org.lineside.intake.Profiles;

/** Incidents over several looks at hand-made evidence. */
class AttributionTest {
    private static final Profile GSM_R = Profiles.load("gsm-r");
    private static final Settings SETTINGS = SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"));
    private static final List<String> CELLS = List.of("C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9");

    private static Attribution look(List<CallEvidence> calls, List<Incident> known, int storm) {
        return look(calls, known, storm, Line.found(calls));
    }

    private static Attribution look(List<CallEvidence> calls, List<Incident> known, int storm, List<Finding> findings) {
        Settings.Decision d = SETTINGS.decision();
        Settings settings = new Settings(
                SETTINGS.intake(),
                SETTINGS.references(),
                SETTINGS.detection(),
                new Settings.Decision(d.errorRate(), storm, d.minSeconds(), d.muteDays(), d.minEffect()),
                SETTINGS.retention(),
                SETTINGS.privacy(),
                SETTINGS.paths());
        return Attribution.of(new Attribution.Input(
                calls, findings, known, Feedback.NONE, Line.SCALES, GSM_R, Line.cellInfo(CELLS), settings));
    }

    private static List<Incident> incidents(List<CallEvidence> calls, List<Incident> known) {
        return look(calls, known, 50).incidents();
    }

    private static Incident only(List<Incident> incidents) {
        assertThat(incidents).hasSize(1);
        return incidents.getFirst();
    }

    private static Line.Fault weakCell(int from, int to) {
        return (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && call >= from && call < to) {
                Line.add(effect, Channel.LEVEL_DL, -8);
            }
        };
    }

    @Test
    void soundCallsMakeNoIncident() {
        assertThat(incidents(Line.calls(0, 60, Line.NONE), List.of())).isEmpty();
        assertThat(incidents(List.of(), List.of())).isEmpty();
    }

    @Test
    void incidentSaysWhatIsWrong() {
        Incident i = only(incidents(Line.calls(0, 40, weakCell(10, 40)), List.of()));
        assertThat(i.scope()).isEqualTo(Scope.CELL);
        assertThat(i.entity()).isEqualTo("C4");
        assertThat(i.cause()).isEqualTo(Cause.CELL_POWER_DROP);
        assertThat(i.effect()).isBetween(-9.0, -7.0);
        assertThat(i.unit()).isIn("dB", "dBm");
        assertThat(i.openedAtMs()).isBetween(Line.startMs(9), Line.startMs(11));
        assertThat(i.lastSeenAtMs()).isBetween(Line.startMs(38), Line.startMs(40));
        assertThat(i.closedAtMs()).isNull();
        assertThat(i.callsAffected()).isBetween(28, 31);
        assertThat(i.summary()).contains("C4").contains("downlink");
    }

    @Test
    void callsThatShowTheFaultAreNamedAndNoOthers() {
        Attribution look = look(Line.calls(0, 60, weakCell(20, 40)), List.of(), 50);
        Set<String> faulty =
                Line.calls(20, 40, Line.NONE).stream().map(CallEvidence::callId).collect(Collectors.toSet());
        assertThat(told(look)).hasSizeGreaterThan(17);
        assertThat(faulty).containsAll(told(look).keySet());
        String incident = only(look.incidents()).incidentId();
        told(look).forEach((call, shown) -> {
            assertThat(shown.incidentId()).isEqualTo(incident);
            assertThat(shown.chance()).isBetween(0.0, 0.05);
            assertThat(shown.score()).isGreaterThan(-Math.log10(shown.chance()));
        });
    }

    private static Map<String, Attribution.Shown> told(Attribution look) {
        Map<String, Attribution.Shown> told = new TreeMap<>(look.shown());
        told.values().removeIf(s -> !s.anomalous());
        return told;
    }

    /** The same calls met a weak cell and, elsewhere, a hole: each is looked at as an explanation of what they show. */
    @Test
    void alternativesAreNamedAsIncidentsAre() {
        List<CallEvidence> calls = Line.calls(0, 40, (call, mobile, cell, zone, effect) -> {
            weakCell(10, 40).on(call, mobile, cell, zone, effect);
            if (call >= 10 && (zone == 12 || zone == 13)) {
                Line.add(effect, Channel.LEVEL_DL, -12);
                Line.add(effect, Channel.LEVEL_UL, -12);
            }
        });
        List<Incident> incidents = look(calls, List.of(), 50).incidents();
        assertThat(incidents)
                .hasSize(2)
                .allSatisfy(i -> assertThat(i.evidence()).doesNotContain("|"));
        assertThat(incidents)
                .anySatisfy(i -> assertThat(i.evidence()).contains("\"alternatives\":[{\"entity\":\"section L1:"));
    }

    /** What calls heard of a weak neighbour tells of the cell; it did them no harm. */
    @Test
    void callsThatOnlyHeardTheCellAreNotShown() {
        List<CallEvidence> calls = Line.calls(0, 40, weakCell(10, 40));
        List<CallEvidence> heard = new ArrayList<>(calls);
        for (int i = 30; i < 40; i++) {
            heard.set(i, onlyHeard(calls.get(i), "C4"));
        }
        Attribution look = look(heard, List.of(), 50);
        assertThat(only(look.incidents()).callsAffected()).isGreaterThan(25);
        assertThat(told(look)).hasSizeGreaterThan(15);
        assertThat(look.shown().keySet())
                .doesNotContainAnyElementsOf(
                        heard.subList(30, 40).stream().map(CallEvidence::callId).toList());
    }

    private static CallEvidence onlyHeard(CallEvidence call, String cell) {
        List<CallEvidence.Atom> atoms = new ArrayList<>();
        for (CallEvidence.Atom a : call.atoms()) {
            atoms.add(
                    a.cell().equals(cell)
                            ? new CallEvidence.Atom(
                                    cell,
                                    "",
                                    -1,
                                    0,
                                    a.startMs(),
                                    a.endMs(),
                                    Double.NaN,
                                    Double.NaN,
                                    a.places(),
                                    a.effect(),
                                    Float.NaN,
                                    0,
                                    false)
                            : a);
        }
        return Line.meeting(call, atoms);
    }

    @Test
    void sameFaultInTwoLooksIsOneIncident() {
        List<Incident> first = incidents(Line.calls(0, 40, weakCell(10, 60)), List.of());
        Incident later = only(incidents(Line.calls(0, 60, weakCell(10, 60)), first));
        assertThat(later.incidentId()).isEqualTo(only(first).incidentId());
        assertThat(later.openedAtMs()).isEqualTo(only(first).openedAtMs());
        assertThat(later.lastSeenAtMs()).isGreaterThan(only(first).lastSeenAtMs());
        assertThat(later.closedAtMs()).isNull();
    }

    /** What opened it has left the window; the incident keeps its beginning and its name. */
    @Test
    void incidentOutlivesTheWindow() {
        Incident first = only(incidents(Line.calls(0, 40, weakCell(10, 90)), List.of()));
        Incident later = only(incidents(Line.calls(40, 90, weakCell(10, 90)), List.of(first)));
        assertThat(later.incidentId()).isEqualTo(first.incidentId());
        assertThat(later.openedAtMs()).isEqualTo(first.openedAtMs());
        assertThat(later.callsAffected()).isGreaterThanOrEqualTo(first.callsAffected());
    }

    @Test
    void looksAgainAtTheSameEvidenceAndChangesNothing() {
        List<CallEvidence> calls = Line.calls(0, 60, weakCell(10, 40));
        List<Incident> first = incidents(calls, List.of());
        assertThat(incidents(calls, first)).isEqualTo(first);
    }

    @Test
    void closesWhenLaterCallsAreSound() {
        List<Incident> open = incidents(Line.calls(0, 40, weakCell(10, 40)), List.of());
        Incident closed = only(incidents(Line.calls(0, 60, weakCell(10, 40)), open));
        assertThat(closed.incidentId()).isEqualTo(only(open).incidentId());
        assertThat(closed.closedAtMs()).isNotNull().isBetween(Line.startMs(39), Line.startMs(41));
        assertThat(closed.lastSeenAtMs()).isLessThan(Line.startMs(40));
    }

    /** The faulty calls are no longer in the window: five sound ones through the cell close it all the same. */
    @Test
    void closesOnSoundCallsAlone() {
        List<Incident> open = incidents(Line.calls(0, 40, weakCell(10, 40)), List.of());
        assertThat(incidents(Line.calls(40, 44, weakCell(10, 40)), open)).isEmpty();
        Incident closed = only(incidents(Line.calls(40, 45, weakCell(10, 40)), open));
        assertThat(closed.incidentId()).isEqualTo(only(open).incidentId());
        assertThat(closed.closedAtMs()).isEqualTo(Line.startMs(40));
    }

    /** All calls that spoke for it are still weighed, and none does any more: said so, not left open for ever. */
    @Test
    void isWithdrawnWhenItsCallsSayNothingOfItAnyMore() {
        Incident open = only(incidents(Line.calls(0, 40, weakCell(10, 40)), List.of()));
        Incident withdrawn = only(incidents(Line.calls(0, 41, Line.NONE), List.of(open)));
        assertThat(withdrawn.incidentId()).isEqualTo(open.incidentId());
        assertThat(withdrawn.closedAtMs()).isEqualTo(open.lastSeenAtMs());
        assertThat(withdrawn.summary()).startsWith(open.summary()).contains("Withdrawn");
        assertThat(incidents(Line.calls(0, 41, Line.NONE), List.of(withdrawn))).isEmpty();
    }

    @Test
    void staysOpenWhileNobodyPasses() {
        List<Incident> open = incidents(Line.calls(0, 40, weakCell(10, 40)), List.of());
        List<CallEvidence> elsewhere = Line.calls(40, 60, Line.NONE).stream()
                .map(c -> new CallEvidence(
                        c.callId(),
                        c.mobileId(),
                        c.mobileModel(),
                        c.trainNumber(),
                        c.startMs(),
                        c.endMs(),
                        false,
                        false,
                        c.mean(),
                        c.atoms().stream().filter(a -> !a.cell().equals("C4")).toList(),
                        List.of(),
                        List.of()))
                .toList();
        assertThat(incidents(elsewhere, open)).isEmpty();
    }

    private static Line.Fault weakCellTwice(int from, int to, int again, int until) {
        return (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && ((call >= from && call < to) || (call >= again && call < until))) {
                Line.add(effect, Channel.LEVEL_DL, -8);
            }
        };
    }

    @Test
    void reopensWithinAWeek() {
        Line.Fault fault = weakCellTwice(10, 40, 120, 150);
        Incident closed = only(incidents(Line.calls(0, 60, fault), List.of()));
        assertThat(closed.closedAtMs()).isNotNull();
        Incident again = only(incidents(Line.calls(100, 150, fault), List.of(closed)));
        assertThat(again.incidentId()).isEqualTo(closed.incidentId());
        assertThat(again.openedAtMs()).isEqualTo(closed.openedAtMs());
        assertThat(again.closedAtMs()).isNull();
    }

    /** Calls run every 20 minutes: 600 of them are 8.3 days. */
    @Test
    void afterMoreThanAWeekItIsAnother() {
        Line.Fault fault = weakCellTwice(10, 40, 640, 670);
        Incident closed = only(incidents(Line.calls(0, 60, fault), List.of()));
        Incident another = only(incidents(Line.calls(630, 670, fault), List.of(closed)));
        assertThat(another.incidentId()).isNotEqualTo(closed.incidentId());
        assertThat(another.openedAtMs()).isGreaterThan(Line.startMs(630));
    }

    /** A late look that only holds the beginning of what was seen before must not turn the clock back. */
    @Test
    void lastSeenNeverGoesBack() {
        Incident whole = only(incidents(Line.calls(0, 60, weakCell(10, 60)), List.of()));
        for (Incident i : incidents(Line.calls(0, 40, weakCell(10, 60)), List.of(whole))) {
            assertThat(i.incidentId()).isEqualTo(whole.incidentId());
            assertThat(i.lastSeenAtMs()).isGreaterThanOrEqualTo(whole.lastSeenAtMs());
        }
    }

    private static Line.Fault sickMobiles(int many) {
        return (call, mobile, cell, zone, effect) -> {
            if (call % 10 < many) {
                Line.add(effect, Channel.LEVEL_DL, -9);
                Line.add(effect, Channel.LEVEL_UL, -9);
            }
        };
    }

    @Test
    void stormBecomesOneNetworkIncident() {
        List<CallEvidence> calls = Line.calls(0, 60, sickMobiles(2));
        assertThat(look(calls, List.of(), 2).incidents())
                .hasSize(2)
                .allMatch(i -> i.scope() == Scope.MOBILE && i.cause() == Cause.MOBILE_ANTENNA);
        Incident storm = only(look(calls, List.of(), 1).incidents());
        assertThat(storm.scope()).isEqualTo(Scope.NETWORK);
        assertThat(storm.openedAtMs()).isBetween(Line.startMs(0), Line.startMs(1));
        List<CallEvidence> more = Line.calls(0, 70, sickMobiles(2));
        assertThat(only(look(more, List.of(storm), 1).incidents()).incidentId()).isEqualTo(storm.incidentId());
    }

    /** How many incidents begin in one run depends on how the input was cut: what is said of a call must not. */
    @Test
    void inAStormTheSameCallsAreShown() {
        List<CallEvidence> calls = Line.calls(0, 60, sickMobiles(2));
        Map<String, Double> apart = chances(look(calls, List.of(), 2));
        assertThat(apart).isNotEmpty();
        assertThat(chances(look(calls, List.of(), 1))).isEqualTo(apart);
    }

    private static Map<String, Double> chances(Attribution look) {
        Map<String, Double> chances = new TreeMap<>();
        look.shown().forEach((call, shown) -> chances.put(call, shown.chance()));
        return chances;
    }

    @Test
    void orderOfTheEvidenceDoesNotMatter() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            weakCell(10, 40).on(call, mobile, cell, zone, effect);
            sickMobiles(1).on(call, mobile, cell, zone, effect);
        });
        List<Incident> expected = incidents(calls, List.of());
        assertThat(expected).hasSize(2);
        for (int seed = 0; seed < 3; seed++) {
            List<CallEvidence> shuffled = new ArrayList<>(calls);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(incidents(shuffled, List.of())).isEqualTo(expected);
        }
    }

    private static Finding finding(String id, CallEvidence call, long start, long end) {
        return new Finding(
                id,
                null,
                call.callId(),
                call.mobileId(),
                "C4",
                start,
                end,
                "test",
                "rxlev_dl",
                -80,
                -72,
                -8,
                "dBm",
                4,
                1e-4,
                1e-3,
                "{}");
    }

    @Test
    void findingsAreExplainedWhereTheFaultShows() {
        List<CallEvidence> calls = Line.calls(0, 40, weakCell(10, 40));
        CallEvidence sick = calls.get(20);
        CallEvidence sound = calls.get(5);
        // Call 20 rises: zones 20 to 24 begin 240 s after its start and end 300 s after it.
        List<Finding> findings = List.of(
                finding("within", sick, sick.startMs() + 250_000, sick.startMs() + 290_000),
                finding("elsewhere", sick, sick.startMs() + 400_000, sick.startMs() + 420_000),
                finding("sound", sound, sound.startMs() + 250_000, sound.startMs() + 290_000));
        Attribution seen = look(calls, List.of(), 50, findings);
        assertThat(seen.incidentOf())
                .containsOnlyKeys("within")
                .containsValue(only(seen.incidents()).incidentId());
    }

    /** Cell C4 is weak, and mobile m0 wherever it goes: what m0 shows everywhere is its own, also where it meets C4. */
    @Test
    void ofTwoIncidentsTheOneThatShowsLongestExplainsAFinding() {
        Line.Fault both = (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && call >= 10) {
                Line.add(effect, Channel.LEVEL_DL, -8);
            }
            if (mobile.equals("m0")) {
                Line.add(effect, Channel.LEVEL_UL, -9);
            }
        };
        List<CallEvidence> calls = Line.calls(0, 60, both);
        CallEvidence sick = calls.get(30);
        // Call 30 rises: cell C4, zones 20 to 24, begins 240 s after its start and ends 300 s after it.
        List<Finding> findings = List.of(
                finding("all", sick, sick.startMs() + 10_000, sick.endMs() - 10_000),
                finding("inC4", sick, sick.startMs() + 245_000, sick.startMs() + 295_000),
                finding("grazes", sick, sick.startMs() + 100_000, sick.startMs() + 250_000));
        Attribution seen = look(calls, List.of(), 50, findings);
        Map<String, String> entities =
                seen.incidents().stream().collect(Collectors.toMap(Incident::incidentId, Incident::entity));
        assertThat(entities.values()).containsExactlyInAnyOrder("C4", "m0");
        assertThat(entities.get(seen.incidentOf().get("all"))).isEqualTo("m0");
        assertThat(entities.get(seen.incidentOf().get("grazes"))).isEqualTo("m0");
        assertThat(seen.incidentOf()).containsKey("inC4");
    }

    private static List<CallEvidence> with(List<CallEvidence> calls, int from, List<Step> steps, boolean silent) {
        List<CallEvidence> changed = new ArrayList<>();
        for (int c = 0; c < calls.size(); c++) {
            boolean on = c >= from;
            long at = calls.get(c).startMs() + 260_000;
            List<Step> own = steps.stream()
                    .map(s -> new Step(s.kind(), at, s.from(), s.to(), s.size(), on))
                    .toList();
            int heard = on && silent ? 0 : 12;
            changed.add(Line.with(calls.get(c), List.of(new Presence("C4", at - 20_000, 12, heard, heard)), own));
        }
        return changed;
    }

    private static final Step LATE = new Step(Kind.LATE, 0, "C3", "C4", 9, true);

    @Test
    void lateHandoverIsNamedByItsPair() {
        Incident late = only(incidents(with(Line.calls(0, 40, Line.NONE), 15, List.of(LATE), false), List.of()));
        assertThat(late.cause()).isEqualTo(Cause.LATE_HANDOVER);
        assertThat(late.scope()).isEqualTo(Scope.SECTION);
        assertThat(late.entity()).isEqualTo("C3>C4");
    }

    /** A call whose handover fails stays where it is, until another cell usually serves. */
    @Test
    void failingHandoversExplainLateOnesOutOfTheirCell() {
        List<Step> both =
                List.of(new Step(Kind.FAILURE, 0, "C3", "C4", 1, true), new Step(Kind.LATE, 0, "C3", "C5", 30, true));
        Incident failing = only(incidents(with(Line.calls(0, 40, Line.NONE), 15, both, false), List.of()));
        assertThat(failing.cause()).isEqualTo(Cause.HANDOVER_FAILURE);
        assertThat(failing.entity()).isEqualTo("C3>C4");
    }

    /** A cell that is off the air makes the one before it serve too long: one fault, not two. */
    @Test
    void outageExplainsLateHandovers() {
        Incident outage = only(incidents(with(Line.calls(0, 40, Line.NONE), 15, List.of(LATE), true), List.of()));
        assertThat(outage.cause()).isEqualTo(Cause.CELL_OUTAGE);
        assertThat(outage.scope()).isEqualTo(Scope.CELL);
        assertThat(outage.entity()).isEqualTo("C4");
        assertThat(outage.severity()).isEqualTo(2);
        assertThat(outage.openedAtMs()).isBetween(Line.startMs(15), Line.startMs(16));
    }

    @Test
    void weakCellExplainsPingPong() {
        Step back = new Step(Kind.PING_PONG, 0, "C3", "C4", 1, true);
        List<CallEvidence> calls = with(Line.calls(0, 40, weakCell(15, 40)), 15, List.of(back), false);
        assertThat(only(incidents(calls, List.of())).cause()).isEqualTo(Cause.CELL_POWER_DROP);
    }

    /** Design: quality trouble does not explain ping-pong. */
    @Test
    void interferenceDoesNotExplainPingPong() {
        Step back = new Step(Kind.PING_PONG, 0, "C3", "C4", 1, true);
        List<CallEvidence> disturbed = Line.calls(0, 40, (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && zone >= 0 && call >= 15) {
                Line.add(effect, Channel.QUALITY_UL, 3);
            }
        });
        assertThat(incidents(with(disturbed, 15, List.of(back), false), List.of()))
                .extracting(Incident::cause)
                .containsExactlyInAnyOrder(Cause.UPLINK_INTERFERENCE, Cause.PING_PONG);
    }

    @Test
    void gapsAtOneMomentAreTheProbes() {
        List<CallEvidence> calls = new ArrayList<>();
        for (CallEvidence c : Line.calls(0, 3, Line.NONE)) {
            calls.add(Line.with(
                    c,
                    List.of(),
                    List.of(new Step(Kind.GAP, Line.START + c.callId().hashCode() % 5000, "C1", "C1", 300, true))));
        }
        Incident probe = only(incidents(calls, List.of()));
        assertThat(probe.cause()).isEqualTo(Cause.PROBE_FAULT);
        assertThat(probe.scope()).isEqualTo(Scope.NETWORK);
        assertThat(incidents(calls.subList(0, 2), List.of())).isEmpty();
    }

    private static List<CallEvidence> withOneLost(UnaryOperator<List<Atom>> atoms) {
        List<CallEvidence> calls = new ArrayList<>(Line.calls(0, 20, Line.NONE));
        CallEvidence c = calls.get(7);
        calls.set(
                7,
                new CallEvidence(
                        c.callId(),
                        c.mobileId(),
                        c.mobileModel(),
                        c.trainNumber(),
                        c.startMs(),
                        c.endMs(),
                        false,
                        true,
                        c.mean(),
                        atoms.apply(c.atoms()),
                        c.presences(),
                        c.steps()));
        return calls;
    }

    @Test
    void lostCallWithSoundRadioIsToldSo() {
        List<CallEvidence> calls = withOneLost(UnaryOperator.identity());
        Incident innocent = only(incidents(calls, List.of()));
        assertThat(innocent.cause()).isEqualTo(Cause.RADIO_INNOCENT);
        assertThat(innocent.scope()).isEqualTo(Scope.CALL);
        assertThat(innocent.entity()).isEqualTo(calls.get(7).callId());
    }

    /** Of one report, or of reports that end long before the call does, nobody knows whether the radio was sound. */
    @Test
    void hardlySeenCallIsNotCalledInnocent() {
        assertThat(incidents(withOneLost(atoms -> atoms.subList(0, 1)), List.of()))
                .isEmpty();
        assertThat(incidents(withOneLost(atoms -> List.of()), List.of())).isEmpty();
    }

    @Test
    void callWhoseLastReportsWereBadIsNotCalledInnocent() {
        UnaryOperator<List<Atom>> bad = atoms -> atoms.stream()
                .map(a -> new Atom(
                        a.cell(),
                        a.line(),
                        a.zone(),
                        a.direction(),
                        a.startMs(),
                        a.endMs(),
                        a.kmFrom(),
                        a.kmTo(),
                        a.places(),
                        a.effect(),
                        a.levelDbm(),
                        1,
                        a.repeater()))
                .toList();
        assertThat(incidents(withOneLost(bad), List.of())).isEmpty();
    }

    /** A mobile far too weak in one call of sixty, whose verdict says so or not. */
    private static List<Incident> weakInOneCall(boolean anomalous) {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (call == 30 && zone >= 0) {
                Line.add(effect, Channel.LEVEL_UL, -25);
            }
        });
        return incidents(
                calls.stream()
                        .map(c -> c.startMs() == Line.startMs(30) ? Line.judged(c, anomalous) : c)
                        .toList(),
                List.of());
    }

    @Test
    void oneCallThatIsNotAnomalousRaisesNothing() {
        assertThat(weakInOneCall(true))
                .singleElement()
                .satisfies(i -> assertThat(i.cause()).isEqualTo(Cause.MOBILE_UPLINK));
        assertThat(weakInOneCall(false)).isEmpty();
    }

    /** Both links of a stretch lose 9 dB in some calls. */
    private static Incident weakStretch(int first) {
        return only(incidents(
                Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
                    if (call >= 20 && call < 32 && (zone == first || zone == first + 1)) {
                        Line.add(effect, Channel.LEVEL_DL, -9);
                        Line.add(effect, Channel.LEVEL_UL, -9);
                    }
                }),
                List.of()));
    }

    /** One call, of bad quality in each of the cells between which it goes back and forth in some zones. */
    private static List<CallEvidence> drivenAmongCells(int zones) {
        List<CallEvidence> calls = new ArrayList<>(Line.calls(0, 60, Line.NONE));
        CallEvidence passing = calls.get(20);
        List<Atom> atoms = new ArrayList<>();
        for (Atom atom : passing.atoms()) {
            atoms.add(atom);
            if (atom.zone() >= 11 && atom.zone() < 11 + zones) {
                for (int k = 0; k < 24; k++) {
                    float[] effect = new float[Channel.values().length];
                    Arrays.fill(effect, Float.NaN);
                    effect[Channel.QUALITY_DL.ordinal()] = 6;
                    atoms.add(new Atom(
                            "C" + k % 6,
                            atom.line(),
                            atom.zone(),
                            atom.direction(),
                            atom.startMs(),
                            atom.endMs(),
                            atom.kmFrom(),
                            atom.kmTo(),
                            6,
                            effect,
                            -70,
                            1,
                            false));
                }
            }
        }
        calls.set(20, Line.judged(Line.meeting(passing, atoms), true));
        return calls;
    }

    @Test
    void whatIsBadInManyCellsOfOnePlaceDoesNotRideAlong() {
        assertThat(incidents(drivenAmongCells(2), List.of())).isEmpty();
        assertThat(only(incidents(drivenAmongCells(12), List.of())).cause()).isEqualTo(Cause.DOWNLINK_INTERFERENCE);
    }

    /** So much in each of six calls is found in the calls by themselves: else it is the reference that is wrong there. */
    @Test
    void aPlaceThatNoCallShowsByItselfIsNotTold() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (call >= 20 && call < 26 && zone == 22) {
                Line.add(effect, Channel.LEVEL_DL, -17);
                Line.add(effect, Channel.LEVEL_UL, -17);
            }
        });
        assertThat(look(calls, List.of(), 50, List.of()).incidents()).isEmpty();
        assertThat(only(look(calls, List.of(), 50, Line.found(calls)).incidents())
                        .scope())
                .isEqualTo(Scope.SECTION);
    }

    /** What each of many calls shows a little of is told, though none of them shows it by itself. */
    @Test
    void aPlaceThatManyCallsShowALittleOfIsTold() {
        List<CallEvidence> calls = Line.calls(0, 60, (call, mobile, cell, zone, effect) -> {
            if (call >= 20 && call < 45 && (zone == 22 || zone == 23)) {
                Line.add(effect, Channel.LEVEL_DL, -5);
                Line.add(effect, Channel.LEVEL_UL, -5);
            }
        });
        assertThat(only(look(calls, List.of(), 50, List.of()).incidents()).scope())
                .isEqualTo(Scope.SECTION);
    }

    @Test
    void whatIsLostWhereARepeaterServesIsTheRepeaters() {
        Incident tunnel = weakStretch(Line.TUNNEL);
        assertThat(tunnel.cause()).isEqualTo(Cause.REPEATER_FAULT);
        assertThat(tunnel.summary())
                .contains("where a repeater serves: it failed")
                .doesNotContain("obstacle");
        Incident open = weakStretch(Line.TUNNEL + 4);
        assertThat(open.cause()).isEqualTo(Cause.COVERAGE_HOLE);
        assertThat(open.summary()).contains("an obstacle");
    }
}
