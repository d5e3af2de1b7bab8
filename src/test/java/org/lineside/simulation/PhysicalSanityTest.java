package org.lineside.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lineside.simulation.railway.Cell;
import org.lineside.simulation.railway.Segment;

class PhysicalSanityTest {
    /** 553.5 m a symbol: 3GPP TS 45.010 §5.6, half of 3.69 µs times the speed of light. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void timingAdvanceIsTheDistanceOutsideTunnels(int physics) {
        Scenario scenario = new Scenario(physics);
        int far = 0;
        int n = 0;
        for (CallLog log : scenario.day(List.of())) {
            for (int r = 0; r < log.size; r++) {
                Segment segment = scenario.world.railway().segments().get(log.segment[r]);
                int point = segment.point(log.offsetM[r]);
                if (scenario.world.field().track(segment.index()).donor()[point] >= 0) {
                    continue;
                }
                Cell cell = scenario.world.railway().cells().get(log.cell[r]);
                double symbols = cell.distanceM(segment.x()[point], segment.y()[point]) / 553.5;
                far += Math.abs(symbols - log.timingAdvance[r]) > 1.5 ? 1 : 0;
                n++;
            }
        }
        assertThat(n).isGreaterThan(5000);
        assertThat(far).isLessThan(n / 1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void soundRadioIsSound(int physics) {
        int good = 0;
        int missing = 0;
        int weak = 0;
        int n = 0;
        for (CallLog log : new Scenario(physics).day(List.of())) {
            for (int r = 0; r < log.size; r++, n++) {
                missing += log.rxqualDl[r] < 0 ? 1 : 0;
                good += log.rxqualDl[r] >= 0 && log.rxqualDl[r] <= 2 ? 1 : 0;
                weak += log.rxlevDl[r] >= 0 && log.rxlevDl[r] < 15 ? 1 : 0;
            }
        }
        assertThat((double) good / (n - missing)).isGreaterThan(0.97);
        assertThat((double) missing / n).isBetween(0.003, 0.06);
        assertThat((double) weak / n).isLessThan(0.05);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void handoversGoToCellsStrongerByTheMargin(int physics) {
        Scenario scenario = new Scenario(physics);
        double sum = 0;
        int n = 0;
        for (CallLog log : scenario.day(List.of())) {
            for (CallLog.Event event : log.events) {
                if ("HO_COMMAND".equals(event.name()) && "better_cell".equals(event.cause())) {
                    double gain = gainBefore(log, event);
                    if (!Double.isNaN(gain)) {
                        sum += gain;
                        n++;
                    }
                }
            }
        }
        assertThat(n).isGreaterThan(50);
        assertThat(sum / n).isGreaterThan(scenario.world.physics().hysteresisDb() - 0.5);
    }

    /** Reported level of the target above the server's, at full power, in the report before the command. */
    private static double gainBefore(CallLog log, CallLog.Event event) {
        for (int r = 0; r < log.size; r++) {
            if (event.timeMs() - log.timeMs[r] == 60) {
                for (int i = 0; i < log.neighbours[r]; i++) {
                    if (log.neighbourCell[r * CallLog.NEIGHBOURS + i] == event.target()) {
                        return log.neighbourLevel[r * CallLog.NEIGHBOURS + i] - 110 - Scenario.downlinkDbm(log, r);
                    }
                }
            }
        }
        return Double.NaN;
    }

    @Property(seed = "20261101")
    void qualityNeverImprovesWithInterference(
            @ForAll @DoubleRange(min = -10, max = 40) double ci, @ForAll @DoubleRange(min = 0, max = 30) double worse) {
        assertThat(LinkQuality.meanClass(ci - worse)).isGreaterThanOrEqualTo(LinkQuality.meanClass(ci));
    }

    @Property(seed = "20261101")
    void codesStayInRange(
            @ForAll @DoubleRange(min = -200, max = 50) double dbm, @ForAll @IntRange(max = 1000) int seed) {
        assertThat((int) CallSimulator.code(dbm)).isBetween(0, 63);
        assertThat(LinkQuality.reported(dbm / 20, 0.5, new SplittableRandom(seed)))
                .isBetween(0, 7);
    }

    /** 3GPP TS 45.008 §8.1.4: code 0 below −110 dBm, 1 from −110 to −109, 63 from −48; nearest whole dBm here. */
    @Test
    void levelCodes() {
        assertThat(CallSimulator.code(-130)).isZero();
        assertThat((int) CallSimulator.code(-75)).isEqualTo(35);
        assertThat((int) CallSimulator.code(-30)).isEqualTo(63);
    }

    @Test
    void groupListenersSendNoUplink() {
        List<CallLog> logs = new Scenario(1)
                .day(List.of()).stream().filter(l -> !l.plan.uplink()).toList();
        assertThat(logs).isNotEmpty();
        for (CallLog log : logs) {
            for (int r = 0; r < log.size; r++) {
                assertThat(log.rxlevUl[r]).isEqualTo(CallLog.MISSING);
            }
        }
    }
}
