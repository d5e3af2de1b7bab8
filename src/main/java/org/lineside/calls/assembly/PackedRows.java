package org.lineside.calls.assembly;

import java.util.Arrays;

/**
 * The packed rows of one call out of one source (a file, or what was kept back), in the order of the source. Grows in
 * blocks of a quarter of what is there, so that at most a fifth of the memory is unused.
 */
public final class PackedRows {
    private static final int SMALLEST_BLOCK = 256;
    private static final int LARGEST_BLOCK = 1 << 16;

    private byte[][] blocks = {};
    private int lastFill;
    private int size;
    private int rows;
    private long lastMs = Long.MIN_VALUE;

    /**
     * Appends rows packed by {@link RowEncoder}, the first of them absolute.
     *
     * @param latestMs the latest time among them
     */
    public void append(byte[] source, int from, int length, int rowCount, long latestMs) {
        lastMs = Math.max(lastMs, latestMs);
        int at = from;
        int left = length;
        while (left > 0) {
            if (blocks.length == 0 || lastFill == blocks[blocks.length - 1].length) {
                blocks = Arrays.copyOf(blocks, blocks.length + 1);
                int wanted = blocks.length == 1 ? left : Math.max(size / 4, SMALLEST_BLOCK);
                blocks[blocks.length - 1] = new byte[Math.min(wanted, LARGEST_BLOCK)];
                lastFill = 0;
            }
            byte[] last = blocks[blocks.length - 1];
            int n = Math.min(left, last.length - lastFill);
            System.arraycopy(source, at, last, lastFill, n);
            lastFill += n;
            at += n;
            left -= n;
            size += n;
        }
        rows += rowCount;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Latest time among the rows, {@link Long#MIN_VALUE} without any. */
    long lastMs() {
        return lastMs;
    }

    /** Number of bytes. */
    int size() {
        return size;
    }

    /** Copies all bytes to {@code target} from {@code at} on. */
    void copyTo(byte[] target, int at) {
        int to = at;
        for (int b = 0; b < blocks.length; b++) {
            int n = b == blocks.length - 1 ? lastFill : blocks[b].length;
            System.arraycopy(blocks[b], 0, target, to, n);
            to += n;
        }
    }
}
