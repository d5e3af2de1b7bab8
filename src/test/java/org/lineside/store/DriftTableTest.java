package org.lineside.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.config.Settings;
import org.lineside.drift.DayEffect;
import org.lineside.drift.DriftScales;
import org.lineside.drift.ModelOffsets;
import org.lineside.drift.ModelOffsets.Offset;
import org.lineside.drift.Series;
import org.lineside.findings.Verdict;
import org.lineside.store.ModelTable.Model;
import org.lineside.store.ModelTable.State;

class DriftTableTest {
    private static final Series A = new Series(Scope.CELL, "A", Channel.LEVEL_DL);
    private static final Series B = new Series(Scope.CELL, "B", Channel.LEVEL_DL);
    private static final Series M = new Series(Scope.MOBILE, "M", Channel.LEVEL_UL);

    private final Store store;

    DriftTableTest(@TempDir Path folder) {
        store = Store.open(folder.resolve("lineside.db"), Store.Mode.WRITE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void models(int count) {
        for (int i = 1; i <= count; i++) {
            store.models()
                    .save(
                            new Model("m" + i, i, State.CANDIDATE, (long) i, 9, null, null, "1.0", "f" + i, null),
                            new byte[] {1},
                            Set.of());
            store.models().promote("m" + i);
        }
    }

    @Test
    void one_model_is_golden_and_is_never_pruned() {
        models(12);
        assertThat(store.drift().golden()).isEmpty();
        store.drift().setGolden("m3");
        store.drift().setGolden("m2");
        assertThat(store.drift().golden()).contains("m2");
        store.drift().saveOffsets("m2", new ModelOffsets(Map.of(A, new Offset(0, 0))));
        store.beginRun("run", "1.0", Instant.EPOCH);
        store.calls().save(List.of(Samples.call("c1", "M1", 30, Verdict.NORMAL, 0.1)));
        store.prune(new Settings.Retention(5, 5, 5, 5, 5), Long.MAX_VALUE / 2);
        assertThat(store.models().content("m2")).isPresent();
        assertThat(store.drift().knowsOffsets("m2")).isTrue();
        assertThat(store.models().content("m3")).isEmpty();
        assertThat(store.models().content("m12")).isPresent();
    }

    @Test
    void offsets_scales_and_days_are_read_as_written() {
        ModelOffsets offsets = new ModelOffsets(Map.of(A, new Offset(-1.25, 20), M, new Offset(0.5, 3)));
        store.drift().saveOffsets("m2", new ModelOffsets(Map.of(B, new Offset(9, 9))));
        store.drift().saveOffsets("m2", offsets);
        assertThat(store.drift().offsets("m2")).isEqualTo(offsets);
        assertThat(store.drift().knowsOffsets("m1")).isFalse();
        DriftScales scales = new DriftScales(
                Map.of(new DriftScales.Kind(Scope.CELL, Channel.LEVEL_DL), new DriftScales.Scale(1.5, 0.25, 0.125)));
        store.drift().saveScales("m2", scales);
        assertThat(store.drift().scales("m2")).isEqualTo(scales);
        assertThat(store.drift().scales("m1").scales()).isEmpty();
        store.drift().saveDay(100, List.of(new DayEffect(100, M, 9, 9)));
        List<DayEffect> day = List.of(new DayEffect(100, A, -3.5, 7), new DayEffect(100, B, 0.125, 2));
        store.drift().saveDay(100, day);
        store.drift().saveDay(102, List.of(new DayEffect(102, A, -4, 7)));
        assertThat(store.drift().days(90, 101)).isEqualTo(day);
        assertThat(store.drift().days(100, 102)).hasSize(3);
    }

    /** m2 lies −2 dB off m1 at A; held against m2, what was −5 dB is −3 dB, and m3, 1 dB above m1, is 3 dB above it. */
    @Test
    void another_golden_model_moves_all_that_is_known() {
        store.drift().saveOffsets("m1", new ModelOffsets(Map.of(A, new Offset(0, 0), B, new Offset(0, 0))));
        store.drift().saveOffsets("m2", new ModelOffsets(Map.of(A, new Offset(-2, 8))));
        store.drift().saveOffsets("m3", new ModelOffsets(Map.of(A, new Offset(1, 8), B, new Offset(1, 8))));
        store.drift().saveDay(100, List.of(new DayEffect(100, A, -5, 7), new DayEffect(100, B, -5, 7)));
        store.drift().rebase("m2");
        assertThat(store.drift().offsets("m1").cell("A", Channel.LEVEL_DL)).isCloseTo(2, within(1e-9));
        assertThat(store.drift().offsets("m2").cell("A", Channel.LEVEL_DL)).isZero();
        assertThat(store.drift().offsets("m3").cell("A", Channel.LEVEL_DL)).isCloseTo(3, within(1e-9));
        // What the new one doesn't know has no distance from it.
        assertThat(store.drift().offsets("m3").offsets()).doesNotContainKey(B);
        assertThat(store.drift().days(0, 200)).containsExactly(new DayEffect(100, A, -3, 7));
        store.drift().forget();
        assertThat(store.drift().days(0, 200)).isEmpty();
        assertThat(store.drift().knowsOffsets("m2")).isFalse();
    }
}
