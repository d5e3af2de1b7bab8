package org.lineside.store.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Writes columns of numbers as differences in variable-length integers (zigzag, 7 bits a byte), then deflates the whole.
 * Real numbers are rounded to a step given per column.
 */
final class PackedWriter {
    /** Above this many steps a column is written as it is: doubles no longer hold every whole number beyond 2^53. */
    private static final double LARGEST_STEPS = 1e15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);

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

    void number(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7fL) != 0) {
            out.write((int) ((zigzag & 0x7f) | 0x80));
            zigzag >>>= 7;
        }
        out.write((int) zigzag);
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        out.writeBytes(bytes);
    }

    void textOrNull(@Nullable String text) {
        number(text == null ? 0 : 1);
        if (text != null) {
            text(text);
        }
    }

    void texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
    }

    void numbers(long[] values) {
        number(values.length);
        long before = 0;
        for (long value : values) {
            number(value - before);
            before = value;
        }
    }

    void numbers(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        numbers(wide);
    }

    void bytes(byte[] values) {
        number(values.length);
        out.writeBytes(values);
    }

    void reals(float[] values, int stepsPerUnit) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        reals(wide, stepsPerUnit);
    }

    /** NaN stays NaN; the others are rounded to multiples of 1 / {@code stepsPerUnit}. */
    void reals(double[] values, int stepsPerUnit) {
        number(values.length);
        Form form = form(values, stepsPerUnit);
        number(form.ordinal());
        switch (form) {
            case MISSING -> {}
            case RAW -> raw(values);
            case GAPS -> {
                gaps(values);
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

    private void gaps(double[] values) {
        byte[] bits = new byte[(values.length + 7) / 8];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                bits[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        out.writeBytes(bits);
    }

    private void raw(double[] values) {
        for (double value : values) {
            number(Double.doubleToLongBits(value));
        }
    }

    /** The size before deflating as four bytes, then the deflated bytes. */
    byte[] deflated() {
        byte[] plain = out.toByteArray();
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 2 + 16);
            for (int shift = 24; shift >= 0; shift -= 8) {
                packed.write(plain.length >>> shift);
            }
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
