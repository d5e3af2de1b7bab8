package org.lineside.intake.lines;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.assembly.Dictionary;

/**
 * Numbers for identifiers given as bytes: one thread's view of a {@link Dictionary}. A string is made once for each
 * distinct identifier; after that an identifier costs a hash of its bytes and one comparison.
 */
final class Identifiers {
    /** What a field that is no identifier gives. */
    static final int BAD = -1;

    /** What an identifier should be, for people. */
    static final String EXPECTED = "an identifier of 1 to 64 bytes of UTF-8 without control characters";

    /** What a text should be, for people. */
    static final String EXPECTED_TEXT = "text in UTF-8 without NUL";

    private static final int MAX_BYTES = 64;
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private final Dictionary dictionary;
    private byte[] pool = new byte[1 << 12];
    private int poolSize;
    private int[] start = new int[64];
    private int[] number = new int[64];
    private int count;
    private int[] slots = new int[128];
    private int[] hashes = new int[64];
    private long[] heads = new long[64];
    private int[] lengths = new int[64];

    Identifiers(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The number of the identifier in {@code [from, to)}, or {@link #BAD}. Eight bytes behind must be readable. */
    int find(byte[] b, int from, int to) {
        int length = to - from;
        long head = length >= 8 ? (long) Words.LONG.get(b, from) : tail(b, from, length);
        int hash = hash(head, b, from + 8, to);
        int mask = slots.length - 1;
        for (int s = hash & mask; ; s = (s + 1) & mask) {
            int entry = slots[s] - 1;
            if (entry < 0) {
                return add(b, from, to, hash, head);
            }
            if (heads[entry] == head && lengths[entry] == length && (length <= 8 || sameBytes(entry, b, from, to))) {
                return number[entry];
            }
        }
    }

    private boolean sameBytes(int entry, byte[] b, int from, int to) {
        return Arrays.equals(pool, start[entry], start[entry] + lengths[entry], b, from, to);
    }

    /** The last 0 to 7 bytes of an identifier, zeros behind. */
    private static long tail(byte[] b, int at, int bytes) {
        return bytes == 0 ? 0 : (long) Words.LONG.get(b, at) & (-1L >>> (64 - 8 * bytes));
    }

    private static int hash(long head, byte[] b, int from, int to) {
        long h = head * MULTIPLIER;
        h ^= h >>> 32;
        for (int i = from; i < to; i += 8) {
            long word = to - i >= 8 ? (long) Words.LONG.get(b, i) : tail(b, i, to - i);
            h = (h ^ word) * MULTIPLIER;
            h ^= h >>> 32;
        }
        return (int) (h ^ (h >>> 17));
    }

    private int add(byte[] b, int from, int to, int hash, long head) {
        String name = decode(b, from, to);
        if (name == null) {
            return BAD;
        }
        int n = to - from;
        if (poolSize + n > pool.length) {
            pool = Arrays.copyOf(pool, pool.length * 2);
        }
        if (count == start.length) {
            start = Arrays.copyOf(start, count * 2);
            number = Arrays.copyOf(number, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
            heads = Arrays.copyOf(heads, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
            rehash();
        }
        System.arraycopy(b, from, pool, poolSize, n);
        start[count] = poolSize;
        poolSize += n;
        number[count] = dictionary.idOf(name);
        hashes[count] = hash;
        heads[count] = head;
        lengths[count] = n;
        insert(count++);
        return number[count - 1];
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int e = 0; e < count; e++) {
            insert(e);
        }
    }

    private void insert(int entry) {
        int mask = slots.length - 1;
        int s = hashes[entry] & mask;
        while (slots[s] != 0) {
            s = (s + 1) & mask;
        }
        slots[s] = entry + 1;
    }

    /** The identifier in {@code [from, to)} as text, or null when it is none. */
    static @Nullable String decode(byte[] b, int from, int to) {
        if (to <= from || to - from > MAX_BYTES) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if ((b[i] >= 0 && b[i] < ' ') || b[i] == 0x7F) {
                return null;
            }
        }
        return text(b, from, to);
    }

    /** The text in {@code [from, to)}, or null when it is no UTF-8, or holds NUL and so is no text. */
    static @Nullable String text(byte[] b, int from, int to) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(b, from, to - from))
                    .toString();
            return text.indexOf(0) < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
