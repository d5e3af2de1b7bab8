package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.config.Settings;
import org.lineside.config.SettingsLoader;
import org.lineside.intake.Profiles;

/** What days tell of a cell or mobile, joined with what calls tell. */
class CreepDraftsTest {
    private static final Profile GSM_R = Profiles.load("gsm-r");
    private static final Settings SETTINGS = SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"));
    private static final List<String> CELLS = List.of("C0", "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9");
    private static final long DAY_MS = 86_400_000L;
    private static final long SINCE = Line.START - 8 * DAY_MS;

    private static List<Incident> look(List<CallEvidence> calls, List<Incident> known, Creep... creeps) {
        return Attribution.of(
                        new Attribution.Input(
                                calls,
                                Line.found(calls),
                                known,
                                Feedback.NONE,
                                Line.SCALES,
                                GSM_R,
                                Line.cellInfo(CELLS),
                                SETTINGS),
                        List.of(creeps))
                .incidents();
    }

    private static Creep creep(Scope scope, String entity, float dl, float ul, long grownMs, boolean counts) {
        float[] effects = new float[Channel.values().length];
        effects[Channel.LEVEL_DL.ordinal()] = dl;
        effects[Channel.LEVEL_UL.ordinal()] = ul;
        Channel strongest = dl < ul ? Channel.LEVEL_DL : Channel.LEVEL_UL;
        return new Creep(
                scope, entity, effects, strongest, SINCE, grownMs, Line.START + DAY_MS, null, 9, 40, counts, "m1");
    }

    private static Creep slow(boolean counts) {
        return creep(Scope.CELL, "C4", -6, -6, Line.START, counts);
    }

    private static Incident only(List<Incident> incidents) {
        assertThat(incidents).hasSize(1);
        return incidents.getFirst();
    }

    @Test
    void what_creeps_is_an_incident_without_one_unusual_call() {
        Incident i = only(look(Line.calls(0, 60, Line.NONE), List.of(), slow(true)));
        assertThat(i.scope()).isEqualTo(Scope.CELL);
        assertThat(i.entity()).isEqualTo("C4");
        assertThat(i.cause()).isEqualTo(Cause.CELL_POWER_DROP);
        assertThat(i.severity()).isEqualTo(4);
        assertThat(i.openedAtMs()).isEqualTo(SINCE);
        assertThat(i.closedAtMs()).isNull();
        assertThat(i.callsAffected()).isEqualTo(60);
        assertThat(i.effect()).isEqualTo(-6);
        assertThat(i.summary())
                .contains("it crept from 2026-02-21 to 2026-03-01, 5.3 dB a week")
                .contains("golden references m1")
                .contains("both links: feeder");
        assertThat(i.evidence()).contains("\"golden_model\":\"m1\"").contains("\"per_week\":-5.25");
    }

    @Test
    void it_stays_one_incident_and_ends_with_the_drift() {
        List<Incident> first = look(Line.calls(0, 60, Line.NONE), List.of(), slow(true));
        Incident later = only(look(Line.calls(0, 70, Line.NONE), first, slow(true)));
        assertThat(later.incidentId()).isEqualTo(only(first).incidentId());
        Incident ended = only(look(Line.calls(0, 80, Line.NONE), List.of(later)));
        assertThat(ended.closedAtMs()).isNotNull();
    }

    @Test
    void what_was_told_stays_while_it_is_under_way() {
        List<CallEvidence> calls = Line.calls(0, 60, Line.NONE);
        assertThat(look(calls, List.of(), slow(false))).isEmpty();
        List<Incident> told = look(calls, List.of(), slow(true));
        assertThat(only(look(Line.calls(0, 70, Line.NONE), told, slow(false))).closedAtMs())
                .isNull();
    }

    @Test
    void causes_are_those_of_the_signatures() {
        List<CallEvidence> calls = Line.calls(0, 60, Line.NONE);
        assertThat(only(look(calls, List.of(), creep(Scope.MOBILE, "m3", -6, -6, Line.START, true)))
                        .cause())
                .isEqualTo(Cause.MOBILE_ANTENNA);
        assertThat(only(look(calls, List.of(), creep(Scope.MOBILE, "m3", -6, 0, Line.START, true)))
                        .cause())
                .isEqualTo(Cause.MOBILE_DOWNLINK);
        Incident uplink = only(look(calls, List.of(), creep(Scope.MOBILE, "m3", 0, -6, Line.START, true)));
        assertThat(uplink.cause()).isEqualTo(Cause.MOBILE_UPLINK);
        assertThat(uplink.callsAffected()).isEqualTo(6);
    }

    /** The references have followed half of it: the calls show 4 dB, the days all 8. */
    @Test
    void calls_and_days_that_tell_of_one_cell_make_one_incident() {
        Line.Fault half = (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4")) {
                Line.add(effect, Channel.LEVEL_DL, -4);
                Line.add(effect, Channel.LEVEL_UL, -4);
            }
        };
        Incident i = only(look(Line.calls(0, 60, half), List.of(), creep(Scope.CELL, "C4", -8, -8, Line.START, true)));
        assertThat(i.openedAtMs()).isEqualTo(SINCE);
        assertThat(i.effect()).isEqualTo(-8);
        assertThat(i.summary()).contains("crept");
        assertThat(i.evidence()).contains("alternatives").contains("drift");
    }

    /** The references have followed a fault wholly: the calls are sound against them, and the fault lasts. */
    @Test
    void a_fault_that_the_references_have_learned_stays_open() {
        Line.Fault learned = (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4") && call < 30) {
                Line.add(effect, Channel.LEVEL_DL, -8);
            }
        };
        List<CallEvidence> calls = Line.calls(0, 150, learned);
        Incident without = only(look(calls, List.of()));
        assertThat(without.closedAtMs()).isNotNull();
        float[] effects = new float[Channel.values().length];
        effects[Channel.LEVEL_DL.ordinal()] = -8;
        Creep step = new Creep(
                Scope.CELL,
                "C4",
                effects,
                Channel.LEVEL_DL,
                Line.START,
                Line.START,
                Line.START + 2 * DAY_MS,
                null,
                2,
                40,
                true,
                "m1");
        Incident with = only(look(calls, List.of(), step));
        assertThat(with.closedAtMs()).isNull();
        assertThat(with.summary()).isEqualTo(without.summary());
        assertThat(with.openedAtMs()).isEqualTo(without.openedAtMs());
    }

    private static Line.Fault place(double inside, double beside) {
        return (call, mobile, cell, zone, effect) -> {
            if (cell.equals("C4")) {
                double loss = zone % Line.ZONES_PER_CELL < 3 ? inside : beside;
                Line.add(effect, Channel.LEVEL_DL, -loss);
                Line.add(effect, Channel.LEVEL_UL, -loss);
            }
        };
    }

    @Test
    void an_obstacle_in_a_cell_is_why_its_days_drift() {
        List<CallEvidence> calls = Line.calls(0, 60, place(6, 0));
        Incident hole = only(look(calls, List.of()));
        assertThat(hole.cause()).isEqualTo(Cause.COVERAGE_HOLE);
        assertThat(only(look(calls, List.of(), slow(true)))).isEqualTo(hole);
    }

    @Test
    void an_obstacle_that_came_and_went_is_not_why() {
        Line.Fault some = (call, mobile, cell, zone, effect) -> {
            if (call < 10) {
                place(6, 0).on(call, mobile, cell, zone, effect);
            }
        };
        List<CallEvidence> calls = Line.calls(0, 90, some);
        assertThat(look(calls, List.of())).allMatch(i -> i.cause() == Cause.COVERAGE_HOLE);
        assertThat(look(calls, List.of(), slow(true))).anyMatch(i -> i.scope() == Scope.CELL && i.closedAtMs() == null);
    }

    @Test
    void a_cell_that_is_weak_beside_the_place_as_well_is_no_obstacle() {
        List<CallEvidence> calls = Line.calls(0, 60, place(3.4, 2.3));
        assertThat(only(look(calls, List.of())).cause()).isEqualTo(Cause.COVERAGE_HOLE);
        assertThat(only(look(calls, List.of(), slow(true))).scope()).isEqualTo(Scope.CELL);
        assertThat(look(calls, List.of(), slow(false))).isEmpty();
    }

    @Test
    void what_ended_before_the_calls_at_hand_is_no_news() {
        Creep old = new Creep(
                Scope.CELL,
                "C4",
                slow(true).effects(),
                Channel.LEVEL_DL,
                SINCE,
                SINCE,
                Line.START - DAY_MS,
                Line.START - DAY_MS,
                5,
                40,
                true,
                "m1");
        assertThat(look(Line.calls(0, 60, Line.NONE), List.of(), old)).isEmpty();
    }
}
