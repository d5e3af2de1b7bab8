package org.lineside.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lineside.calls.Channel;

/** A line of 30 km whose third cell has a tunnel from km 9 to 10.5, where a repeater serves. */
class RepeatersTest {
    private static final SyntheticLine LINE = new SyntheticLine(3);
    private static final int DONOR = 2;
    private static final int FROM = 90;
    private static final int TO = 105;

    private static Repeaters along(boolean km, double detour, double noise) {
        return along("gsm-r", km, detour, noise);
    }

    private static Repeaters along(String profile, boolean km, double detour, double noise) {
        Route r = LINE.route();
        SplittableRandom random = new SplittableRandom(7);
        float[][] centre = r.centre().clone();
        float[] timing = centre[Channel.TIMING_ADVANCE.ordinal()].clone();
        for (int e = 0; e < timing.length; e++) {
            int p = r.entryPosition()[e];
            boolean repeated = r.heard()[r.entryCell()[e]] == DONOR && p >= FROM && p < TO;
            timing[e] += (float) ((repeated ? detour : 0) + noise * random.nextGaussian());
        }
        centre[Channel.TIMING_ADVANCE.ordinal()] = timing;
        double[] place = IntStream.range(0, r.positions())
                .mapToDouble(p -> km ? 0.1 * p : Double.NaN)
                .toArray();
        Route placed = SyntheticLine.changed(r, place, r.line(), centre);
        return Repeaters.of(SyntheticLine.model(profile, List.of(), placed, Map.of()));
    }

    private static int[] repeated(Repeaters repeaters) {
        return IntStream.range(0, SyntheticLine.POSITIONS)
                .filter(p -> repeaters.at(0, p))
                .toArray();
    }

    @Test
    void aDetourIsFoundWhereItIs() {
        int[] donors =
                IntStream.range(FROM, TO).filter(p -> LINE.server(p) == DONOR).toArray();
        assertThat(donors).hasSizeGreaterThan(5);
        assertThat(repeated(along(true, 3, 0.1))).containsExactly(donors);
    }

    @Test
    void theDirectWayIsNoDetour() {
        assertThat(repeated(along(true, 0, 0.05))).isEmpty();
        assertThat(repeated(along(true, 0.3, 0.05))).as("too short to tell").isEmpty();
    }

    /** Steps of 78 m would make a detour of every kilometre. */
    @Test
    void nothingIsSaidOfStepsOfAnotherLength() {
        assertThat(repeated(along("lte", true, 3, 0.1))).isEmpty();
    }

    @Test
    void withoutKilometresNothingIsSaid() {
        assertThat(repeated(along(false, 3, 0.1))).isEmpty();
        assertThat(along(true, 3, 0.1).at(-1, 95)).isFalse();
        assertThat(along(true, 3, 0.1).at(0, -1)).isFalse();
    }
}
