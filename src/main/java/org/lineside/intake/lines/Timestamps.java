package org.lineside.intake.lines;

import java.time.LocalDate;

/**
 * Times out of bytes: ISO-8601 UTC with or without fractions ({@code 2026-03-01T04:34:29.480Z}), or epoch milliseconds.
 * Remembers the day it saw last, since lines that follow each other share it. Not safe for several threads.
 */
final class Timestamps {
    /** What a field that is no time gives. */
    static final long BAD = Long.MIN_VALUE;

    /** What a time should look like, for people. */
    static final String EXPECTED = "a time like 2026-03-01T04:34:29.480Z, or epoch milliseconds";

    /** The same of what was measured. */
    static final String EXPECTED_MEASURED = EXPECTED + ", before 2100";

    /**
     * 2099-12-31T23:59:59.999Z: nothing that was measured is later. A clock that was never set may be: all bits of 32
     * count to 2106. A bound by the clock of this machine would make the result depend on it, and were that clock
     * wrong, every sound line would be rejected.
     */
    static final long LATEST_MEASURED = 4_102_444_799_999L;

    /** 9999-12-31T23:59:59.999Z, which people write for an end that is open. */
    static final long LATEST_PLANNED = 253_402_300_799_999L;

    private static final int MAX_EPOCH_DIGITS = 15;
    private static final int SECONDS_LENGTH = "2026-03-01T04:34:29".length();
    private static final int MAX_FRACTION = 9;

    private final byte[] cachedDay = new byte[10];
    private final long latestMs;
    private long cachedDayMs = BAD;

    /** Times after {@code latestMs}, the last millisecond of a day, are bad. */
    Timestamps(long latestMs) {
        this.latestMs = latestMs;
    }

    /** What a time should look like here, for people. */
    String expected() {
        return latestMs == LATEST_MEASURED ? EXPECTED_MEASURED : EXPECTED;
    }

    /** Epoch milliseconds of {@code [from, to)}, or {@link #BAD}; digits after the third are cut. */
    long parse(byte[] b, int from, int to) {
        if (to - from <= SECONDS_LENGTH) {
            return epoch(b, from, to);
        }
        if (b[from + 10] != 'T' || b[from + 13] != ':' || b[from + 16] != ':') {
            return BAD;
        }
        long day = day(b, from);
        int hour = two(b, from + 11);
        int minute = two(b, from + 14);
        int second = two(b, from + 17);
        int millis = millis(b, from + SECONDS_LENGTH, to);
        if (day == BAD || (hour | minute | second | millis) < 0 || hour > 23 || minute > 59 || second > 59) {
            return BAD;
        }
        return day + ((hour * 60L + minute) * 60 + second) * 1000 + millis;
    }

    private long epoch(byte[] b, int from, int to) {
        if (from >= to || to - from > MAX_EPOCH_DIGITS) {
            return BAD;
        }
        long v = 0;
        for (int i = from; i < to; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return BAD;
            }
            v = v * 10 + digit;
        }
        return v <= latestMs ? v : BAD;
    }

    private static int two(byte[] b, int at) {
        int tens = b[at] - '0';
        int ones = b[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Milliseconds of {@code Z}, {@code .480Z}, {@code .4Z} …, or −1. */
    private static int millis(byte[] b, int from, int to) {
        if (b[to - 1] != 'Z') {
            return -1;
        }
        int digits = to - 1 - from - 1;
        if (digits < 0) {
            return 0;
        }
        if (b[from] != '.' || digits == 0 || digits > MAX_FRACTION) {
            return -1;
        }
        int v = 0;
        int unit = 100;
        for (int i = from + 1; i < to - 1; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            v += digit * unit;
            unit /= 10;
        }
        return v;
    }

    private long day(byte[] b, int from) {
        if (cachedDayMs != BAD && sameDay(b, from)) {
            return cachedDayMs;
        }
        int century = two(b, from);
        int year = two(b, from + 2);
        int month = two(b, from + 5);
        int day = two(b, from + 8);
        if (b[from + 4] != '-'
                || b[from + 7] != '-'
                || (century | year | month | day) < 0
                || century * 100 + year < 1970) {
            return BAD;
        }
        boolean exists = month >= 1
                && month <= 12
                && day >= 1
                && day <= LocalDate.of(century * 100 + year, month, 1).lengthOfMonth();
        if (!exists) {
            return BAD;
        }
        long dayMs = LocalDate.of(century * 100 + year, month, day).toEpochDay() * 86_400_000L;
        if (dayMs > latestMs) {
            return BAD;
        }
        System.arraycopy(b, from, cachedDay, 0, cachedDay.length);
        cachedDayMs = dayMs;
        return dayMs;
    }

    private boolean sameDay(byte[] b, int from) {
        return (long) Words.LONG.get(b, from) == (long) Words.LONG.get(cachedDay, 0)
                && (short) Words.SHORT.get(b, from + 8) == (short) Words.SHORT.get(cachedDay, 8);
    }
}
