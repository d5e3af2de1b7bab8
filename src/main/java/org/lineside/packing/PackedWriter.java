package org.lineside.packing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
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

    /** Most bytes of a number. */
    private static final int LONGEST_NUMBER = 10;

    // A ByteArrayOutputStream takes a lock for each byte: a tenth of what a run costs.
    private byte[] out = new byte[4096];
    private int size;

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
        number(texts.size());
        texts.forEach(this::text);
    }

    /** Whole numbers. */
    public void numbers(long[] values) {
        number(values.length);
        long before = 0;
        for (long value : values) {
            number(value - before);
            before = value;
        }
    }

    /** Whole numbers. */
    public void numbers(int[] values) {
        numbers(values, values.length);
    }

    /** The first {@code n} of some whole numbers. */
    public void numbers(int[] values, int n) {
        number(n);
        int before = 0;
        for (int i = 0; i < n; i++) {
            number((long) values[i] - before);
            before = values[i];
        }
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
        Form form = exactForm(values, n);
        number(form.ordinal());
        if (form == Form.GAPS) {
            gaps(n, i -> !Float.isNaN(values[i]));
        }
        long before = 0;
        for (int i = 0; i < n && form != Form.MISSING; i++) {
            if (form == Form.RAW) {
                number(Float.floatToRawIntBits(values[i]));
            } else if (!Float.isNaN(values[i])) {
                long steps = Math.round(values[i] * (double) EXACT_STEPS);
                number(steps - before);
                before = steps;
            }
        }
    }

    private static Form exactForm(float[] values, int n) {
        int missing = 0;
        for (int i = 0; i < n; i++) {
            float value = values[i];
            if (Float.isNaN(value)) {
                missing++;
            } else if (Float.floatToRawIntBits(
                            (float) (Math.round(value * (double) EXACT_STEPS) / (double) EXACT_STEPS))
                    != Float.floatToRawIntBits(value)) {
                return Form.RAW; // a negative zero as well
            }
        }
        return missing == n ? Form.MISSING : missing == 0 ? Form.FULL : Form.GAPS;
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
        number(values.length);
        Form form = form(values, stepsPerUnit);
        number(form.ordinal());
        switch (form) {
            case MISSING -> {}
            case RAW -> raw(values);
            case GAPS -> {
                gaps(values.length, i -> !Double.isNaN(values[i]));
                steps(values, stepsPerUnit);
            }
            case FULL -> steps(values, stepsPerUnit);
        }
    }

    private static Form form(double[] values, int stepsPerUnit) {
        int missing = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                missing++;
            } else if (Math.abs(value) * stepsPerUnit > LARGEST_STEPS) {
                return Form.RAW;
            }
        }
        return missing == values.length ? Form.MISSING : missing == 0 ? Form.FULL : Form.GAPS;
    }

    private void steps(double[] values, int stepsPerUnit) {
        long before = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                long steps = Math.round(value * stepsPerUnit);
                number(steps - before);
                before = steps;
            }
        }
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
