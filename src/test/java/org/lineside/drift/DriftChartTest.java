package org.lineside.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lineside.drift.DriftChart.Alarm;
import org.lineside.numeric.Cusum;

class DriftChartTest {
    private static final double SHIFT = 3;
    private static final double SD = 1;
    private static final double REFERENCE = SHIFT / (2 * SD);

    private static double limit(double runLength) {
        return 2 * REFERENCE * Cusum.limit(REFERENCE, runLength);
    }

    private static List<Alarm> alarms(double[] effect, double limit) {
        double[] variance = new double[effect.length];
        Arrays.fill(variance, SD * SD);
        return new DriftChart(SHIFT, limit, effect, variance).alarms();
    }

    private static double[] noise(int days, double sd, double autocorrelation, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = new double[days];
        double last = sd * random.nextGaussian();
        for (int t = 0; t < days; t++) {
            last = autocorrelation * last
                    + Math.sqrt(1 - autocorrelation * autocorrelation) * sd * random.nextGaussian();
            x[t] = last;
        }
        return x;
    }

    @Test
    void false_alarms_are_as_rare_as_wanted() {
        double[] days = noise(400_000, SD, 0, 1);
        assertThat(alarms(days, limit(500)).size()).isLessThanOrEqualTo(400_000 / 500);
    }

    /** As many days as a network of 300 series has in ten years: one false alarm a year at most. */
    @Test
    void a_network_has_one_false_alarm_a_year() {
        int all = 0;
        for (int series = 0; series < 300; series++) {
            all += alarms(noise(3650, SD, 0, 1000 + series), limit(365 * 300.0)).size();
        }
        assertThat(all).isLessThanOrEqualTo(10);
    }

    /** Days that resemble each other: with the variance of their sums, see DriftScales, alarms stay as rare. */
    @Test
    void autocorrelated_days_give_no_more_alarms() {
        double rho = 0.5;
        double own = SD / Math.sqrt((1 + rho) / (1 - rho));
        double[] days = noise(400_000, own, rho, 2);
        assertThat(alarms(days, limit(500)).size()).isLessThanOrEqualTo(400_000 / 500);
    }

    @Test
    void what_creeps_is_told_with_its_beginning() {
        for (int seed = 0; seed < 50; seed++) {
            double[] days = noise(40, 0.5, 0, seed);
            for (int t = 15; t < 40; t++) {
                days[t] += Math.min(6, 0.6 * (t - 14));
            }
            List<Alarm> alarms = alarms(days, limit(365 * 300.0));
            assertThat(alarms).hasSize(1);
            assertThat(alarms.getFirst().since()).isBetween(10, 19);
            assertThat(alarms.getFirst().sound()).isNegative();
            assertThat(alarms.getFirst().counts()).isTrue();
        }
    }

    @Test
    void when_it_began_does_not_depend_on_what_came_later() {
        double[] days = noise(60, 0.5, 0, 3);
        for (int t = 20; t < 60; t++) {
            days[t] += Math.min(6, 0.6 * (t - 19));
        }
        int since = alarms(days, limit(1e5)).getFirst().since();
        int told = 0;
        for (int n = 1; n <= 60; n++) {
            List<Alarm> alarms = alarms(Arrays.copyOf(days, n), limit(1e5));
            if (!alarms.isEmpty() && alarms.getFirst().counts()) {
                told++;
                assertThat(alarms.getFirst().since()).isEqualTo(since);
            }
        }
        assertThat(told).isGreaterThan(30);
    }

    @Test
    void what_is_repaired_ends() {
        double[] days = noise(40, 0.5, 0, 4);
        for (int t = 10; t < 25; t++) {
            days[t] += 5;
        }
        Alarm alarm = alarms(days, limit(1e5)).getFirst();
        assertThat(alarm.since()).isBetween(9, 11);
        assertThat(alarm.last()).isEqualTo(24);
        assertThat(alarm.sound()).isEqualTo(25);
        assertThat(alarms(days, limit(1e5))).hasSize(1);
    }

    @Test
    void one_wild_day_proves_nothing_and_neither_does_a_small_shift() {
        double[] wild = noise(40, 0.3, 0, 5);
        wild[20] += 40;
        assertThat(alarms(wild, limit(1e5))).isEmpty();
        double[] small = noise(40, 0.3, 0, 6);
        for (int t = 5; t < 40; t++) {
            small[t] += 2.2;
        }
        assertThat(alarms(small, limit(1e5))).noneMatch(Alarm::counts);
        assertThat(alarms(new double[0], limit(1e5))).isEmpty();
    }
}
