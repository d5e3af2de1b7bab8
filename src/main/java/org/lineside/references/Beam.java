package org.lineside.references;

import java.util.Arrays;

/**
 * The positions that a search has in view: ranges, ascending and apart from each other. Paths through two places far from
 * each other cost no look at what lies between.
 */
final class Beam {
    /** Ranges no further apart than this are one: a sweep over a few positions more costs less than a second sweep. */
    private static final int LEAST_GAP = 16;

    private final int positions;
    private int[] low = new int[8];
    private int[] high = new int[8];
    private int[] spareLow = new int[8];
    private int[] spareHigh = new int[8];
    private int count;

    /** Has all positions in view. */
    Beam(int positions) {
        this.positions = positions;
        all();
    }

    /** Has one position in view. */
    static Beam of(int position) {
        Beam beam = new Beam(position + 1);
        beam.only(position, position);
        return beam;
    }

    /** Takes all positions into view again. */
    void all() {
        only(0, positions - 1);
    }

    /** Takes one range into view and nothing else; both ends inclusive. */
    void only(int first, int last) {
        count = 1;
        low[0] = first;
        high[0] = last;
    }

    int count() {
        return count;
    }

    /** First position of a range. */
    int low(int range) {
        return low[range];
    }

    /** Last position of a range. */
    int high(int range) {
        return high[range];
    }

    /** First position of all; beyond the last where none is in view. */
    int first() {
        return count == 0 ? positions : low[0];
    }

    /** Last position of all, −1 where none is in view. */
    int last() {
        return count == 0 ? -1 : high[count - 1];
    }

    /**
     * Keeps the positions that cost at most {@code limit}, and what lies between two of them that are near each other.
     *
     * @param cost by position, beginning at {@code offset}
     */
    void narrow(float[] cost, int offset, float limit) {
        int ranges = count;
        swap();
        int last = -1;
        for (int r = 0; r < ranges; r++) {
            int end = spareHigh[r] + offset;
            for (int q = spareLow[r] + offset; q <= end; q++) {
                if (cost[q] <= limit) {
                    int p = q - offset;
                    if (last < 0 || p - last > LEAST_GAP) {
                        add(p, p);
                    } else {
                        high[count - 1] = p;
                    }
                    last = p;
                }
            }
        }
    }

    /** Keeps what lies between two positions, both inclusive. */
    void within(int first, int last) {
        int ranges = count;
        swap();
        for (int r = 0; r < ranges; r++) {
            int from = Math.max(first, spareLow[r]);
            int to = Math.min(last, spareHigh[r]);
            if (from <= to) {
                add(from, to);
            }
        }
    }

    /** Lets each range reach so many positions further. */
    void widen(int reach) {
        int ranges = count;
        swap();
        for (int r = 0; r < ranges; r++) {
            int end = Math.min(positions - 1, spareHigh[r] + reach);
            if (count > 0 && spareLow[r] <= high[count - 1] + 1) {
                high[count - 1] = end;
            } else {
                add(spareLow[r], end);
            }
        }
    }

    private void swap() {
        int[] oldLow = low;
        int[] oldHigh = high;
        low = spareLow;
        high = spareHigh;
        spareLow = oldLow;
        spareHigh = oldHigh;
        count = 0;
    }

    private void add(int first, int last) {
        if (count == low.length) {
            low = Arrays.copyOf(low, 2 * count);
            high = Arrays.copyOf(high, 2 * count);
        }
        low[count] = first;
        high[count++] = last;
    }
}
