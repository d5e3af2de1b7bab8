package org.lineside.intake.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reading bytes eight at a time. */
final class Words {
    /** Eight bytes of an array as a little-endian long. */
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Two bytes of an array as a little-endian short. */
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** Bytes that must be readable behind the last byte of text. */
    static final int PADDING = 8;

    private static final long LOW_SEVEN = 0x7F7F_7F7F_7F7F_7F7FL;

    private Words() {}

    /** The high bit of every byte of {@code word} that is zero; exact, unlike the cheaper form with borrows. */
    static long zeroBytes(long word) {
        return ~(((word & LOW_SEVEN) + LOW_SEVEN) | word | LOW_SEVEN);
    }

    /** Eight times the same byte. */
    static long repeat(int b) {
        return 0x0101_0101_0101_0101L * (b & 0xFF);
    }

    /** Index in memory order of the first byte marked by {@link #zeroBytes}. */
    static int firstByte(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
