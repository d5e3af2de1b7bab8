package org.lineside.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.drift.DriftScales.Kind;
import org.lineside.drift.DriftScales.Scale;

class DayTableTest {
    private static final int DL = Channel.LEVEL_DL.ordinal();
    private static final int CELLS = 12;

    private interface Effect {
        double of(int call, int cell);
    }

    private static List<CallEffects> calls(long day, int calls, Effect effect) {
        List<String> cells =
                IntStream.range(0, CELLS).mapToObj("C%02d"::formatted).toList();
        List<CallEffects> all = new ArrayList<>();
        for (int k = 0; k < calls; k++) {
            float[][] own = new float[Channel.values().length][CELLS];
            for (float[] channel : own) {
                Arrays.fill(channel, Float.NaN);
            }
            for (int c = 0; c < CELLS; c++) {
                own[DL][c] = (float) effect.of(k, c);
            }
            all.add(new CallEffects(day, "m" + k % 6, cells, own));
        }
        return all;
    }

    private static double effect(List<DayEffect> effects, Scope scope, String entity) {
        return effects.stream()
                .filter(e -> e.series().equals(new Series(scope, entity, Channel.LEVEL_DL)))
                .mapToDouble(DayEffect::effect)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tells_a_weak_cell_from_a_weak_mobile() {
        List<DayEffect> day = new DayTable(
                        7, calls(7, 18, (call, cell) -> (cell == 4 ? -6 : 0) + (call % 6 == 2 ? -4 : 0) + 0.5))
                .effects();
        assertThat(effect(day, Scope.CELL, "C04") - effect(day, Scope.CELL, "C05"))
                .isCloseTo(-6, within(1e-6));
        assertThat(effect(day, Scope.MOBILE, "m2") - effect(day, Scope.MOBILE, "m3"))
                .isCloseTo(-4, within(1e-6));
        assertThat(effect(day, Scope.CELL, "C05") + effect(day, Scope.MOBILE, "m3"))
                .isCloseTo(0.5, within(1e-6));
        assertThat(day).allSatisfy(e -> assertThat(e.calls()).isIn(18, 3));
        assertThat(day).allSatisfy(e -> assertThat(e.series().channel()).isEqualTo(Channel.LEVEL_DL));
    }

    /** A call that met one weak cell and no other says nothing of its mobile. */
    @Test
    void few_cells_tell_nothing_of_a_mobile() {
        List<CallEffects> calls = new ArrayList<>(calls(7, 12, (call, cell) -> cell == 4 ? -6 : 0));
        float[][] own = new float[Channel.values().length][1];
        for (float[] channel : own) {
            Arrays.fill(channel, Float.NaN);
        }
        own[DL][0] = -6;
        calls.add(new CallEffects(7, "short", List.of("C04"), own));
        List<DayEffect> day = new DayTable(7, calls).effects();
        assertThat(day).noneMatch(e -> e.series().entity().equals("short"));
        assertThat(effect(day, Scope.CELL, "C04")).isCloseTo(-6, within(1e-6));
    }

    @Test
    void the_order_of_calls_does_not_matter() {
        SplittableRandom random = new SplittableRandom(8);
        double[][] noise = new double[18][CELLS];
        for (double[] row : noise) {
            Arrays.setAll(row, c -> random.nextGaussian());
        }
        List<CallEffects> calls = new ArrayList<>(calls(7, 18, (call, cell) -> noise[call][cell]));
        List<DayEffect> before = new DayTable(7, calls).effects();
        Collections.shuffle(calls, new Random(1));
        assertThat(new DayTable(7, calls).effects()).isEqualTo(before);
        assertThat(new DayTable(7, List.of()).effects()).isEmpty();
    }

    @Test
    void offsets_of_the_model_are_added() {
        ModelOffsets offsets = new ModelOffsets(java.util.Map.of(
                new Series(Scope.CELL, "C04", Channel.LEVEL_DL), new ModelOffsets.Offset(-2, 9),
                new Series(Scope.MOBILE, "m2", Channel.LEVEL_DL), new ModelOffsets.Offset(-1, 9)));
        List<DayEffect> day = new DayTable(
                        7,
                        calls(7, 18, (c, k) -> 0).stream()
                                .map(c -> c.against(offsets))
                                .toList())
                .effects();
        assertThat(effect(day, Scope.CELL, "C04")).isCloseTo(-2, within(1e-6));
        assertThat(effect(day, Scope.MOBILE, "m2")).isCloseTo(-1, within(1e-6));
        assertThat(effect(day, Scope.CELL, "C05")).isCloseTo(0, within(1e-6));
    }

    /** Cells whose days wander by 0.6 dB with a correlation of 0.5, seen by calls that differ by 1.5 dB. */
    @Test
    void scales_of_a_made_history_are_found() {
        SplittableRandom random = new SplittableRandom(9);
        double[] wander = new double[CELLS];
        List<CallEffects> history = new ArrayList<>();
        for (int day = 0; day < 60; day++) {
            double season = day * 0.2;
            for (int c = 0; c < CELLS; c++) {
                wander[c] = 0.5 * wander[c] + 0.6 * Math.sqrt(0.75) * random.nextGaussian();
            }
            history.addAll(calls(day, 16, (call, cell) -> wander[cell] + 1.5 * random.nextGaussian() - season));
        }
        Scale scale =
                Objects.requireNonNull(DriftScales.learn(history).scales().get(new Kind(Scope.CELL, Channel.LEVEL_DL)));
        assertThat(scale.within()).isCloseTo(1.5, within(0.1));
        assertThat(scale.between()).isCloseTo(0.6, within(0.15));
        // What the calls of a day differ by hides some of it.
        assertThat(scale.autocorrelation()).isBetween(0.2, 0.55);
        assertThat(scale.variance(1000))
                .isCloseTo(
                        scale.between()
                                * scale.between()
                                * (1 + scale.autocorrelation())
                                / (1 - scale.autocorrelation()),
                        within(0.05));
    }

    @Test
    void a_short_history_has_no_scales() {
        List<CallEffects> history = new ArrayList<>();
        for (int day = 0; day < DriftScales.LEAST_DAYS - 1; day++) {
            history.addAll(calls(day, 16, (call, cell) -> call - cell));
        }
        assertThat(DriftScales.learn(history).scales()).isEmpty();
        assertThat(DriftScales.learn(List.of()).scales()).isEmpty();
    }
}
