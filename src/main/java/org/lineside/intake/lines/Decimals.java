package org.lineside.intake.lines;

/** Numbers out of bytes, as whole multiples of 10⁻⁷, so that ranges are checked and decimals kept without rounding. */
final class Decimals {
    /** What a field that is no number gives. */
    static final long BAD = Long.MIN_VALUE;

    /** Units per one. */
    static final long UNITS = 10_000_000;

    private static final int DECIMALS = 7;
    private static final int MAX_WHOLE_DIGITS = 10;

    private Decimals() {}

    /** The whole number in {@code [from, to)}, or {@link #BAD}; a minus sign is allowed, a plus sign is not. */
    static long whole(byte[] b, int from, int to) {
        int i = from;
        boolean negative = i < to && b[i] == '-';
        i += negative ? 1 : 0;
        if (i >= to || to - i > MAX_WHOLE_DIGITS) {
            return BAD;
        }
        long v = 0;
        for (; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            v = v * 10 + digit;
        }
        return negative ? -v : v;
    }

    /** The decimal number in {@code [from, to)} times {@link #UNITS}, or {@link #BAD}; digits after the 7th are cut. */
    static long decimal(byte[] b, int from, int to) {
        int point = from;
        while (point < to && b[point] != '.') {
            point++;
        }
        boolean negative = from < to && b[from] == '-';
        int digits = from + (negative ? 1 : 0);
        long whole = whole(b, digits, point);
        if (whole < 0) {
            return BAD;
        }
        long v = whole * UNITS;
        if (point < to) {
            long fraction = fraction(b, point + 1, to);
            if (fraction == BAD) {
                return BAD;
            }
            v += fraction;
        }
        return negative ? -v : v;
    }

    private static long fraction(byte[] b, int from, int to) {
        if (from >= to) {
            return BAD;
        }
        long v = 0;
        long unit = UNITS / 10;
        for (int i = from; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            v += i - from < DECIMALS ? digit * unit : 0;
            unit /= 10;
        }
        return v;
    }

    /** {@code units} rounded to multiples of {@code step}, in steps; halves away from zero. */
    static long round(long units, long step) {
        long half = step / 2;
        return units < 0 ? -((-units + half) / step) : (units + half) / step;
    }
}
