package org.lineside.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Columns lie in databases byte by byte as they are here: zigzag, seven bits a byte, lowest first. */
class ColumnBytesTest {
    private static String written(Consumer<PackedWriter> what) {
        PackedWriter out = new PackedWriter();
        what.accept(out);
        return HexFormat.ofDelimiter(" ").formatHex(out.taken());
    }

    @Test
    void wholeNumbersAreDifferences() {
        assertThat(written(out -> out.numbers(new long[] {5, 3, 3}))).isEqualTo("06 0a 03 00");
        assertThat(written(out -> out.numbers(new int[] {5, 3, 3, 9}, 3))).isEqualTo("06 0a 03 00");
        assertThat(written(out -> out.numbers(new int[0]))).isEqualTo("00");
    }

    @Test
    void exactFloatsAreStepsOfOneInTwelveHundred() {
        float nan = Float.NaN;
        assertThat(written(out -> out.exact(new float[] {1, 1.5f}, 2))).isEqualTo("04 02 e0 12 b0 09");
        assertThat(written(out -> out.exact(new float[] {1, nan, 1.5f}, 3))).isEqualTo("06 04 05 e0 12 b0 09");
        assertThat(written(out -> out.exact(new float[] {nan, nan}, 2))).isEqualTo("04 00");
        assertThat(written(out -> out.exact(new float[] {-0f}, 1))).isEqualTo("02 06 ff ff ff ff 0f");
    }

    @Test
    void exactDoublesAreTheirBits() {
        assertThat(written(out -> out.exact(new double[] {2}, 1))).isEqualTo("02 06 80 80 80 80 80 80 80 80 80 01");
        assertThat(written(out -> out.exact(new double[] {Double.NaN}, 1))).isEqualTo("02 00");
    }

    @Test
    void realsAreRoundedSteps() {
        double nan = Double.NaN;
        assertThat(written(out -> out.reals(new double[] {0.5, 0.504}, 100))).isEqualTo("04 02 64 00");
        assertThat(written(out -> out.reals(new double[] {0.5, nan}, 100))).isEqualTo("04 04 01 64");
        assertThat(written(out -> out.reals(new float[] {Float.NaN}, 100))).isEqualTo("02 00");
        assertThat(written(out -> out.reals(new double[] {Double.POSITIVE_INFINITY}, 100)))
                .isEqualTo("02 06 80 80 80 80 80 80 80 f0 ff 01");
    }

    /** What a writer wrote before is not seen in what it writes next. */
    @Test
    void aShorterColumnAfterALonger() {
        float[] longer = new float[3000];
        float[] shorter = new float[700];
        for (int i = 0; i < longer.length; i++) {
            longer[i] = -i / 4f;
        }
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = i % 3 == 0 ? Float.NaN : i / 2f;
        }
        PackedWriter out = new PackedWriter();
        out.exact(longer, longer.length);
        out.exact(shorter, shorter.length);
        PackedReader in = PackedReader.plain(out.taken());
        assertThat(in.exactFloats()).isEqualTo(longer);
        assertThat(in.exactFloats()).isEqualTo(shorter);
    }
}
