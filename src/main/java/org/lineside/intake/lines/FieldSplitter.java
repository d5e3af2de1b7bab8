package org.lineside.intake.lines;

import java.util.Arrays;
import java.util.List;

/** Finds the fields of a line, eight bytes at a time. */
final class FieldSplitter {
    /** Tab and line feed are the bytes that matter among the four that share their upper six bits. */
    private static final long UPPER_SIX = Words.repeat(0xFC);

    private static final long GROUP = Words.repeat(0x08);

    /** Number of fields of the line found last, which may be more than {@link #ends} holds. */
    int fields;

    /** Where the first fields end (exclusive); the last one without its carriage return. */
    final int[] ends;

    /** Room for the fields wanted and one more. */
    FieldSplitter(int expected) {
        ends = new int[expected + 1];
    }

    /** Splits the line that begins at {@code from}, and returns where the next one begins. */
    int split(byte[] b, int from) {
        int n = 0;
        for (int p = from; ; p += 8) {
            long marks = Words.zeroBytes(((long) Words.LONG.get(b, p) & UPPER_SIX) ^ GROUP);
            while (marks != 0) {
                int at = p + Words.firstByte(marks);
                byte c = b[at];
                if (c == '\t') {
                    if (n < ends.length) {
                        ends[n] = at;
                    }
                    n++;
                } else if (c == '\n') {
                    if (n < ends.length) {
                        ends[n] = at > from && b[at - 1] == '\r' ? at - 1 : at;
                    }
                    fields = n + 1;
                    return at + 1;
                }
                marks &= marks - 1;
            }
        }
    }

    /** The bytes of a field of the line found last, which begins at {@code from}. */
    byte[] field(byte[] b, int from, int field) {
        return Arrays.copyOfRange(b, field == 0 ? from : ends[field - 1] + 1, ends[field]);
    }

    /** The rejection of the line found last, whose fields are not as many as the names. */
    Reject wrongCount(List<String> names, byte[] b, int line) {
        byte[] surplus = fields > names.size() ? field(b, 0, names.size()) : new byte[0];
        return Reject.wrongCount(names, fields, surplus, line);
    }
}
