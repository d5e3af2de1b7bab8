package org.lineside.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lineside.simulation.faults.Fault;
import org.lineside.simulation.faults.FaultKind;
import org.lineside.simulation.faults.Impairments;
import org.lineside.simulation.railway.Segment;
import org.lineside.simulation.railway.Tunnel;

/** Each fault shows in the data as its definition says: the severity is the oracle. */
class FaultEffectTest {
    private final Scenario scenario = new Scenario(1);
    private final List<CallLog> sound = scenario.day(List.of());
    private final int cell = Scenario.busiest(sound);

    private List<CallLog> with(FaultKind kind, double severity) {
        return scenario.day(List.of(scenario.fault(kind, severity, Double.NaN, List.of(cell), List.of())));
    }

    @Test
    void powerDropLowersTheDownlinkAlone() {
        List<CallLog> faulty = with(FaultKind.POWER_DROP, 5);

        assertThat(Scenario.difference(sound, faulty, Scenario::downlinkDbm, cell))
                .isCloseTo(-5, within(0.8));
        assertThat(Scenario.difference(sound, faulty, Scenario::uplinkDbm, cell))
                .isCloseTo(0, within(0.8));
        assertThat(Scenario.labelled(faulty)).isPositive();
    }

    @Test
    void feederLowersBothLinks() {
        List<CallLog> faulty = with(FaultKind.FEEDER, 6);

        assertThat(Scenario.difference(sound, faulty, Scenario::downlinkDbm, cell))
                .isCloseTo(-6, within(0.8));
        assertThat(Scenario.difference(sound, faulty, Scenario::uplinkDbm, cell))
                .isCloseTo(-6, within(0.8));
    }

    /** Of ten days that a feeder takes to lose 10 dB, the first one and the last: see {@code Impairments.crept}. */
    @Test
    void whatCreepsLosesMoreFromDayToDay() {
        Fault fault = scenario.fault(FaultKind.CREEP, 10, Double.NaN, List.of(cell), List.of());
        long day = 86_400_000L;
        assertThat(Impairments.crept(fault, fault.startMs())).isZero();
        assertThat(Impairments.crept(fault, fault.startMs() + day)).isCloseTo(1, within(1e-9));
        assertThat(Impairments.crept(fault, fault.startMs() + 10 * day)).isCloseTo(10, within(1e-9));
        assertThat(Impairments.crept(fault, fault.startMs() + 30 * day)).isCloseTo(10, within(1e-9));
        // Half a day of a creep so fast that it has lost 5 dB by noon.
        List<CallLog> fast = with(FaultKind.CREEP, 100);
        double lost = Scenario.difference(sound, fast, Scenario::downlinkDbm, cell);
        assertThat(lost).isBetween(-9.0, -1.5);
        assertThat(Scenario.difference(sound, fast, Scenario::uplinkDbm, cell)).isCloseTo(lost, within(0.8));
    }

    @Test
    void aSeasonLastsOnceOverAllNewDays() {
        assertThat(FaultKind.sudden())
                .contains(FaultKind.SEASON)
                .doesNotContain(FaultKind.CREEP, FaultKind.MOBILE_CREEP);
        assertThat(FaultKind.SEASON.once()).isTrue();
        assertThat(FaultKind.FEEDER.once()).isFalse();
    }

    @Test
    void silentCellServesNoMore() {
        List<CallLog> faulty = with(FaultKind.OUTAGE, 100);

        long served = faulty.stream()
                .mapToLong(l -> {
                    long n = 0;
                    for (int r = 0; r < l.size; r++) {
                        n += l.cell[r] == cell ? 1 : 0;
                    }
                    return n;
                })
                .sum();
        assertThat(served).isZero();
        assertThat(Scenario.labelled(faulty)).isPositive();
    }

    @Test
    void mobileFaultsHitTheirLinksOnly() {
        String mobile = sound.stream()
                .filter(l -> l.size > 1000)
                .findFirst()
                .orElseThrow()
                .plan
                .mobile()
                .id();
        List<CallLog> mine =
                sound.stream().filter(l -> l.plan.mobile().id().equals(mobile)).toList();
        List<CallLog> up = scenario.day(
                List.of(scenario.fault(FaultKind.MOBILE_UPLINK, 8, Double.NaN, List.of(), List.of(mobile))));
        List<CallLog> both = scenario.day(
                List.of(scenario.fault(FaultKind.MOBILE_ANTENNA, 8, Double.NaN, List.of(), List.of(mobile))));

        assertThat(Scenario.difference(mine, up, Scenario::downlinkDbm, null)).isCloseTo(0, within(0.3));
        assertThat(Scenario.difference(mine, up, Scenario::uplinkDbm, null)).isCloseTo(-8, within(0.8));
        assertThat(Scenario.difference(mine, both, Scenario::downlinkDbm, null)).isCloseTo(-8, within(0.8));
        assertThat(Scenario.difference(mine, both, Scenario::uplinkDbm, null)).isCloseTo(-8, within(0.8));
        assertThat(both.stream().filter(l -> l.tally.anomalous()))
                .allMatch(l -> l.plan.mobile().id().equals(mobile));
    }

    @Test
    void downlinkInterferenceSpoilsQualityNotLevel() {
        Fault fault = scenario.place(FaultKind.DOWNLINK_INTERFERENCE, 5, -68, "L1", 3, 6);
        List<CallLog> faulty = scenario.day(List.of(fault));

        assertThat(Scenario.difference(sound, faulty, Scenario::downlinkDbm, null))
                .isCloseTo(0, within(0.5));
        assertThat(meanQuality(faulty, 3, 6)).isGreaterThan(meanQuality(sound, 3, 6) + 1.5);
        assertThat(Scenario.labelled(faulty)).isPositive();
        assertThat(faulty.stream().flatMap(l -> l.events.stream())).anyMatch(e -> "dl_quality".equals(e.cause()));
    }

    private double meanQuality(List<CallLog> logs, double from, double to) {
        double sum = 0;
        int n = 0;
        for (CallLog log : logs) {
            for (int r = 0; r < log.size; r++) {
                Segment segment = scenario.world.railway().segments().get(log.segment[r]);
                double km = segment.km(log.offsetM[r]);
                if ("L1".equals(segment.line()) && km > from && km < to && log.rxqualDl[r] >= 0) {
                    sum += log.rxqualDl[r];
                    n++;
                }
            }
        }
        return sum / n;
    }

    @Test
    void uplinkInterferenceSpoilsTheUplinkOfTheCell() {
        List<CallLog> faulty = with(FaultKind.UPLINK_INTERFERENCE, 27);

        assertThat(Scenario.difference(sound, faulty, (l, r) -> l.rxqualUl[r] < 0 ? Double.NaN : l.rxqualUl[r], cell))
                .isGreaterThan(0.5);
        assertThat(Scenario.difference(sound, faulty, Scenario::downlinkDbm, cell))
                .isCloseTo(0, within(1.0));
        assertThat(Scenario.labelled(faulty)).isPositive();
    }

    @Test
    void coverageHoleWeakensAllCellsThere() {
        List<CallLog> faulty =
                scenario.day(List.of(scenario.place(FaultKind.COVERAGE_HOLE, 10, Double.NaN, "L1", 3, 4)));

        Scenario.Value inside = (l, r) -> {
            double km = scenario.world.railway().segments().get(l.segment[r]).km(l.offsetM[r]);
            boolean there = "L1"
                            .equals(scenario.world
                                    .railway()
                                    .segments()
                                    .get(l.segment[r])
                                    .line())
                    && km > 3.05
                    && km < 3.95;
            return there ? Scenario.downlinkDbm(l, r) : Double.NaN;
        };
        assertThat(Scenario.difference(sound, faulty, inside, null)).isCloseTo(-10, within(1.0));
    }

    @Test
    void deadRepeaterLeavesTheTunnelWeak() {
        Tunnel tunnel = scenario.world.railway().tunnels().getFirst();
        Segment segment = scenario.world.railway().segments().get(tunnel.segment());
        Fault fault = scenario.place(
                FaultKind.REPEATER,
                40,
                Double.NaN,
                segment.line(),
                segment.km(tunnel.fromM()),
                segment.km(tunnel.toM()));
        List<CallLog> faulty = scenario.day(List.of(fault));

        assertThat(Scenario.labelled(faulty)).isPositive();
        assertThat(faulty.stream().filter(l -> l.tally.anomalous()))
                .allMatch(l -> l.tally.all().iterator().next().mean() > 10);
    }

    @Test
    void timingIsBiasedByTheSeverity() {
        List<CallLog> faulty = with(FaultKind.TIMING, 3);

        assertThat(Scenario.difference(sound, faulty, (l, r) -> l.timingAdvance[r], cell))
                .isCloseTo(3, within(0.3));
    }

    @Test
    void missingNeighbourDelaysTheHandover() {
        List<Integer> pair = Scenario.busiestPair(sound);
        List<CallLog> faulty =
                scenario.day(List.of(scenario.fault(FaultKind.LATE_HANDOVER, 1, Double.NaN, pair, List.of())));

        assertThat(faulty.stream().flatMap(l -> l.events.stream()))
                .noneMatch(e -> "HO_COMMAND".equals(e.name()) && e.cell() == pair.get(0) && e.target() == pair.get(1));
        assertThat(Scenario.labelled(faulty)).isPositive();
    }

    @Test
    void pingPongMultipliesHandovers() {
        List<Integer> pair = Scenario.busiestPair(sound);
        List<CallLog> faulty =
                scenario.day(List.of(scenario.fault(FaultKind.PING_PONG, 3, Double.NaN, pair, List.of())));

        assertThat(commands(faulty, pair)).isGreaterThan(2 * commands(sound, pair));
        assertThat(Scenario.labelled(faulty)).isPositive();
    }

    private static long commands(List<CallLog> logs, List<Integer> pair) {
        return logs.stream()
                .flatMap(l -> l.events.stream())
                .filter(e -> "HO_COMMAND".equals(e.name()) && pair.contains(e.cell()) && pair.contains(e.target()))
                .count();
    }

    @Test
    void failingHandoversRevert() {
        List<Integer> pair = Scenario.busiestPair(sound);
        List<CallLog> faulty =
                scenario.day(List.of(scenario.fault(FaultKind.HANDOVER_FAILURE, 0.8, Double.NaN, pair, List.of())));
        long failed = faulty.stream()
                .flatMap(l -> l.events.stream())
                .filter(e -> "HO_FAILURE".equals(e.name()) && e.cell() == pair.get(0) && e.target() == pair.get(1))
                .count();
        long asked = faulty.stream()
                .flatMap(l -> l.events.stream())
                .filter(e -> "HO_COMMAND".equals(e.name()) && e.cell() == pair.get(0) && e.target() == pair.get(1))
                .count();

        assertThat((double) failed / asked).isCloseTo(0.8, within(0.2));
    }

    @Test
    void hardNegativesAreNeverLabelled() {
        Fault wet = scenario.fault(FaultKind.WET_DAY, 2.8, Double.NaN, List.of(), List.of());
        Fault works = scenario.fault(FaultKind.WORKS, 20, Double.NaN, List.of(cell), List.of());

        assertThat(Scenario.labelled(scenario.day(List.of(wet, works)))).isZero();
        assertThat(Scenario.labelled(sound)).isZero();
    }
}
