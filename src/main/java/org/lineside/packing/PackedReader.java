package org.lineside.packing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads what {@link PackedWriter} wrote; throws IllegalArgumentException on bytes that it did not write. */
public final class PackedReader {
    private static final PackedWriter.Form[] FORMS = PackedWriter.Form.values();

    private final byte[] in;
    private int position;

    private PackedReader(byte[] plain) {
        in = plain;
    }

    /** Of what {@link PackedWriter#deflated} gave. */
    public static PackedReader deflated(byte[] bytes) {
        return new PackedReader(inflate(bytes));
    }

    /** Of what {@link PackedWriter#taken} gave. */
    public static PackedReader plain(byte[] bytes) {
        return new PackedReader(bytes);
    }

    private static byte[] inflate(byte[] deflated) {
        if (deflated.length < 4) {
            throw new IllegalArgumentException("packed data cut short: " + deflated.length + " bytes");
        }
        int size = ByteBuffer.wrap(deflated).getInt();
        if (size < 0 || size > 1100L * deflated.length) { // deflate never gains more than 1032 : 1
            throw new IllegalArgumentException("packed data claims an impossible size of " + size + " bytes");
        }
        byte[] plain = new byte[size];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated, 4, deflated.length - 4);
            int done = 0;
            while (done < size) {
                int got = inflater.inflate(plain, done, size - done);
                if (got == 0) {
                    throw new IllegalArgumentException("packed data cut short at " + done + " of " + size + " bytes");
                }
                done += got;
            }
            // The end mark may stand in bytes of its own: without it the data were cut, whatever was read so far.
            if (!inflater.finished() && (inflater.inflate(new byte[1]) > 0 || !inflater.finished())) {
                throw new IllegalArgumentException("packed data lack their end after " + size + " bytes");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("packed data damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    /** A whole number. */
    public long number() {
        long zigzag = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            zigzag |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new IllegalArgumentException("packed number longer than 64 bits");
    }

    private byte next() {
        if (position == in.length) {
            throw new IllegalArgumentException("packed data ends too early");
        }
        return in[position++];
    }

    /** A whole number that an int holds. */
    public int small() {
        return Math.toIntExact(number());
    }

    /** A count of things that follow. */
    private int length() {
        int length = small();
        if (length < 0) {
            throw new IllegalArgumentException("packed length " + length);
        }
        return length;
    }

    private byte[] take(int length) {
        if (length > in.length - position) {
            throw new IllegalArgumentException("packed data ends too early");
        }
        byte[] taken = Arrays.copyOfRange(in, position, position + length);
        position += length;
        return taken;
    }

    /** Bytes. */
    public byte[] bytes() {
        return take(length());
    }

    /** A text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** A text, or none. */
    public @Nullable String textOrNull() {
        return number() == 0 ? null : text();
    }

    /** Some texts. */
    public List<String> texts() {
        int count = length();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    /** Whole numbers. */
    public long[] numbers() {
        long[] values = new long[length()];
        long before = 0;
        for (int i = 0; i < values.length; i++) {
            before += number();
            values[i] = before;
        }
        return values;
    }

    /** Whole numbers that an int holds. */
    public int[] smalls() {
        int[] values = new int[length()];
        long before = 0;
        for (int i = 0; i < values.length; i++) {
            before += number();
            values[i] = Math.toIntExact(before);
        }
        return values;
    }

    /** Reals that were not rounded. */
    public float[] exactFloats() {
        float[] values = new float[length()];
        PackedWriter.Form form = form();
        byte[] bits = gaps(form, values.length);
        long steps = 0;
        for (int i = 0; i < values.length; i++) {
            if (form == PackedWriter.Form.RAW) {
                values[i] = Float.intBitsToFloat(small());
            } else if (isMissing(form, bits, i)) {
                values[i] = Float.NaN;
            } else {
                steps += number();
                values[i] = (float) (steps / (double) PackedWriter.EXACT_STEPS);
            }
        }
        return values;
    }

    /** Reals that were not rounded. */
    public double[] exactDoubles() {
        double[] values = new double[length()];
        boolean missing = form() == PackedWriter.Form.MISSING;
        long bits = 0;
        for (int i = 0; i < values.length; i++) {
            bits += missing ? 0 : number();
            values[i] = missing ? Double.NaN : Double.longBitsToDouble(bits);
        }
        return values;
    }

    /** A bit for each element of a column with gaps; empty for other columns. */
    private byte[] gaps(PackedWriter.Form form, int length) {
        return form == PackedWriter.Form.GAPS ? take((length + 7) / 8) : new byte[0];
    }

    private static boolean isMissing(PackedWriter.Form form, byte[] gaps, int i) {
        return form == PackedWriter.Form.MISSING
                || (form == PackedWriter.Form.GAPS && (gaps[i >> 3] & (1 << (i & 7))) == 0);
    }

    private PackedWriter.Form form() {
        int form = small();
        if (form < 0 || form >= FORMS.length) {
            throw new IllegalArgumentException("packed column of form " + form);
        }
        return FORMS[form];
    }

    /** Rounded reals. */
    public float[] floats(int stepsPerUnit) {
        double[] wide = reals(stepsPerUnit);
        float[] values = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            values[i] = (float) wide[i];
        }
        return values;
    }

    /** Rounded reals. */
    public double[] reals(int stepsPerUnit) {
        double[] values = new double[length()];
        PackedWriter.Form form = form();
        byte[] bits = gaps(form, values.length);
        long steps = 0;
        for (int i = 0; i < values.length; i++) {
            if (form == PackedWriter.Form.RAW) {
                values[i] = Double.longBitsToDouble(number());
            } else if (isMissing(form, bits, i)) {
                values[i] = Double.NaN;
            } else {
                steps += number();
                values[i] = (double) steps / stepsPerUnit;
            }
        }
        return values;
    }
}
