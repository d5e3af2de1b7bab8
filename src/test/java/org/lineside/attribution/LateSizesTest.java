package org.lineside.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.CallEvidence.Kind;
import org.lineside.attribution.CallEvidence.Step;
import org.lineside.attribution.EffectScales.Share;

class LateSizesTest {
    private static final float[][] NOTHING = new float[0][];

    private static Step step(String to, double sizeDb, boolean late) {
        return new Step(Kind.LATE, 0, "A", to, sizeDb, late);
    }

    /** A handover between cells that none was seen between. */
    private static Step other(double sizeDb) {
        return step("Z", sizeDb, true);
    }

    private static Share call(double sizeDb, boolean late) {
        Step step = step("B", sizeDb, late);
        return new Share(NOTHING, NOTHING, NOTHING, List.of(step), Map.of(), List.of());
    }

    /** Six calls, of which four were late: by 7, 8, 8 and 12 dB. */
    private static LateSizes sizes() {
        return LateSizes.learn(
                List.of(call(8, true), call(2, false), call(12, true), call(7, true), call(30, false), call(8, true)));
    }

    @Test
    void laterIsRarer() {
        LateSizes sizes = sizes();
        assertEquals(0.5 * 5 / 5, sizes.rate(0.5, other(6)), 1e-9, "each of four is at least as late");
        assertEquals(0.5 * 4 / 5, sizes.rate(0.5, other(7.5)), 1e-9);
        assertEquals(0.5 * 4 / 5, sizes.rate(0.5, other(8)), 1e-9, "what is as late counts");
        assertEquals(0.5 * 2 / 5, sizes.rate(0.5, other(12)), 1e-9);
    }

    @Test
    void nothingIsTakenForRarerThanOneOfAllTrials() {
        assertEquals(1.0 / 7, sizes().rate(0.5, other(25)), 1e-9);
        assertEquals(0.05, sizes().rate(0.05, other(25)), 1e-9, "nor for more frequent than late ones are");
    }

    /** Between two cells where handovers always come some 12 dB late, one that does is as usual; between others it is not. */
    @Test
    void whatIsUsualBetweenTwoCellsIsNoRarity() {
        List<Share> history = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            history.add(call(i < 40 ? 12 + i % 3 : 2, i < 40));
            history.add(new Share(NOTHING, NOTHING, NOTHING, List.of(step("C", 6.5, i < 100)), Map.of(), List.of()));
        }
        LateSizes sizes = LateSizes.learn(history);
        assertEquals(0.5 * (40 + 5 * 41.0 / 141) / 45, sizes.rate(0.5, step("B", 12, true)), 1e-9);
        assertEquals(0.5 * 41.0 / 141, sizes.rate(0.5, step("C", 12, true)), 1e-9, "as between any");
        assertEquals(0.5 * 41.0 / 141, sizes.rate(0.5, other(12)), 1e-9);
    }

    @Test
    void withoutHistoryEachCountsAlike() {
        assertEquals(0.05, LateSizes.NONE.rate(0.05, other(25)), 1e-9);
    }

    @Test
    void comesBackAsWritten() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sizes().write(new DataOutputStream(bytes));
        LateSizes read = LateSizes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (double size = 5; size < 14; size += 0.5) {
            assertEquals(sizes().rate(0.5, other(size)), read.rate(0.5, other(size)), 0.0);
        }
    }
}
