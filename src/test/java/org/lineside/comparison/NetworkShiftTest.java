package org.lineside.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.comparison.NetworkShift.CallMean;

/** A call that begins at 12:00; calls settle 30 minutes after their end, and count for 12 hours. */
class NetworkShiftTest {
    private static final long MINUTE = 60_000;
    private static final long NOON = TraceBuilder.START + 720 * MINUTE;
    private static final double TIMEOUT = 30;

    private static ComparedCall call() {
        return HandmadeCalls.sound(
                new TraceBuilder("now", "m0", 1).at(NOON).stay(0, 20).build());
    }

    private static CallMean mean(int k, double minutesBefore, double downlink) {
        long end = NOON - (long) (minutesBefore * MINUTE);
        return new CallMean(end, "c" + k, "m" + (k + 1), (float) downlink, (float) downlink / 2);
    }

    private static List<CallMean> rain(int calls, double firstMinutesBefore) {
        List<CallMean> means = new ArrayList<>();
        for (int k = 0; k < calls; k++) {
            means.add(mean(k, firstMinutesBefore + k, -2));
        }
        return means;
    }

    private static double shift(List<CallMean> means) {
        return -new NetworkShift(means, TIMEOUT).takeOut(call()).residual(Channel.LEVEL_DL)[0];
    }

    @Test
    void rainIsTakenOutOfBothLinks() {
        ComparedCall dry = new NetworkShift(rain(10, 60), TIMEOUT).takeOut(call());
        assertThat(dry.residual(Channel.LEVEL_DL)[3]).isEqualTo(2);
        assertThat(dry.residual(Channel.LEVEL_UL)[3]).isEqualTo(1);
        assertThat(dry.expected(Channel.LEVEL_DL)[3]).isEqualTo(call().expected(Channel.LEVEL_DL)[3] - 2);
        assertThat(dry.residual(Channel.QUALITY_DL)[3]).isZero();
    }

    @Test
    void fewCallsTellNothing() {
        assertThat(shift(rain(3, 60))).isZero();
        assertThat(shift(List.of())).isZero();
        assertThat(shift(rain(5, 60))).isEqualTo(-2);
    }

    /** One sick mobile is no weather, however many calls it makes; nor is the call's own mobile. */
    @Test
    void fewMobilesTellNothing() {
        List<CallMean> one = new ArrayList<>();
        List<CallMean> own = new ArrayList<>();
        for (int k = 0; k < 20; k++) {
            one.add(new CallMean(NOON - (60 + k) * MINUTE, "c" + k, "m" + k % 3, -6, -6));
            own.add(new CallMean(NOON - (60 + k) * MINUTE, "c" + k, "m0", -6, -6));
        }
        assertThat(shift(one)).isZero();
        assertThat(shift(own)).isZero();
    }

    /** Known for sure is only what ended half an hour before; what ended half a day before is past. */
    @Test
    void window() {
        assertThat(shift(rain(10, 31))).isEqualTo(-2);
        assertThat(shift(rain(10, 15))).isZero();
        assertThat(shift(rain(10, 751))).isZero();
        assertThat(shift(rain(10, 700))).isEqualTo(-2);
    }

    @Test
    void laterCallsDoNotReachBack() {
        List<CallMean> means = new ArrayList<>(rain(10, 60));
        double before = shift(means);
        for (int k = 50; k < 90; k++) {
            means.add(mean(k, 29.9 - k, 20));
        }
        assertThat(shift(means)).isEqualTo(before);
    }

    /** Median: a third of the calls through a fault does not move it. */
    @Test
    void aFewSickCallsAreNoWeather() {
        List<CallMean> means = new ArrayList<>();
        for (int k = 0; k < 15; k++) {
            means.add(mean(k, 60 + k, k % 3 == 0 ? -15 : 0.1));
        }
        assertThat(shift(means)).isCloseTo(0.1, within(1e-6));
    }

    @Test
    void neverMoreThanWeatherCanDo() {
        List<CallMean> means = new ArrayList<>();
        for (int k = 0; k < 15; k++) {
            means.add(mean(k, 60 + k, -30));
        }
        assertThat(shift(means)).isEqualTo(-6);
    }

    @Test
    void missingMeansAreLeftOut() {
        List<CallMean> means = new ArrayList<>(rain(6, 60));
        for (int k = 20; k < 24; k++) {
            means.add(mean(k, 59, Double.NaN));
        }
        assertThat(shift(means)).isEqualTo(-2);
    }

    @Test
    void orderOfTheCallsDoesNotMatter() {
        List<CallMean> means = new ArrayList<>();
        Random random = new Random(1);
        for (int k = 0; k < 60; k++) {
            means.add(mean(k, 30 + random.nextInt(600), random.nextGaussian()));
        }
        double expected = shift(means);
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(means, new Random(seed));
            assertThat(shift(means)).isEqualTo(expected);
        }
    }

    @Test
    void meanOfACall() {
        ComparedCall call = HandmadeCalls.with(call(), Channel.LEVEL_DL, new float[] {1, Float.NaN, 3, 2});
        CallMean mean = CallMean.of(call);
        assertThat(mean.downlinkDb()).isEqualTo(2);
        assertThat(mean.callId()).isEqualTo("now");
        assertThat(mean.mobileId()).isEqualTo("m0");
        assertThat(CallMean.of(HandmadeCalls.with(call(), Channel.LEVEL_UL, new float[] {Float.NaN}))
                        .uplinkDb())
                .isNaN();
    }
}
