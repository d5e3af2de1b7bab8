package org.lineside.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Channel;
import org.lineside.health.CallHealth.EdgeShare;
import org.lineside.health.CallHealth.Levels;
import org.lineside.health.CallHealth.Noise;
import org.lineside.health.CallHealth.Release;
import org.lineside.health.CallHealth.Track;
import org.lineside.numeric.Interval;

class DayHealthTest {
    private static final long DAY = LocalDate.of(2026, 3, 30).toEpochDay();

    private static List<CallHealth> calls(int count) {
        SplittableRandom random = new SplittableRandom(20_260_330);
        List<CallHealth> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(HealthSamples.random("c" + i, random));
        }
        return calls;
    }

    @Test
    void the_order_of_the_calls_does_not_matter() {
        List<CallHealth> calls = calls(60);
        DayHealth expected = DayHealth.of(DAY, calls);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(calls, new Random(seed));
            assertThat(DayHealth.of(DAY, calls)).isEqualTo(expected);
        }
    }

    @Test
    void a_day_without_calls_has_no_rows() {
        DayHealth none = DayHealth.of(DAY, List.of());
        assertThat(none).isEqualTo(new DayHealth("2026-03-30", List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    void mobiles_without_a_name_have_no_row_but_their_calls_count_for_the_cells() {
        List<CallHealth> calls = calls(60);
        DayHealth day = DayHealth.of(DAY, calls);
        assertThat(day.mobiles())
                .extracting(EntityHealth::entity)
                .doesNotContain("")
                .allMatch(m -> m.startsWith("M"));
        Map<String, Integer> count = new TreeMap<>();
        calls.forEach(c -> c.cells().forEach(s -> count.merge(s.cell(), 1, Integer::sum)));
        assertThat(day.cells()).allSatisfy(c -> assertThat(c.calls()).isEqualTo(count.get(c.entity())));
        assertThat(day.cells())
                .allSatisfy(c -> assertThat(c.effect(Channel.SINR_DL)).isEqualTo(Interval.NONE));
    }

    /** Plain loops over every sample. */
    @Test
    void intervals_are_what_a_plain_loop_says() {
        List<CallHealth> calls = calls(80);
        Map<String, Map<String, double[]>> passes = new TreeMap<>();
        for (CallHealth call : calls) {
            Levels levels = call.levels();
            for (int i = 0; i < levels.size(); i++) {
                String place = levels.tracks().get(levels.track()[i]) + "/" + levels.position()[i];
                String pass = call.trainNumber() == null ? "call " + call.callId() : "train " + call.trainNumber();
                double[] sum =
                        passes.computeIfAbsent(place, p -> new TreeMap<>()).computeIfAbsent(pass, p -> new double[2]);
                sum[0] += levels.reports()[i];
                sum[1] += levels.levelDbm()[i] < levels.classDbm()[i] ? levels.reports()[i] : 0;
            }
        }
        List<IntervalKpi> rows = DayHealth.of(DAY, calls).intervals();
        assertThat(rows).hasSize(passes.size());
        for (IntervalKpi row : rows) {
            Map<String, double[]> own = passes.getOrDefault(row.track() + "/" + row.position(), Map.of());
            double below = own.values().stream().mapToDouble(s -> s[1] / s[0]).sum();
            assertThat(row.passes()).isEqualTo(own.size());
            assertThat(row.samples()).isEqualTo((int)
                    own.values().stream().mapToDouble(s -> s[0]).sum());
            assertThat(row.below().value()).isCloseTo(below / own.size(), within(6e-4));
        }
    }

    private static CallHealth pass(String id, String train, int... dbm) {
        int n = dbm.length;
        int[] ones = new int[n];
        java.util.Arrays.fill(ones, 1);
        double[] classes = new double[n];
        java.util.Arrays.fill(classes, -95);
        int[] below = java.util.Arrays.stream(dbm).map(l -> l < -95 ? 1 : 0).toArray();
        Levels levels = new Levels(List.of(new Track("L1", "")), new int[n], ones.clone(), dbm, ones, below, classes);
        return new CallHealth(
                id, "M", train, "etcs", 0, 3_600_000, Release.NORMAL, false, Noise.NONE, List.of(), List.of(), levels);
    }

    @Test
    void a_pass_counts_once_however_long_it_stood() {
        List<CallHealth> calls = new ArrayList<>();
        calls.add(pass("stands", "T0", new int[1000]));
        java.util.Arrays.fill(calls.getFirst().levels().levelDbm(), -101);
        java.util.Arrays.fill(calls.getFirst().levels().below(), 1);
        calls.add(pass("same train", "T0", -101));
        for (int i = 1; i < 20; i++) {
            calls.add(pass("c" + i, "T" + i, -80, -81));
        }
        IntervalKpi row = DayHealth.of(0, calls).intervals().getFirst();
        assertThat(row.passes()).isEqualTo(20);
        assertThat(row.below().value()).isEqualTo(0.05);
        assertThat(row.fifthPercentileDbm()).isEqualTo(-81);
        assertThat(row.kmFrom()).isEqualTo(0.1);
        assertThat(row.coverage()).isEqualTo(Requirement.UNDECIDED);
    }

    /** 72 sound passes show 95 %, 71 do not: SciPy 1.10.1, binomtest(0, 72).proportion_ci(0.95, 'exact').high = 0.04994. */
    @Test
    void enough_passes_decide() {
        List<CallHealth> sound = new ArrayList<>();
        List<CallHealth> weak = new ArrayList<>();
        for (int i = 0; i < 72; i++) {
            sound.add(pass("s" + i, "T" + i, -80));
            weak.add(pass("w" + i, "T" + i, i < 10 ? -99 : -80));
        }
        assertThat(DayHealth.of(0, sound).intervals().getFirst().coverage()).isEqualTo(Requirement.MET);
        assertThat(DayHealth.of(0, sound.subList(1, 72)).intervals().getFirst().coverage())
                .isEqualTo(Requirement.UNDECIDED);
        assertThat(DayHealth.of(0, weak).intervals().getFirst().coverage()).isEqualTo(Requirement.NOT_MET);
    }

    @Test
    void a_month_is_the_sum_of_its_days() {
        List<CallHealth> calls = calls(90);
        DayHealth one = DayHealth.of(DAY, calls.subList(0, 40));
        DayHealth two = DayHealth.of(DAY + 1, calls.subList(40, 90));
        List<IntervalKpi> days = new ArrayList<>(one.intervals());
        days.addAll(two.intervals());
        List<IntervalKpi> month = IntervalKpi.month(days);
        assertThat(month).allSatisfy(m -> {
            List<IntervalKpi> own = days.stream()
                    .filter(d -> d.track().equals(m.track()) && d.position() == m.position())
                    .toList();
            assertThat(m.day()).isEqualTo("2026-03-01");
            assertThat(m.passes())
                    .isEqualTo(own.stream().mapToInt(IntervalKpi::passes).sum());
            assertThat(m.belowPermille())
                    .isEqualTo(own.stream().mapToInt(IntervalKpi::belowPermille).sum());
            assertThat(m.levels().values().stream().mapToInt(w -> w).sum())
                    .isEqualTo(own.stream()
                            .flatMap(d -> d.levels().values().stream())
                            .mapToInt(w -> w)
                            .sum());
        });
        List<NetworkKpi> kpis = new ArrayList<>(one.network());
        kpis.addAll(two.network());
        assertThat(NetworkKpi.month(kpis))
                .filteredOn(k -> k.service().equals(NetworkKpi.ALL))
                .singleElement()
                .satisfies(k -> assertThat(k.calls()).isEqualTo(90));
    }

    @Test
    void the_network_is_held_to_what_its_calls_tell() {
        List<CallHealth> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            calls.add(call("e" + i, "etcs", i < 20 ? Release.UNKNOWN : Release.NORMAL, i > 0, i == 399 ? 1 : 0));
        }
        calls.add(call("v", "voice", Release.LOST, true, 0));
        List<NetworkKpi> rows = DayHealth.of(0, calls).network();
        assertThat(rows).extracting(NetworkKpi::service).containsExactly("all", "etcs", "voice");
        NetworkKpi etcs = rows.get(1);
        assertThat(etcs.callHours()).isCloseTo(400, within(1e-9));
        assertThat(etcs.toldHours()).isCloseTo(380, within(1e-9));
        assertThat(etcs.lossRequirement()).as("3.69 / 380 h is below 1e-2").isEqualTo(Requirement.MET);
        assertThat(etcs.handovers()).isEqualTo(801);
        assertThat(etcs.told()).isEqualTo(799);
        assertThat(etcs.handoverSuccess().value()).isCloseTo(798.0 / 799, within(1e-12));
        assertThat(etcs.handoverRequirement()).isEqualTo(Requirement.UNDECIDED);
        assertThat(rows.get(2).lossRequirement()).as("asked of ETCS only").isNull();
        assertThat(rows.get(2).lossesPerHour().value()).isCloseTo(1, within(1e-12));
    }

    private static CallHealth call(String id, String service, Release release, boolean told, int failed) {
        EdgeShare edge =
                new EdgeShare("A", "B", 2, failed, 0, 0, List.of(), List.of(480, 500), Map.of("better_cell", 2));
        Levels none = new Levels(List.of(), new int[0], new int[0], new int[0], new int[0], new int[0], new double[0]);
        return new CallHealth(
                id, "M", null, service, 0, 3_600_000, release, told, Noise.NONE, List.of(), List.of(edge), none);
    }

    @Test
    void edges_add_up_over_the_calls() {
        List<CallHealth> calls = List.of(
                call("a", "etcs", Release.NORMAL, true, 1),
                call("b", "etcs", Release.NORMAL, true, 0),
                call("c", "etcs", Release.NORMAL, false, 0));
        EdgeStats edge = DayHealth.of(0, calls).edges().getFirst();
        assertThat(edge)
                .isEqualTo(
                        new EdgeStats("A", "B", "1970-01-01", 7, 5, 1, 0, 0, Double.NaN, 0.49, "{\"better_cell\":6}"));
        assertThat(edge.success().value()).isEqualTo(0.8);
        assertThat(new TreeSet<>(List.of(edge.from(), edge.to()))).containsExactly("A", "B");
    }
}
