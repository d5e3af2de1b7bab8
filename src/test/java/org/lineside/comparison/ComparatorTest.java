package org.lineside.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.CallTrace;
import org.lineside.calls.Channel;
import org.lineside.calls.TraceBuilder;
import org.lineside.numeric.Robust;
import org.lineside.references.MobileOffset;
import org.lineside.references.SyntheticLine;

class ComparatorTest {
    private static final SyntheticLine LINE = new SyntheticLine(5);
    private static final Comparator COMPARATOR = new Comparator(LINE.model(), 8);
    private static final Residuals RESIDUALS = new Residuals(LINE.model(), 8);
    private static final int[] IDENTITY =
            IntStream.range(0, SyntheticLine.CELLS).toArray();
    private static final int[] WAY = IntStream.range(20, 260).toArray();

    private static ComparedCall compared(CallTrace trace) {
        return COMPARATOR.compare(trace, IDENTITY, List.of());
    }

    private static double median(ComparedCall call, Channel channel) {
        return Robust.median(call.residual(channel));
    }

    @Test
    void soundCallLiesOnItsReference() {
        ComparedCall call = compared(LINE.call("m", WAY, 0, 1));
        assertThat(call.mobileKnown()).isTrue();
        assertThat(call.mainRoute()).isZero();
        assertThat(call.coverage()).isEqualTo(1);
        assertThat(call.provisional()).isFalse();
        assertThat(median(call, Channel.LEVEL_DL)).isCloseTo(0, within(0.4));
        assertThat(median(call, Channel.LEVEL_UL)).isCloseTo(0, within(0.4));
        assertThat(Robust.spread(call.residual(Channel.LEVEL_DL), 0)).isLessThan(3);
        assertThat(Robust.median(call.neighbourResidual())).isCloseTo(0, within(0.4));
    }

    /** A known mobile's loss is a deviation: all of it, not less for being everywhere. */
    @Test
    void knownMobileKeepsItsLoss() {
        ComparedCall call = compared(LINE.call("m", WAY, -9, 2));
        assertThat(median(call, Channel.LEVEL_DL)).isCloseTo(-9, within(0.6));
        assertThat(call.offset()).isEqualTo(MobileOffset.NONE);
    }

    /** The fleet differs by 1.5 dB: 3 dB are within three standard deviations, and the mobile's own. */
    @Test
    void unseenSoundMobileIsTakenAsItIs() {
        ComparedCall call = compared(LINE.call("stranger", WAY, -3, 3));
        assertThat(call.mobileKnown()).isFalse();
        assertThat(call.offset().downlinkDb()).isCloseTo(-3, within(0.6f));
        assertThat(call.offset().uplinkDb()).isCloseTo(-3, within(0.6f));
        assertThat(median(call, Channel.LEVEL_DL)).isCloseTo(0, within(0.3));
        assertThat(Robust.median(call.neighbourResidual())).isCloseTo(0, within(0.5));
    }

    /** 12 dB are eight standard deviations: no mobile is made so. */
    @Test
    void unseenSickMobileIsNot() {
        ComparedCall call = compared(LINE.call("stranger", WAY, -12, 4));
        assertThat(call.mobileKnown()).isFalse();
        assertThat(call.offset().downlinkDb()).isZero();
        assertThat(median(call, Channel.LEVEL_DL)).isCloseTo(-12, within(1.0));
    }

    @Test
    void reportsAfterAHandoverAreMasked() {
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        for (int p : WAY) {
            builder.add(LINE.server(p)).dbm(LINE.dbm(LINE.server(p), p), LINE.dbm(LINE.server(p), p));
            if (p % 10 == 0) {
                builder.afterHandover().dbm(-40, -40);
            }
        }
        CallTrace trace = builder.build();
        ComparedCall call = RESIDUALS.of(trace, IDENTITY, HandmadeCalls.along(WAY, MobileOffset.NONE), List.of());
        for (int i = 0; i < trace.size(); i++) {
            assertThat(Float.isNaN(call.residual(Channel.LEVEL_DL)[i])).isEqualTo(WAY[i] % 10 == 0);
            assertThat(call.residual(Channel.TIMING_ADVANCE)[i]).isNotNaN();
        }
    }

    /** The end of the scale, expected there, says nothing; where more was expected it says that much is missing. */
    @Test
    void censoredLevels() {
        int strong = strongest();
        int[] there = new int[40];
        Arrays.fill(there, strong);
        double expected = LINE.dbm(LINE.server(strong), strong);
        assertThat(expected).isGreaterThan(-60);
        TraceBuilder builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        for (int i = 0; i < there.length; i++) {
            builder.add(LINE.server(strong)).dbm(-110, -110).censored(1);
        }
        ComparedCall lost =
                RESIDUALS.of(builder.build(), IDENTITY, HandmadeCalls.along(there, MobileOffset.NONE), List.of());
        assertThat(median(lost, Channel.LEVEL_DL)).isCloseTo(-110 - expected, within(1e-3));
        MobileOffset strongMobile = new MobileOffset((float) (-47 - expected), (float) (-47 - expected), 1);
        builder = new TraceBuilder("c", "m", SyntheticLine.CELLS);
        for (int i = 0; i < there.length; i++) {
            builder.add(LINE.server(strong)).dbm(-47, -47).censored(1);
        }
        ComparedCall full =
                RESIDUALS.of(builder.build(), IDENTITY, HandmadeCalls.along(there, strongMobile), List.of());
        assertThat(full.residual(Channel.LEVEL_DL)).containsOnly(Float.NaN);
        assertThat(full.residual(Channel.LEVEL_UL)).containsOnly(Float.NaN);
    }

    private static int strongest() {
        int best = 0;
        for (int p = 1; p < SyntheticLine.POSITIONS; p++) {
            best = LINE.dbm(LINE.server(p), p) > LINE.dbm(LINE.server(best), best) ? p : best;
        }
        return best;
    }

    @Test
    void cellsNobodyKnowsHaveNoReference() {
        int[] unknown = new int[SyntheticLine.CELLS];
        Arrays.fill(unknown, -1);
        ComparedCall call = COMPARATOR.compare(LINE.call("m", WAY, 0, 6), unknown, List.of());
        assertThat(call.mainRoute()).isEqualTo(-1);
        assertThat(call.coverage()).isZero();
        assertThat(call.residual(Channel.LEVEL_DL)).containsOnly(Float.NaN);
    }

    @Test
    void emptyCall() {
        ComparedCall call = compared(new TraceBuilder("c", "m", SyntheticLine.CELLS).build());
        assertThat(call.mainRoute()).isEqualTo(-1);
        assertThat(call.coverage()).isZero();
    }

    @Test
    void shiftGoesIntoTheExpectation() {
        ComparedCall call = compared(LINE.call("m", WAY, 0, 7));
        ComparedCall wet = call.without(-2, -1);
        for (int i = 0; i < WAY.length; i++) {
            float d = call.residual(Channel.LEVEL_DL)[i];
            assertThat(wet.residual(Channel.LEVEL_DL)[i]).isEqualTo(d + 2);
            assertThat(wet.expected(Channel.LEVEL_UL)[i]).isEqualTo(call.expected(Channel.LEVEL_UL)[i] - 1);
            assertThat(wet.residual(Channel.TIMING_ADVANCE)[i]).isEqualTo(call.residual(Channel.TIMING_ADVANCE)[i]);
        }
    }
}
