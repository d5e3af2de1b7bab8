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

    Identifiers(Dictionary dictionary) {
        this.dictionary = dictionary;
    }

    /** The number of the identifier in {@code [from, to)}, or {@link #BAD}. Eight bytes behind must be readable. */
    int find(byte[] b, int from, int to) {
        int hash = hash(b, from, to);
        int mask = slots.length - 1;
        for (int s = hash & mask; ; s = (s + 1) & mask) {
            int entry = slots[s] - 1;
            if (entry < 0) {
                return add(b, from, to, hash);
            }
            if (hashes[entry] == hash && Arrays.equals(pool, start[entry], end(entry), b, from, to)) {
                return number[entry];
            }
        }
    }

    private int end(int entry) {
        return entry + 1 < count ? start[entry + 1] : poolSize;
    }

    private static int hash(byte[] b, int from, int to) {
        long h = (long) to - from;
        int i = from;
        for (; i + 8 <= to; i += 8) {
            h = (h ^ (long) Words.LONG.get(b, i)) * MULTIPLIER;
            h ^= h >>> 32;
        }
        if (i < to) {
            long tail = (long) Words.LONG.get(b, i) & (-1L >>> (64 - 8 * (to - i)));
            h = (h ^ tail) * MULTIPLIER;
            h ^= h >>> 32;
        }
        return (int) (h ^ h >>> 17);
    }

    private int add(byte[] b, int from, int to, int hash) {
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
            rehash();
        }
        System.arraycopy(b, from, pool, poolSize, n);
        start[count] = poolSize;
        poolSize += n;
        number[count] = dictionary.idOf(name);
        hashes[count] = hash;
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

    /** The text in {@code [from, to)}, or null when it is no UTF-8. */
    static @Nullable String text(byte[] b, int from, int to) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(b, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
