package org.lineside.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lineside.attribution.Met.Showing;

class MetTest {
    private static final int CALLS = 200;
    private static final double FALSE_SHARE = Met.LARGEST_FALSE_SHARE;

    private static Met calls(int affected, SplittableRandom random) {
        Map<String, Showing> calls = new TreeMap<>();
        for (int i = 0; i < CALLS; i++) {
            calls.put(
                    (i < affected ? "faulty" : "sound") + i,
                    new Showing(i < affected ? 0.01 * random.nextDouble() : random.nextDouble(), true, List.of()));
        }
        return new Met(Met.HANDOVER, calls);
    }

    @Test
    void soundShareIsThatOfTheCallsThatAreSound() {
        double sum = 0;
        for (int seed = 0; seed < 100; seed++) {
            sum += calls(120, new SplittableRandom(seed)).soundShare();
        }
        assertThat(sum / 100).isCloseTo(0.4, within(0.03));
        assertThat(calls(0, new SplittableRandom(1)).soundShare()).isBetween(0.85, 1.0);
        assertThat(Met.NOTHING.soundShare()).isEqualTo(1);
    }

    /** Of what is told, the expected share that is sound stays within what was asked for. */
    @Test
    void fewOfTheCallsToldAreSound() {
        double falseShare = 0;
        int runs = 400;
        for (int seed = 0; seed < runs; seed++) {
            Map<String, Attribution.Shown> shown =
                    calls(100, new SplittableRandom(seed)).shown("i1", 0.01);
            shown.values().removeIf(s -> !s.anomalous());
            int told = shown.size();
            shown.keySet().removeIf(call -> call.startsWith("faulty"));
            int sound = shown.size();
            assertThat(told).isGreaterThanOrEqualTo(100);
            falseShare += sound / (double) told;
        }
        assertThat(falseShare / runs).isBetween(0.03, FALSE_SHARE + 0.005);
    }

    /** A call stands the higher the rarer others are flagged by chance, and never lower than by itself. */
    @Test
    void scoresAreWeighedByTheOddsOfOtherCalls() {
        Met met = calls(150, new SplittableRandom(5));
        double odds = (1 - met.soundShare()) / met.soundShare();
        met.shown("i1", 0.01)
                .forEach((call, shown) -> assertThat(shown.score())
                        .isCloseTo(Math.log10(99 * odds) - Math.log10(shown.chance()), within(1e-9)));
        met.shown("i1", 0.9).forEach((call, shown) -> assertThat(shown.score()).isEqualTo(-Math.log10(shown.chance())));
    }

    @Test
    void nothingIsToldWhereAllAreSound() {
        int told = 0;
        for (int seed = 0; seed < 400; seed++) {
            told += calls(0, new SplittableRandom(seed)).limit(FALSE_SHARE) > 0 ? 1 : 0;
        }
        assertThat(told).isLessThan(40);
        assertThat(Met.NOTHING.limit(FALSE_SHARE)).isZero();
    }

    @Test
    void moreOfTheCallsAffectedAllowALargerChance() {
        assertThat(calls(180, new SplittableRandom(3)).limit(FALSE_SHARE))
                .isGreaterThan(calls(40, new SplittableRandom(3)).limit(FALSE_SHARE));
    }
}
