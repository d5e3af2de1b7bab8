package org.lineside.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Creep;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.config.SettingsLoader;
import org.lineside.drift.DriftScales.Kind;
import org.lineside.drift.DriftScales.Scale;
import org.lineside.intake.Profiles;

class DriftWatchTest {
    private static final Profile GSM_R = Profiles.load("gsm-r");
    private static final long FIRST_DAY = 20_527;
    private static final int CELLS = 20;
    private static final long DAY_MS = 86_400_000L;

    private interface Change {
        double of(Series series, int day);
    }

    private static DriftWatch watch() {
        Map<Kind, Scale> scales = new TreeMap<>();
        for (Scope scope : List.of(Scope.CELL, Scope.MOBILE)) {
            for (Channel channel : Channel.values()) {
                scales.put(new Kind(scope, channel), new Scale(1, 0.3, 0.2));
            }
        }
        return new DriftWatch(
                new DriftScales(scales),
                SettingsLoader.defaults(Path.of("/var/lib/lineside/lineside.db"))
                        .decision()
                        .minEffect(),
                GSM_R,
                300,
                "m1");
    }

    private static List<DayEffect> days(int days, int entities, long seed, Change change) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DayEffect> all = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            for (Scope scope : List.of(Scope.CELL, Scope.MOBILE)) {
                for (int e = 0; e < entities; e++) {
                    for (Channel channel : List.of(Channel.LEVEL_DL, Channel.LEVEL_UL, Channel.TIMING_ADVANCE)) {
                        Series series = new Series(scope, scope.word() + e, channel);
                        double noise = 0.4 * random.nextGaussian();
                        all.add(new DayEffect(FIRST_DAY + day, series, noise + change.of(series, day), 8));
                    }
                }
            }
        }
        return all;
    }

    private static double creep(int day, int since) {
        return -Math.clamp(0.6 * (day - since + 1), 0, 6);
    }

    /** Leaves that take 8 dB of every level in thirty days, and a day of rain. */
    @Test
    void what_all_share_is_nobodys_drift() {
        for (int seed = 0; seed < 20; seed++) {
            List<DayEffect> days =
                    days(30, CELLS, seed, (s, day) -> s.channel().isLevel() ? -0.27 * day - (day == 12 ? 3 : 0) : 0);
            assertThat(watch().creeps(days)).isEmpty();
        }
    }

    @Test
    void a_cell_that_creeps_is_told_from_the_season() {
        for (int seed = 0; seed < 20; seed++) {
            Creep creep = only(watch().creeps(days(
                    30,
                    CELLS,
                    seed,
                    (s, day) -> (s.channel().isLevel() ? -0.1 * day : 0)
                            + (s.entity().equals("cell3") && s.channel().isLevel() ? creep(day, 8) : 0))));
            assertThat(creep.scope()).isEqualTo(Scope.CELL);
            assertThat(creep.entity()).isEqualTo("cell3");
            assertThat(creep.effects()[Channel.LEVEL_DL.ordinal()]).isCloseTo(-6f, within(0.8f));
            assertThat(creep.effects()[Channel.LEVEL_UL.ordinal()]).isCloseTo(-6f, within(0.8f));
            assertThat(creep.effects()[Channel.TIMING_ADVANCE.ordinal()]).isZero();
            assertThat(creep.sinceMs() / DAY_MS - FIRST_DAY).isBetween(4L, 11L);
            assertThat(creep.grownMs() / DAY_MS - FIRST_DAY).isBetween(14L, 20L);
            assertThat(creep.soundMs()).isNull();
            assertThat(creep.counts()).isTrue();
        }
    }

    @Test
    void one_link_of_a_mobile_is_told_as_one_link() {
        Creep creep = only(watch().creeps(days(
                30,
                CELLS,
                3,
                (s, day) -> s.entity().equals("mobile7") && s.channel() == Channel.LEVEL_UL ? creep(day, 8) : 0)));
        assertThat(creep.scope()).isEqualTo(Scope.MOBILE);
        assertThat(creep.strongest()).isEqualTo(Channel.LEVEL_UL);
        assertThat(creep.effects()[Channel.LEVEL_DL.ordinal()]).isZero();
    }

    @Test
    void a_timing_advance_has_no_good_direction_and_a_level_has() {
        assertThat(watch().creeps(days(
                        30,
                        CELLS,
                        4,
                        (s, day) -> s.entity().equals("cell3") && s.channel().isLevel() ? -creep(day, 8) : 0)))
                .isEmpty();
        for (int sign : new int[] {-1, 1}) {
            Creep creep = only(watch().creeps(days(
                    30,
                    CELLS,
                    5,
                    (s, day) -> s.entity().equals("cell3") && s.channel() == Channel.TIMING_ADVANCE
                            ? sign * creep(day, 8) / 2
                            : 0)));
            assertThat(creep.strongest()).isEqualTo(Channel.TIMING_ADVANCE);
        }
    }

    @Test
    void what_was_repaired_is_sound_from_that_day_on() {
        Creep creep = only(watch().creeps(days(
                30,
                CELLS,
                6,
                (s, day) -> s.entity().equals("cell3") && s.channel() == Channel.LEVEL_DL && day < 22
                        ? creep(day, 5)
                        : 0)));
        assertThat(Objects.requireNonNull(creep.soundMs()) / DAY_MS - FIRST_DAY).isEqualTo(22);
        assertThat(creep.lastMs() / DAY_MS - FIRST_DAY).isEqualTo(22);
    }

    @Test
    void a_network_too_small_to_have_a_share_tells_nothing() {
        assertThat(watch().creeps(days(30, DriftWatch.MIN_ENTITIES - 1, 7, (s, day) -> creep(day, 8))))
                .isEmpty();
        assertThat(watch().creeps(List.of())).isEmpty();
    }

    private static Creep only(List<Creep> creeps) {
        assertThat(creeps).hasSize(1);
        return creeps.getFirst();
    }
}
