package org.lineside.calls.assembly;

import java.util.HashMap;
import java.util.Map;

/**
 * What one measurements file gave.
 *
 * @param columns which optional columns its header had, see {@link #NEIGHBOURS}
 * @param byCall rows by the call's number
 */
public record SourceRows(int columns, Map<Integer, PackedRows> byCall) {
    /** Bit of {@link #columns}: the neighbours column was there. Bit c: channel number c was there. */
    public static final int NEIGHBOURS = 1 << 16;

    /** An empty source with these columns. */
    public static SourceRows empty(int columns) {
        return new SourceRows(columns, new HashMap<>());
    }

    /** Appends rows of a call. */
    public void append(int call, byte[] data, int from, int length, int rows, long latestMs) {
        byCall.computeIfAbsent(call, c -> new PackedRows()).append(data, from, length, rows, latestMs);
    }
}
