package org.lineside.packing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes columns of numbers as differences in variable-length integers (zigzag, 7 bits a byte); the whole may be deflated.
 * Real numbers are rounded to a step given per column, or kept exactly. Not safe for several threads.
 */
public final class PackedWriter {
    /** Above this many steps a column is written as it is: doubles no longer hold every whole number beyond 2^53. */
    private static final double LARGEST_STEPS = 1e15;

    /**
     * Reals are kept exactly in so many steps of one where they are whole steps: as means of up to four reports are, be they
     * of whole numbers, halves or hundredths.
     */
    static final int EXACT_STEPS = 1200;

    /** Takes half the time of the usual one, and 3 % more bytes of a trace: differences repeat little. */
    private static final int DEFLATION = 2;

    private static final int NOT_WHOLE = -1;

    /** Most bytes of a number. */
    private static final int LONGEST_NUMBER = 10;

    // A ByteArrayOutputStream takes a lock for each byte: a tenth of what a run costs.
    private byte[] out = new byte[4096];
    private int size;
    /** Room for a column of whole numbers; the next one overwrites it. */
    private long[] column = new long[256];

    /** How a column of real numbers is written. */
    enum Form {
        /** All NaN: nothing follows. */
        MISSING,
        /** No NaN: differences follow. */
        FULL,
        /** A bit for each element, then differences of those that are there. */
        GAPS,
        /** The bits of each element: for what can't be rounded. */
        RAW
    }

    /** A whole number. */
    public void number(long value) {
        makeRoom(LONGEST_NUMBER);
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7fL) != 0) {
            out[size++] = (byte) ((zigzag & 0x7f) | 0x80);
            zigzag >>>= 7;
        }
        out[size++] = (byte) zigzag;
    }

    private void makeRoom(int bytes) {
        if (out.length - size < bytes) {
            out = Arrays.copyOf(out, Math.max(size + bytes, 2 * out.length));
        }
    }

    private void write(byte[] bytes) {
        makeRoom(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    /** A text. */
    public void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        write(bytes);
    }

    /** A text, or none. */
    public void textOrNull(@Nullable String text) {
        number(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    /** Some texts. */
    public void texts(List<String> texts) {
        texts(texts, Function.identity());
    }

    /** A text of each row. */
    public <T> void texts(List<T> rows, Function<? super T, String> value) {
        number(rows.size());
        for (T row : rows) {
            text(value.apply(row));
        }
    }

    /** A whole number of each row; {@code value} is not to write here itself. */
    public <T> void numbers(List<T> rows, ToLongFunction<? super T> value) {
        long[] values = columnOf(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            values[i] = value.applyAsLong(rows.get(i));
        }
        numbers(values, rows.size());
    }

    /** A real of each row, as {@link #reals(double[], int)}. */
    public <T> void reals(List<T> rows, ToDoubleFunction<? super T> value, int stepsPerUnit) {
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(rows.get(i));
        }
        reals(values, stepsPerUnit);
    }

    /** Whole numbers. */
    public void numbers(long[] values) {
        numbers(values, values.length);
    }

    /** The first {@code n} of some whole numbers. */
    public void numbers(long[] values, int n) {
        number(n);
        differences(values, n);
    }

    private void differences(long[] values, int n) {
        long before = 0;
        for (int i = 0; i < n; i++) {
            number(values[i] - before);
            before = values[i];
        }
    }

    /** Whole numbers. */
    public void numbers(int[] values) {
        numbers(values, values.length);
    }

    /** The first {@code n} of some whole numbers. */
    public void numbers(int[] values, int n) {
        long[] wide = columnOf(n);
        for (int i = 0; i < n; i++) {
            wide[i] = values[i];
        }
        numbers(wide, n);
    }

    private long[] columnOf(int n) {
        if (column.length < n) {
            column = new long[Math.max(n, 2 * column.length)];
        }
        return column;
    }

    /** Bytes as they are. */
    public void bytes(byte[] values) {
        bytes(values, values.length);
    }

    /** The first {@code n} of some bytes, as they are. */
    public void bytes(byte[] values, int n) {
        number(n);
        makeRoom(n);
        System.arraycopy(values, 0, out, size, n);
        size += n;
    }

    /** The first {@code n} of some reals, not rounded. */
    public void exact(float[] values, int n) {
        number(n);
        long[] whole = columnOf(n);
        int known = exactSteps(values, n, whole);
        if (known == NOT_WHOLE) {
            number(Form.RAW.ordinal());
            raw(values, n);
            return;
        }
        number(form(known, n).ordinal());
        if (form(known, n) == Form.GAPS) {
            gaps(n, i -> !Float.isNaN(values[i]));
        }
        differences(whole, known);
    }

    private static Form form(int known, int n) {
        return known == 0 ? Form.MISSING : known == n ? Form.FULL : Form.GAPS;
    }

    /** Puts down those reals that are there in whole steps; tells how many, or {@link #NOT_WHOLE} where one is none. */
    private static int exactSteps(float[] values, int n, long[] whole) {
        int known = 0;
        for (int i = 0; i < n; i++) {
            float value = values[i];
            if (!Float.isNaN(value)) {
                long step = Math.round(value * (double) EXACT_STEPS);
                float back = (float) (step / (double) EXACT_STEPS);
                if (Float.floatToRawIntBits(back) != Float.floatToRawIntBits(value)) {
                    return NOT_WHOLE; // a negative zero as well
                }
                whole[known++] = step;
            }
        }
        return known;
    }

    private void raw(float[] values, int n) {
        for (int i = 0; i < n; i++) {
            number(Float.floatToRawIntBits(values[i]));
        }
    }

    /** The first {@code n} of some reals, not rounded. */
    public void exact(double[] values, int n) {
        number(n);
        boolean missing = true;
        for (int i = 0; i < n; i++) {
            missing &= Double.isNaN(values[i]);
        }
        number((missing ? Form.MISSING : Form.RAW).ordinal());
        long before = 0;
        for (int i = 0; i < n && !missing; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            number(bits - before);
            before = bits;
        }
    }

    /** NaN stays NaN; the others are rounded to multiples of 1 / {@code stepsPerUnit}. */
    public void reals(float[] values, int stepsPerUnit) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        reals(wide, stepsPerUnit);
    }

    /** NaN stays NaN; the others are rounded to multiples of 1 / {@code stepsPerUnit}. */
    public void reals(double[] values, int stepsPerUnit) {
        int n = values.length;
        number(n);
        long[] whole = columnOf(n);
        int known = wholeSteps(values, stepsPerUnit, whole);
        if (known == NOT_WHOLE) {
            number(Form.RAW.ordinal());
            raw(values);
            return;
        }
        number(form(known, n).ordinal());
        if (form(known, n) == Form.GAPS) {
            gaps(n, i -> !Double.isNaN(values[i]));
        }
        differences(whole, known);
    }

    /** Rounds those reals that are there to whole steps; tells how many, or {@link #NOT_WHOLE} where one is too large. */
    private static int wholeSteps(double[] values, int stepsPerUnit, long[] whole) {
        int known = 0;
        for (double value : values) {
            if (Math.abs(value) * stepsPerUnit > LARGEST_STEPS) {
                return NOT_WHOLE;
            }
            if (!Double.isNaN(value)) {
                whole[known++] = Math.round(value * stepsPerUnit);
            }
        }
        return known;
    }

    private void gaps(int n, IntPredicate known) {
        byte[] bits = new byte[(n + 7) / 8];
        for (int i = 0; i < n; i++) {
            if (known.test(i)) {
                bits[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        write(bits);
    }

    private void raw(double[] values) {
        for (double value : values) {
            number(Double.doubleToLongBits(value));
        }
    }

    /** What was written, as it is; the writer begins anew, with the memory it has. */
    public byte[] taken() {
        byte[] taken = Arrays.copyOf(out, size);
        size = 0;
        return taken;
    }

    /** The size before deflating as four bytes, then the deflated bytes. */
    public byte[] deflated() {
        Deflater deflater = new Deflater(DEFLATION, true);
        try {
            deflater.setInput(out, 0, size);
            deflater.finish();
            byte[] packed = new byte[Integer.BYTES + size / 2 + 64];
            ByteBuffer.wrap(packed).putInt(size);
            int end = Integer.BYTES;
            while (true) {
                end += deflater.deflate(packed, end, packed.length - end);
                if (deflater.finished()) {
                    return Arrays.copyOf(packed, end);
                }
                packed = Arrays.copyOf(packed, 2 * packed.length);
            }
        } finally {
            deflater.end();
        }
    }
}
