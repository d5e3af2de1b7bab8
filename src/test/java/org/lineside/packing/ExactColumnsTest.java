package org.lineside.packing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is not to be rounded comes back bit by bit. */
class ExactColumnsTest {
    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
        return bits;
    }

    private static float[] back(float[] values) {
        PackedWriter out = new PackedWriter();
        out.exact(values, values.length);
        out.number(42);
        PackedReader in = PackedReader.plain(out.taken());
        float[] read = in.exactFloats();
        assertThat(in.number()).as("nothing is left over").isEqualTo(42);
        return read;
    }

    /** Means of whole numbers, with gaps, as samples are; in some columns a value that is no such mean. */
    @Property(seed = "20261101")
    void floatsComeBack(@ForAll long seed) {
        Random random = new Random(seed);
        float[] values = new float[random.nextInt(50)];
        boolean gaps = random.nextBoolean();
        boolean odd = random.nextInt(3) == 0;
        for (int i = 0; i < values.length; i++) {
            int reports = 1 + random.nextInt(6);
            double sum = -random.nextInt(110 * reports);
            values[i] = gaps && random.nextInt(3) == 0 ? Float.NaN : (float) (sum / reports);
            values[i] = odd && random.nextInt(20) == 0 ? Float.intBitsToFloat(random.nextInt()) : values[i];
        }
        assertThat(bits(back(values))).isEqualTo(bits(values));
    }

    @Test
    void soDoTheOddestValues() {
        float[] values = {
            -0f, 0f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN, 1e30f, (float) (1 / 7.0)
        };
        assertThat(bits(back(values))).isEqualTo(bits(values));
        assertThat(back(new float[0])).isEmpty();
        assertThat(back(new float[] {Float.NaN, Float.NaN})).containsOnly(Float.NaN);
    }

    @Test
    void meansOfReportsTakeTwoBytesEach() {
        float[] values = new float[100];
        for (int i = 0; i < values.length; i++) {
            values[i] = -80 + (i % 5) / 4f;
        }
        PackedWriter out = new PackedWriter();
        out.exact(values, values.length);
        assertThat(out.taken().length).isLessThan(2 * values.length + 10);
    }

    @Property(seed = "20261101")
    void doublesComeBack(@ForAll long seed) {
        Random random = new Random(seed);
        double[] values = new double[random.nextInt(50)];
        boolean known = random.nextBoolean();
        Arrays.setAll(values, i -> known ? Double.longBitsToDouble(random.nextLong()) : Double.NaN);
        PackedWriter out = new PackedWriter();
        out.exact(values, values.length);
        assertThat(PackedReader.plain(out.taken()).exactDoubles()).isEqualTo(values);
    }

    @Test
    void theWriterBeginsAnew() {
        PackedWriter out = new PackedWriter();
        out.number(1);
        byte[] first = out.taken();
        out.number(2);
        assertThat(PackedReader.plain(first).number()).isEqualTo(1);
        assertThat(PackedReader.plain(out.taken()).number()).isEqualTo(2);
    }

    /** A column of rows is what its values would be by themselves. */
    @Test
    void columnsOfRows() {
        List<String> rows = List.of("a", "bcd", "", "ef");
        PackedWriter ofRows = new PackedWriter();
        ofRows.texts(rows, text -> text + "!");
        ofRows.numbers(rows, String::length);
        ofRows.reals(rows, text -> text.isEmpty() ? Double.NaN : text.length() / 3.0, 100);
        PackedWriter byThemselves = new PackedWriter();
        byThemselves.texts(List.of("a!", "bcd!", "!", "ef!"));
        byThemselves.numbers(new long[] {1, 3, 0, 2});
        byThemselves.reals(new double[] {1 / 3.0, 1, Double.NaN, 2 / 3.0}, 100);
        assertThat(ofRows.taken()).isEqualTo(byThemselves.taken());
    }
}
