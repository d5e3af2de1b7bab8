package org.lineside.calls.assembly;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The rows of one call, by time, the first of each time only. Rows that come in order are read straight through; others
 * are packed again one by one, so that they can be read in any order.
 */
final class RowOrder {
    private final RowDecoder decoder = new RowDecoder();
    private final Row row = new Row();
    private byte[] data = new byte[0];
    private int size;

    /** Positions, in order of arrival, of the rows left out as duplicates by the last {@link #forEach}. */
    private int[] duplicates = {};

    /** Takes the sources of a call, in their order. */
    void take(Iterable<PackedRows> sources) {
        size = 0;
        for (PackedRows rows : sources) {
            if (data.length < size + rows.size()) {
                data = Arrays.copyOf(data, Math.max(size + rows.size(), data.length + data.length / 2));
            }
            rows.copyTo(data, size);
            size += rows.size();
        }
    }

    /** Positions of the duplicates found by the last {@link #forEach}, counted over all rows in order of arrival. */
    int[] duplicates() {
        return duplicates;
    }

    /**
     * Hands every row but the duplicates to {@code visitor}, by time; the row handed over is reused.
     *
     * @param begin makes the visitor forget what it has seen: called first, and again where it turns out on the way that rows
     *     don't come by time
     */
    void forEach(Runnable begin, Consumer<Row> visitor) {
        duplicates = new int[0];
        begin.run();
        if (!visitOrdered(visitor)) {
            begin.run();
            visitSorted(visitor);
        }
    }

    /** Hands rows over as long as each is later than the one before it; returns whether all were. */
    private boolean visitOrdered(Consumer<Row> visitor) {
        decoder.read(data, 0, size);
        long last = Long.MIN_VALUE;
        while (decoder.next(row)) {
            if (row.timeMs <= last) {
                return false;
            }
            last = row.timeMs;
            visitor.accept(row);
        }
        return true;
    }

    private void visitSorted(Consumer<Row> visitor) {
        RowEncoder single = new RowEncoder();
        long[] times = new long[64];
        int[] offsets = new int[65];
        int count = 0;
        decoder.read(data, 0, size);
        while (decoder.next(row)) {
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
                offsets = Arrays.copyOf(offsets, count * 2 + 1);
            }
            single.restart();
            single.append(row);
            times[count++] = row.timeMs;
            offsets[count] = single.size();
        }
        int[] order = stableOrder(times, count);
        byte[] rows = single.toBytes();
        int[] dropped = new int[count];
        int drops = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && times[order[i]] == times[order[i - 1]]) {
                dropped[drops++] = order[i];
            } else {
                decoder.read(rows, offsets[order[i]], offsets[order[i] + 1]);
                decoder.next(row);
                visitor.accept(row);
            }
        }
        duplicates = Arrays.copyOf(dropped, drops);
    }

    /** Indices by time; equal times keep their order (bottom-up merge sort, on indices so that nothing is boxed). */
    static int[] stableOrder(long[] times, int count) {
        int[] from = new int[count];
        for (int i = 0; i < count; i++) {
            from[i] = i;
        }
        int[] to = new int[count];
        for (int width = 1; width < count; width *= 2) {
            for (int low = 0; low < count; low += 2 * width) {
                merge(times, from, to, low, Math.min(low + width, count), Math.min(low + 2 * width, count));
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private static void merge(long[] times, int[] from, int[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeLeft = left < middle && (right >= high || times[from[left]] <= times[from[right]]);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
