package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Presence;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.Feedback.Said;
import org.lineside.calls.Channel;
import org.lineside.calls.OperatorLabel;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.findings.Finding;
import org.lineside.intake.Profiles;

/** What operators' labels make of incidents; one look after the other, as runs have it. */
class FeedbackTest {
    private static final Profile GSM_R = Profiles.load("gsm-r");
    private static final Settings SETTINGS = SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"));
    private static final List<String> CELLS = List.of("C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9");
    private static final long DAY_MS = 86_400_000;
    /** A tenth of the line lies in the weak cell, and all calls pass it: so much is taken for their surroundings. */
    private static final double SHARE = 0.9;

    /** The program's memory between looks. */
    private static final class Watch {
        private final Map<String, Incident> incidents = new TreeMap<>();
        private final Map<String, Finding> findings = new TreeMap<>();
        private final List<Said> said = new ArrayList<>();
        private final int muteDays;
        private final Collection<String> cells;
        private Attribution last = new Attribution(List.of(), Map.of(), Map.of(), Map.of());

        Watch(int muteDays) {
            this(muteDays, CELLS);
        }

        Watch(int muteDays, Collection<String> cells) {
            this.muteDays = muteDays;
            this.cells = cells;
        }

        List<Incident> look(List<CallEvidence> calls) {
            Settings.Decision d = SETTINGS.decision();
            Settings settings = new Settings(
                    SETTINGS.intake(),
                    SETTINGS.references(),
                    SETTINGS.detection(),
                    new Settings.Decision(d.errorRate(), d.storm(), d.minSeconds(), muteDays, d.minEffect()),
                    SETTINGS.retention(),
                    SETTINGS.privacy(),
                    SETTINGS.paths());
            Map<String, Set<String>> ofCalls = new TreeMap<>();
            findings.values().forEach(f -> {
                if (f.incidentId() != null) {
                    ofCalls.put(f.callId(), Set.of(f.incidentId()));
                }
            });
            last = Attribution.of(new Attribution.Input(
                    calls,
                    List.copyOf(findings.values()),
                    List.copyOf(incidents.values()),
                    new Feedback(said, ofCalls),
                    Line.SCALES,
                    GSM_R,
                    Line.cellInfo(cells),
                    settings));
            last.incidents().forEach(i -> incidents.put(i.incidentId(), i));
            last.incidentOf().forEach((f, i) -> findings.computeIfPresent(f, (k, v) -> v.explainedBy(i)));
            return open();
        }

        List<Incident> open() {
            return incidents.values().stream()
                    .filter(i -> i.closedAtMs() == null)
                    .toList();
        }

        void label(String incident, @Nullable Boolean verdict, @Nullable String cause, long readAtMs) {
            said.removeIf(s -> incident.equals(s.label().incidentId()));
            said.add(new Said(new OperatorLabel(incident, null, verdict, cause, null), readAtMs));
        }

        void labelCall(String call, boolean verdict) {
            said.add(new Said(new OperatorLabel(null, call, verdict, null, null), null));
        }

        Incident get(String id) {
            Incident incident = incidents.get(id);
            assertThat(incident).isNotNull();
            return Objects.requireNonNull(incident);
        }
    }

    private static OperatorWord word(Incident incident) {
        return Objects.requireNonNull(incident.word());
    }

    private static Incident only(List<Incident> incidents) {
        assertThat(incidents).hasSize(1);
        return incidents.getFirst();
    }

    /** The downlink of cell C4, so many dB weaker in each call. */
    private static Line.Fault weak(IntToDoubleFunction lossDb) {
        return (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4")) {
                Line.add(effect, Channel.LEVEL_DL, -lossDb.applyAsDouble(call));
            }
        };
    }

    /** A watch that has seen C4 weak by 8 dB from call 10 to 40, and been told at call 40 that this is no fault. */
    private static Watch told(Line.Fault fault, int muteDays) {
        Watch watch = new Watch(muteDays);
        Incident open = only(watch.look(Line.calls(0, 40, fault)));
        watch.label(open.incidentId(), false, null, Line.startMs(40));
        return watch;
    }

    private static Line.Fault steady() {
        return weak(c -> c >= 10 ? 8 : 0);
    }

    @Test
    void falseAlarmIsClosedAtOnceAndSaysUntilWhen() {
        Watch watch = told(steady(), 90);
        assertThat(watch.look(Line.calls(0, 40, steady()))).isEmpty();
        Incident muted = only(List.copyOf(watch.incidents.values()));
        assertThat(muted.closedAtMs()).isEqualTo(muted.lastSeenAtMs());
        assertThat(muted.cause()).isEqualTo(Cause.CELL_POWER_DROP);
        // Call 40 begins on 1 March 2026 at 13:20.
        assertThat(muted.summary())
                .endsWith(" Muted: an operator called it a false alarm on 2026-03-01 until 2026-05-30.");
        assertThat(word(muted).mutedUntilMs()).isEqualTo(Line.startMs(40) + 90 * DAY_MS);
    }

    @Test
    void theSameGoesOnInSilence() {
        Watch watch = told(steady(), 90);
        for (int day = 0; day < 5; day++) {
            assertThat(watch.look(Line.calls(0, 112 + 72 * day, steady()))).isEmpty();
        }
        assertThat(watch.look(Line.calls(400, 472, steady()))).isEmpty();
        assertThat(watch.incidents).hasSize(1);
    }

    @Test
    void looksAgainAndChangesNothing() {
        Watch watch = told(steady(), 90);
        watch.look(Line.calls(0, 80, steady()));
        Map<String, Incident> before = Map.copyOf(watch.incidents);
        watch.look(Line.calls(0, 80, steady()));
        assertThat(watch.incidents).isEqualTo(before);
    }

    /** The mean over all its calls would need as many again until it had grown by 3 dB. */
    @Test
    void whatGrowsByMoreThanTheSmallestEffectIsRaisedWhenItDoes() {
        Line.Fault grown = weak(c -> c < 10 ? 0 : c < 200 ? 8 : 14);
        Watch watch = told(grown, 90);
        assertThat(watch.look(Line.calls(0, 200, grown))).isEmpty();
        Incident raised = only(watch.look(Line.calls(0, 206, grown)));
        assertThat(raised.entity()).isEqualTo("C4");
        assertThat(raised.openedAtMs()).isBetween(Line.startMs(200), Line.startMs(202));
        assertThat(raised.effect()).isCloseTo(-14 * SHARE, within(1.0));
        assertThat(raised.summary()).contains("more than what an operator called a false alarm");
        Incident later = only(watch.look(Line.calls(0, 230, grown)));
        assertThat(later.incidentId()).isEqualTo(raised.incidentId());
    }

    @Test
    void whatGrowsByLessStaysMuted() {
        Line.Fault grown = weak(c -> c < 10 ? 0 : c < 60 ? 8 : 9.5);
        Watch watch = told(grown, 90);
        assertThat(watch.look(Line.calls(0, 160, grown))).isEmpty();
    }

    @Test
    void mutedTwiceItIsSubtractedOnce() {
        Line.Fault grown = weak(c -> c < 10 ? 0 : c < 60 ? 8 : c < 160 ? 14 : 20);
        Watch watch = told(grown, 90);
        Incident raised = only(watch.look(Line.calls(0, 80, grown)));
        watch.label(raised.incidentId(), false, null, Line.startMs(80));
        assertThat(watch.look(Line.calls(0, 160, grown))).isEmpty();
        assertThat(only(watch.look(Line.calls(0, 170, grown))).effect()).isCloseTo(-20 * SHARE, within(1.0));
    }

    @Test
    void anotherChannelIsAnotherTrouble() {
        Line.Fault both = (call, mobile, cell, zone, effect) -> {
            steady().on(call, mobile, cell, zone, effect);
            if (cell.equals("C4") && zone >= 0 && call >= 60) {
                Line.add(effect, Channel.QUALITY_UL, 3);
            }
        };
        Watch watch = told(both, 90);
        Incident raised = only(watch.look(Line.calls(0, 80, both)));
        assertThat(raised.entity()).isEqualTo("C4");
        assertThat(raised.openedAtMs()).isBetween(Line.startMs(60), Line.startMs(62));
    }

    @Test
    void anotherCellIsAnotherTrouble() {
        Line.Fault both = (call, mobile, cell, zone, effect) -> {
            steady().on(call, mobile, cell, zone, effect);
            if (cell.equals("C6") && call >= 60) {
                Line.add(effect, Channel.LEVEL_DL, -8);
            }
        };
        Watch watch = told(both, 90);
        assertThat(only(watch.look(Line.calls(0, 80, both))).entity()).isEqualTo("C6");
    }

    /** A sick mobile is no less sick where a cell is muted. */
    @Test
    void othersAreWeighedWhereItIsMuted() {
        Line.Fault both = (call, mobile, cell, zone, effect) -> {
            steady().on(call, mobile, cell, zone, effect);
            if (mobile.equals("m3")) {
                Line.add(effect, Channel.LEVEL_DL, -8);
                Line.add(effect, Channel.LEVEL_UL, -8);
            }
        };
        Watch watch = new Watch(90);
        watch.look(Line.calls(0, 40, both));
        Incident cell =
                only(watch.open().stream().filter(i -> i.scope() == Scope.CELL).toList());
        watch.label(cell.incidentId(), false, null, Line.startMs(40));
        Incident mobile = only(watch.look(Line.calls(0, 80, both)));
        assertThat(mobile.entity()).isEqualTo("m3");
        assertThat(mobile.effect()).isCloseTo(-8 * SHARE, within(1.0));
    }

    @Test
    void returningWithinAWeekItStaysMuted() {
        Line.Fault again = weak(c -> (c >= 10 && c < 40) || c >= 120 ? 8 : 0);
        Watch watch = told(again, 90);
        assertThat(watch.look(Line.calls(0, 60, again))).isEmpty();
        assertThat(watch.look(Line.calls(0, 180, again))).isEmpty();
        assertThat(watch.incidents).hasSize(1);
    }

    /** 72 calls are a day: the mute ends with call 112. */
    @Test
    void mutesExpire() {
        Watch watch = told(steady(), 1);
        assertThat(watch.look(Line.calls(0, 112, steady()))).isEmpty();
        Incident raised = only(watch.look(Line.calls(0, 130, steady())));
        assertThat(raised.openedAtMs()).isBetween(Line.startMs(112), Line.startMs(115));
        assertThat(raised.effect()).isCloseTo(-8 * SHARE, within(1.0));
        assertThat(watch.incidents).hasSize(2);
    }

    @Test
    void otherWordsRenewAMuteTheSameDoNot() {
        Watch watch = told(steady(), 1);
        String id = only(List.copyOf(watch.incidents.values())).incidentId();
        watch.look(Line.calls(0, 50, steady()));
        Watch same = watch;
        same.look(Line.calls(0, 60, steady()));
        assertThat(same.get(id).summary()).contains("2026-03-01 until 2026-03-02");
        watch.label(id, false, null, Line.startMs(100));
        watch.look(Line.calls(0, 100, steady()));
        assertThat(watch.get(id).summary())
                .contains("2026-03-02 until 2026-03-03")
                .doesNotContain("2026-03-01 until");
    }

    @Test
    void takenBackItIsOpenAgain() {
        Watch watch = told(steady(), 90);
        Incident muted = only(List.copyOf(watch.incidents.values()));
        watch.look(Line.calls(0, 60, steady()));
        watch.label(muted.incidentId(), true, null, Line.startMs(60));
        Incident open = only(watch.look(Line.calls(0, 60, steady())));
        assertThat(open.incidentId()).isEqualTo(muted.incidentId());
        assertThat(open.summary())
                .contains("Confirmed by an operator on 2026-03-01")
                .doesNotContain("Muted");
        assertThat(open.confidence()).isEqualTo(0.99);
        watch.label(muted.incidentId(), null, null, Line.startMs(61));
        assertThat(only(watch.look(Line.calls(0, 61, steady()))).word()).isNull();
    }

    @Test
    void labelWaitsForItsIncident() {
        Watch watch = new Watch(90);
        String id = only(new Watch(90).look(Line.calls(0, 40, steady()))).incidentId();
        watch.said.add(new Said(new OperatorLabel(id, null, false, null, null), null));
        assertThat(watch.look(Line.calls(0, 9, steady()))).isEmpty();
        assertThat(watch.look(Line.calls(0, 40, steady()))).isEmpty();
        Incident muted = watch.get(id);
        assertThat(word(muted).saidAtMs()).isEqualTo(muted.lastSeenAtMs());
        assertThat(watch.look(Line.calls(0, 80, steady()))).isEmpty();
        assertThat(watch.get(id)).isEqualTo(muted);
    }

    @Test
    void causeIsTheOperators() {
        Watch watch = new Watch(90);
        Incident open = only(watch.look(Line.calls(0, 40, steady())));
        watch.label(open.incidentId(), true, "Repeater_Fault", Line.startMs(40));
        for (int look = 0; look < 2; look++) {
            Incident told = only(watch.look(Line.calls(0, 60, steady())));
            assertThat(told.incidentId()).isEqualTo(open.incidentId());
            assertThat(told.cause()).isEqualTo(Cause.REPEATER_FAULT);
            assertThat(told.summary())
                    .containsOnlyOnce("Cause set by an operator: repeater_fault, found was cell_power_drop.");
        }
        watch.label(open.incidentId(), true, "sunspots", Line.startMs(41));
        assertThat(only(watch.look(Line.calls(0, 61, steady()))).cause()).isEqualTo(Cause.CELL_POWER_DROP);
    }

    /** Later the same cell is weak again in two calls: often too few to blame one that was never known to fail. */
    @Test
    void confirmedFaultIsRaisedEarlierWhenItReturns() {
        Line.Fault feeder = (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && ((call >= 10 && call < 40) || call >= 110)) {
                Line.add(effect, Channel.LEVEL_DL, -5);
                Line.add(effect, Channel.LEVEL_UL, -5);
            }
        };
        int asEver = 0;
        int confirmed = 0;
        for (int seed = 0; seed < 30; seed++) {
            Watch without = new Watch(90);
            without.look(Line.calls(0, 60, seed, feeder));
            Watch with = new Watch(90);
            with.incidents.putAll(without.incidents);
            with.label(only(List.copyOf(with.incidents.values())).incidentId(), true, null, Line.startMs(60));
            List<CallEvidence> later = Line.calls(80, 112, seed, feeder);
            asEver += without.look(later).size();
            confirmed += with.look(later).size();
        }
        assertThat(asEver).isLessThan(25);
        assertThat(confirmed).isGreaterThan(asEver + 3);
    }

    /** What was confirmed lowers no other threshold, and no sound call passes the lowered one. */
    @Test
    void confirmedFaultsRaiseNoFalseAlarms() {
        for (int seed = 0; seed < 20; seed++) {
            Watch watch = new Watch(90);
            only(watch.look(Line.calls(0, 40, seed, steady())));
            watch.label(only(watch.open()).incidentId(), true, null, Line.startMs(40));
            assertThat(watch.look(Line.calls(40, 160, seed, Line.NONE)))
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @Test
    void logPriorOddsAreBounded() {
        Incident open = only(new Watch(90).look(Line.calls(0, 40, steady())));
        Incident confirmed = new OperatorWord(true, 0, null, null).putOn(open, open.cause());
        assertThat(Priors.NONE.most()).isZero();
        assertThat(Priors.of(List.of(open), GSM_R).most()).isZero();
        assertThat(Priors.of(List.of(confirmed), GSM_R).most()).isEqualTo(Math.log(20));
        assertThat(Priors.of(Collections.nCopies(9, confirmed), GSM_R).most()).isEqualTo(Math.log(50));
        // 0.6 is 3 to 2; 20 times that 30 to 1.
        assertThat(Priors.raised(0.6, Math.log(20))).isCloseTo(30 / 31.0, within(0.005));
        assertThat(Priors.raised(0.95, Math.log(50))).isEqualTo(0.99);
        assertThat(Priors.raised(0.6, 0)).isEqualTo(0.6);
    }

    private static Finding finding(CallEvidence call, String indicator) {
        // Rising calls pass zones 20 to 24, which are C4, from 240 s to 300 s after their start.
        return new Finding(
                call.callId() + "/" + indicator,
                null,
                call.callId(),
                call.mobileId(),
                "C4",
                call.startMs() + 250_000,
                call.startMs() + 290_000,
                "test",
                indicator,
                -80,
                -72,
                -8,
                "dBm",
                4,
                1e-4,
                1e-3,
                "{}");
    }

    private static void note(Watch watch, Finding finding) {
        watch.findings.put(finding.findingId(), finding);
    }

    @Test
    void callsThatShowNothingElseAreExplained() {
        List<CallEvidence> calls = Line.calls(0, 60, steady());
        Watch watch = told(steady(), 90);
        for (int c : new int[] {20, 50, 52, 54}) {
            note(watch, finding(calls.get(c), "rxlev_dl"));
        }
        note(watch, finding(calls.get(50), "rxqual_dl"));
        note(watch, finding(calls.get(52), "timing_advance"));
        watch.labelCall(calls.get(54).callId(), true);
        watch.look(calls);
        assertThat(watch.last.explained())
                .containsOnlyKeys(calls.get(20).callId(), calls.get(50).callId())
                .allSatisfy((call, why) -> assertThat(why.why()).contains("false alarm"));
        assertThat(watch.last.incidentOf())
                .doesNotContainKey(calls.get(52).callId() + "/timing_advance")
                .containsKey(calls.get(52).callId() + "/rxlev_dl");
    }

    /** Before enough calls show that it has grown, those that do are not explained away. */
    @Test
    void callThatShowsClearlyMoreIsNotExplained() {
        Line.Fault grown = weak(c -> c < 10 ? 0 : c < 50 ? 8 : 16);
        List<CallEvidence> calls = Line.calls(0, 51, grown);
        Watch watch = told(grown, 90);
        note(watch, finding(calls.get(48), "rxlev_dl"));
        note(watch, finding(calls.get(50), "rxlev_dl"));
        watch.look(calls);
        assertThat(watch.last.explained()).containsOnlyKeys(calls.get(48).callId());
    }

    @Test
    void soundCallSaysNothingAndItsIncidentStays() {
        List<CallEvidence> calls = Line.calls(0, 40, steady());
        Watch watch = new Watch(90);
        note(watch, finding(calls.get(20), "rxlev_dl"));
        Incident open = only(watch.look(calls));
        watch.labelCall(calls.get(20).callId(), false);
        Incident still = only(watch.look(calls));
        assertThat(still.incidentId()).isEqualTo(open.incidentId());
        assertThat(still.callsAffected()).isLessThanOrEqualTo(open.callsAffected());
        assertThat(watch.last.explained()).containsOnlyKeys(calls.get(20).callId());
        assertThat(watch.last.incidentOf()).isEmpty();
    }

    @Test
    void faultyCallConfirmsItsIncident() {
        List<CallEvidence> calls = Line.calls(0, 40, steady());
        Watch watch = new Watch(90);
        note(watch, finding(calls.get(20), "rxlev_dl"));
        watch.labelCall(calls.get(20).callId(), true);
        Incident confirmed = only(watch.look(calls));
        assertThat(confirmed.confirmedByOperator()).isTrue();
        assertThat(confirmed.confidence()).isEqualTo(0.99);
        assertThat(only(watch.look(calls))).isEqualTo(confirmed);
    }

    /** The word on the incident itself is the stronger one. */
    @Test
    void labelsComeInAnyOrder() {
        List<CallEvidence> calls = Line.calls(0, 60, steady());
        List<Attribution> results = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            Watch watch = told(steady(), 90);
            note(watch, finding(calls.get(20), "rxlev_dl"));
            watch.labelCall(calls.get(20).callId(), true);
            watch.labelCall(calls.get(21).callId(), false);
            Collections.shuffle(watch.said, new Random(seed));
            watch.look(calls);
            results.add(watch.last);
        }
        assertThat(results).allMatch(r -> r.equals(results.getFirst()));
        assertThat(only(results.getFirst().incidents()).deniedByOperator()).isTrue();
    }

    private static Line.Fault hole(IntToDoubleFunction lossDb) {
        return (call, mobile, cell, zone, effect) -> {
            if (zone >= 21 && zone <= 23) {
                Line.add(effect, Channel.LEVEL_DL, -lossDb.applyAsDouble(call));
                Line.add(effect, Channel.LEVEL_UL, -lossDb.applyAsDouble(call));
            }
        };
    }

    /** Where no cell tells its line, a section is named by its cells, and says less of where it is. */
    @Test
    void holesAreMutedWithAndWithoutKilometres() {
        Line.Fault hole = hole(c -> c < 10 ? 0 : c < 120 ? 10 : 18);
        for (List<String> cells : List.of(CELLS, List.<String>of())) {
            Watch watch = new Watch(90, cells);
            Line.found(Line.calls(0, 132, hole)).forEach(f -> note(watch, f));
            Incident open = only(watch.look(Line.calls(0, 40, hole)));
            assertThat(open.entity()).startsWith(cells.isEmpty() ? "C4>" : "L1:");
            watch.label(open.incidentId(), false, null, Line.startMs(40));
            assertThat(watch.look(Line.calls(0, 120, hole))).isEmpty();
            assertThat(watch.look(Line.calls(60, 120, hole))).isEmpty();
            Incident raised = only(watch.look(Line.calls(60, 132, hole)));
            assertThat(raised.openedAtMs()).isBetween(Line.startMs(119), Line.startMs(123));
            assertThat(raised.effect()).isLessThan(cells.isEmpty() ? -5 : -14);
        }
    }

    private static List<CallEvidence> stepping(
            int calls, Kind kind, IntToDoubleFunction size, IntPredicate happens, IntPredicate absent) {
        List<CallEvidence> stepping = new ArrayList<>();
        for (CallEvidence call : Line.calls(0, calls, Line.NONE)) {
            int c = stepping.size();
            long at = call.startMs() + 260_000;
            int heard = absent.test(c) ? 0 : 12;
            stepping.add(Line.with(
                    call,
                    List.of(new Presence("C4", at - 20_000, 12, heard, heard)),
                    List.of(new Step(kind, at, "C3", "C4", size.applyAsDouble(c), happens.test(c)))));
        }
        return stepping;
    }

    private static Watch toldOfSteps(List<CallEvidence> calls) {
        Watch watch = new Watch(90);
        Incident open = only(watch.look(calls));
        watch.label(open.incidentId(), false, null, Line.startMs(calls.size()));
        return watch;
    }

    @Test
    void lateHandoverIsRaisedAgainWhenItIsLater() {
        IntToDoubleFunction size = c -> c < 80 ? 9 : 15;
        Watch watch = toldOfSteps(stepping(40, Kind.LATE, size, c -> c >= 15, c -> false));
        assertThat(watch.look(stepping(80, Kind.LATE, size, c -> c >= 15, c -> false)))
                .isEmpty();
        Incident raised = only(watch.look(stepping(90, Kind.LATE, size, c -> c >= 15, c -> false)));
        assertThat(raised.cause()).isEqualTo(Cause.LATE_HANDOVER);
        assertThat(raised.effect()).isCloseTo(15, within(1e-9));
        assertThat(raised.openedAtMs()).isBetween(Line.startMs(80), Line.startMs(81));
    }

    @Test
    void failuresAreRaisedAgainWhenTheyAreMoreFrequent() {
        IntPredicate fails = c -> c >= 300 || c % 5 < 2;
        Watch watch = toldOfSteps(stepping(200, Kind.FAILURE, c -> 1, fails, c -> false));
        assertThat(watch.look(stepping(300, Kind.FAILURE, c -> 1, fails, c -> false)))
                .isEmpty();
        Incident raised = only(watch.look(stepping(350, Kind.FAILURE, c -> 1, fails, c -> false)));
        assertThat(raised.cause()).isEqualTo(Cause.HANDOVER_FAILURE);
        assertThat(raised.openedAtMs()).isGreaterThan(Line.startMs(280));
    }

    /** A cell that was taken off the air on purpose: what follows from that is no news either. */
    @Test
    void mutedOutageGoesOnExplainingLateHandovers() {
        IntPredicate from = c -> c >= 15;
        Watch watch = toldOfSteps(stepping(40, Kind.LATE, c -> 9, from, from));
        assertThat(only(List.copyOf(watch.incidents.values())).cause()).isEqualTo(Cause.CELL_OUTAGE);
        assertThat(watch.look(stepping(120, Kind.LATE, c -> 9, from, from))).isEmpty();
    }

    /** scipy 1.x: binomtest(k, n).proportion_ci(method='wilson').high. */
    @Test
    void upperLimitsOfShares() {
        assertThat(Mute.upperLimit(8, 10)).isCloseTo(0.9433178, within(1e-6));
        assertThat(Mute.upperLimit(30, 100)).isCloseTo(0.3957, within(1e-3));
        assertThat(Mute.upperLimit(3, 3)).isCloseTo(1, within(1e-9));
    }
}
