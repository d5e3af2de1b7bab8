package org.lineside.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.config.Settings;
import org.lineside.findings.Verdict;
import org.lineside.health.CallHealth;
import org.lineside.health.EntityHealth;
import org.lineside.health.HealthSamples;
import org.lineside.health.IntervalKpi;
import org.lineside.health.Period;
import org.lineside.store.HealthTable;
import org.lineside.store.RunTable;
import org.lineside.store.Samples;
import org.lineside.store.Store;
import org.lineside.store.codec.CallHealthCodec;

/** The rows of days do not depend on the runs in which their calls came. */
class HealthTest {
    private static final int CALLS = 150;

    @TempDir
    Path folder;

    private static List<CallHealth> calls() {
        SplittableRandom random = new SplittableRandom(31);
        List<CallHealth> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(HealthSamples.random("c" + i, random));
        }
        return calls;
    }

    private Map<String, List<String>> after(String name, List<List<CallHealth>> runs) {
        Setup setup = Railway.setup(folder.resolve(name), 2);
        try (Store store = Store.open(setup.settings().paths().db(), Store.Mode.WRITE)) {
            for (List<CallHealth> run : runs) {
                store.beginRun("detect", "1.0", Instant.EPOCH);
                store.health()
                        .saveCalls(run.stream()
                                .map(c -> new HealthTable.CallContent(
                                        c.callId(), c.epochDay(), CallHealthCodec.encode(c)))
                                .toList());
                Health.update(setup, store);
                assertThat(store.health().staleDays()).isEmpty();
                store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
            }
        }
        return Dump.all(setup.settings().paths().db());
    }

    @Test
    void however_the_calls_are_cut_into_runs_the_rows_are_the_same() {
        Map<String, List<String>> expected = after("whole", List.of(calls()));
        assertThat(expected.get("interval_kpi")).anyMatch(r -> r.contains("period=month"));
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            List<CallHealth> calls = calls();
            Collections.shuffle(calls, random);
            List<List<CallHealth>> runs = new ArrayList<>();
            for (int from = 0; from < CALLS; ) {
                int to = Math.min(CALLS, from + 1 + random.nextInt(60));
                runs.add(calls.subList(from, to));
                from = to;
            }
            Dump.assertSame(after("cut" + seed, runs), expected);
        }
    }

    /** The second half of a call may show that it began on the day before. */
    @Test
    void a_call_judged_again_leaves_the_day_it_was_taken_for() {
        List<CallHealth> first = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(77);
        for (int i = 0; i < CALLS; i++) {
            first.add(HealthSamples.random("c" + i, random));
        }
        Dump.assertSame(after("again", List.of(first, calls())), after("once", List.of(calls())));
    }

    @Test
    void rows_come_back_and_old_ones_go() {
        after("db", List.of(calls()));
        Setup setup = Railway.setup(folder.resolve("db"), 2);
        try (Store store = Store.open(setup.settings().paths().db(), Store.Mode.WRITE)) {
            HealthTable.Wanted all = new HealthTable.Wanted(Period.DAY, "2026-01-01", null, null);
            List<EntityHealth> cells = store.health().cells(all);
            assertThat(cells).extracting(EntityHealth::day).contains("2026-03-30", "2026-03-31", "2026-04-01");
            assertThat(store.health().cells(new HealthTable.Wanted(Period.DAY, null, null, null)))
                    .extracting(EntityHealth::day)
                    .containsOnly("2026-04-01");
            assertThat(store.health().cells(new HealthTable.Wanted(Period.DAY, "2026-01-01", "C2", null)))
                    .extracting(EntityHealth::entity)
                    .containsOnly("C2");
            assertThat(store.health().mobiles(new HealthTable.Wanted(Period.DAY, "2026-01-01", null, "M2")))
                    .hasSize(3);
            assertThat(store.health().edges(new HealthTable.Wanted(Period.DAY, "2026-01-01", "C2", null)))
                    .allMatch(e -> e.from().equals("C2") || e.to().equals("C2"))
                    .isNotEmpty();
            assertThat(store.health().intervals(new HealthTable.Wanted(Period.MONTH, "2026-04-01", null, null)))
                    .extracting(IntervalKpi::day)
                    .containsOnly("2026-04-01");
            assertThat(store.health().network(new HealthTable.Wanted(Period.MONTH, "2026-03-31", null, null)))
                    .hasSize(6);
            int kept = 5;
            int minute = (int) ((31L + 5) * 24 * 60 + 1);
            store.beginRun("run", "1.0", Instant.EPOCH);
            store.calls().save(List.of(Samples.call("newest", "M1", minute, Verdict.NORMAL, 0.1)));
            store.prune(new Settings.Retention(kept, 35, 90, 730, 90), Samples.DAY + 40L * 86_400_000);
            assertThat(store.health().cells(all)).extracting(EntityHealth::day).containsOnly("2026-04-01");
            assertThat(store.health().calls(calls().getFirst().epochDay())).isNotNull();
            assertThat(store.health().intervals(new HealthTable.Wanted(Period.MONTH, "2026-01-01", null, null)))
                    .extracting(IntervalKpi::day)
                    .containsOnly("2026-04-01");
            store.finishRun(Instant.EPOCH, RunTable.Counters.NONE, null);
        }
    }
}
