package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SequencesTest {
    /** The textbook example of Cormen et al., Introduction to Algorithms §15.4: ABCBDAB and BDCABA share 4. */
    @Test
    void textbookExample() {
        assertThat(Sequences.commonLength(symbols("ABCBDAB"), symbols("BDCABA")))
                .isEqualTo(4);
    }

    private static int[] symbols(String text) {
        return text.chars().toArray();
    }

    /** So few different symbols that many match. */
    private static int[] few(int[] raw, int symbols) {
        return Arrays.stream(raw).map(x -> Math.floorMod(x, symbols)).toArray();
    }

    /** The recursive definition. */
    private static int naive(int[] a, int i, int[] b, int j) {
        if (i == a.length || j == b.length) {
            return 0;
        }
        return a[i] == b[j] ? 1 + naive(a, i + 1, b, j + 1) : Math.max(naive(a, i + 1, b, j), naive(a, i, b, j + 1));
    }

    @Property(seed = "20261101")
    void commonLengthAgreesWithTheDefinition(@ForAll @Size(max = 9) int[] rawA, @ForAll @Size(max = 9) int[] rawB) {
        int[] a = few(rawA, 4);
        int[] b = few(rawB, 4);
        assertThat(Sequences.commonLength(a, b)).isEqualTo(naive(a, 0, b, 0));
    }

    @Property(seed = "20261101")
    void commonLengthIsSymmetricAndBounded(@ForAll @Size(max = 60) int[] rawA, @ForAll @Size(max = 60) int[] rawB) {
        int[] a = few(rawA, 9);
        int[] b = few(rawB, 9);
        int common = Sequences.commonLength(a, b);
        assertThat(common).isEqualTo(Sequences.commonLength(b, a)).isBetween(0, Math.min(a.length, b.length));
        assertThat(Sequences.commonLength(a, a)).isEqualTo(a.length);
    }

    @Property(seed = "20261101")
    void matchIsOneOfTheLongest(@ForAll @Size(max = 40) int[] rawA, @ForAll @Size(max = 40) int[] rawB) {
        int[] a = few(rawA, 6);
        int[] b = few(rawB, 6);
        int[] matched = Sequences.match(a, b);
        assertThat(matched).hasSameSizeAs(a);
        int[] hits = Arrays.stream(matched).filter(j -> j >= 0).toArray();
        assertThat(hits).hasSize(Sequences.commonLength(a, b));
        for (int k = 1; k < hits.length; k++) {
            assertThat(hits[k]).isGreaterThan(hits[k - 1]);
        }
        for (int i = 0; i < a.length; i++) {
            if (matched[i] >= 0) {
                assertThat(b[matched[i]]).isEqualTo(a[i]);
            }
        }
    }
}
