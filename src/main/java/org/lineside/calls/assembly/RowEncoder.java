package org.lineside.calls.assembly;

import java.util.Arrays;

/**
 * Packs rows of one call into bytes, about 15 a row with six neighbours: what stands still (cell, mobile, carrier,
 * power) is written when it changes, all else as differences, numbers as variable-length integers. A neighbour that the row
 * before named as well takes one byte: three bits say which of those it is, five by how much its level differs.
 */
public final class RowEncoder {
    static final int ABSOLUTE = 1;
    static final int CELL = 1 << 1;
    static final int MOBILE = 1 << 2;
    static final int ARFCN = 1 << 3;
    static final int KM = 1 << 4;
    static final int LATITUDE = 1 << 5;
    static final int LONGITUDE = 1 << 6;
    static final int NEIGHBOURS = 1 << 7;
    static final int MS_POWER = 1 << 8;
    static final int ATTENUATION = 1 << 9;
    static final int FIRST_CHANNEL = 10;

    /** Instead of the number of a neighbour of the row before: it is none of them. */
    static final int NEW_NEIGHBOUR = 7;

    static final int LEVEL_BITS = 5;
    /** Differences of level that have no code of their own follow as a number. */
    static final int OTHER_LEVEL = (1 << LEVEL_BITS) - 1;

    /** Largest difference of level that has a code. */
    static final int MOST_LEVEL = OTHER_LEVEL / 2;

    /** No row is longer: 16 numbers of at most 10 bytes and 12 of at most 5. */
    private static final int LONGEST_ROW = 256;

    private byte[] data = new byte[LONGEST_ROW];
    private int size;
    private int rows;
    private long lastMs = Long.MIN_VALUE;
    private final Row previous = new Row();
    private boolean absolute = true;

    /** Forgets everything, keeping the memory. */
    public void clear() {
        size = 0;
        rows = 0;
        lastMs = Long.MIN_VALUE;
        absolute = true;
    }

    /** Makes the next row readable without those before it. */
    public void restart() {
        absolute = true;
    }

    /** Bytes written. */
    public int size() {
        return size;
    }

    /** Rows written. */
    public int rows() {
        return rows;
    }

    /** Latest time among the rows written, {@link Long#MIN_VALUE} without any. */
    public long lastMs() {
        return lastMs;
    }

    /** Copies what was written. */
    public void copyTo(byte[] target, int at) {
        System.arraycopy(data, 0, target, at, size);
    }

    /** What was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(data, size);
    }

    /** Appends a row. */
    public void append(Row row) {
        if (data.length - size < LONGEST_ROW) {
            data = Arrays.copyOf(data, data.length + Math.max(LONGEST_ROW, data.length / 2));
        }
        int flags = flags(row);
        data[size++] = (byte) flags;
        data[size++] = (byte) (flags >> 8);
        put(zigzag(row.timeMs - previous.timeMs));
        previous.timeMs = row.timeMs;
        lastMs = Math.max(lastMs, row.timeMs);
        appendState(row, flags);
        for (int c = 0; c < row.channel.length; c++) {
            if (row.channel[c] != Row.MISSING) {
                put(zigzag(row.channel[c] - (long) previous.channel[c]));
                previous.channel[c] = row.channel[c];
            }
        }
        if (row.neighbours > 0) {
            appendNeighbours(row);
        }
        rows++;
    }

    private int flags(Row row) {
        int flags = 0;
        if (absolute) {
            reset(previous);
            absolute = false;
            flags = ABSOLUTE;
        }
        flags |= row.cell != previous.cell ? CELL : 0;
        flags |= row.mobile != previous.mobile ? MOBILE : 0;
        flags |= row.arfcn != previous.arfcn ? ARFCN : 0;
        flags |= row.msPower != previous.msPower ? MS_POWER : 0;
        flags |= row.attenuation != previous.attenuation ? ATTENUATION : 0;
        flags |= row.trackKm != Row.NO_POSITION ? KM : 0;
        flags |= row.latitude != Row.NO_POSITION ? LATITUDE : 0;
        flags |= row.longitude != Row.NO_POSITION ? LONGITUDE : 0;
        flags |= row.neighbours > 0 ? NEIGHBOURS : 0;
        for (int c = 0; c < row.channel.length; c++) {
            flags |= row.channel[c] != Row.MISSING ? 1 << (FIRST_CHANNEL + c) : 0;
        }
        return flags;
    }

    private void appendState(Row row, int flags) {
        if ((flags & CELL) != 0) {
            put(row.cell);
            previous.cell = row.cell;
        }
        if ((flags & MOBILE) != 0) {
            put(row.mobile + 1L);
            previous.mobile = row.mobile;
        }
        if ((flags & ARFCN) != 0) {
            put(row.arfcn + 1L);
            previous.arfcn = row.arfcn;
        }
        if ((flags & MS_POWER) != 0) {
            put(zigzag(row.msPower));
            previous.msPower = row.msPower;
        }
        if ((flags & ATTENUATION) != 0) {
            put(zigzag(row.attenuation));
            previous.attenuation = row.attenuation;
        }
        if ((flags & KM) != 0) {
            put(zigzag(row.trackKm - previous.trackKm));
            previous.trackKm = row.trackKm;
        }
        if ((flags & LATITUDE) != 0) {
            put(zigzag(row.latitude - previous.latitude));
            previous.latitude = row.latitude;
        }
        if ((flags & LONGITUDE) != 0) {
            put(zigzag(row.longitude - previous.longitude));
            previous.longitude = row.longitude;
        }
    }

    private void appendNeighbours(Row row) {
        data[size++] = (byte) row.neighbours;
        for (int n = 0; n < row.neighbours; n++) {
            int known = previous.neighbour(row.neighbourCell[n]);
            if (known < 0) {
                data[size++] = (byte) (NEW_NEIGHBOUR << LEVEL_BITS);
                put(row.neighbourCell[n]);
                put(zigzag(row.neighbourLevel[n]));
                continue;
            }
            long difference = row.neighbourLevel[n] - (long) previous.neighbourLevel[known];
            boolean small = Math.abs(difference) <= MOST_LEVEL;
            int code = small ? (int) difference + MOST_LEVEL : OTHER_LEVEL;
            data[size++] = (byte) (known << LEVEL_BITS | code);
            if (!small) {
                put(zigzag(difference));
            }
        }
        previous.takeNeighbours(row);
    }

    /** The state before an absolute row: no cell, nothing known, all differences from zero. */
    static void reset(Row state) {
        state.timeMs = 0;
        state.cell = -1;
        state.mobile = -1;
        state.arfcn = -1;
        state.msPower = Row.MISSING;
        state.attenuation = Row.MISSING;
        state.trackKm = 0;
        state.latitude = 0;
        state.longitude = 0;
        Arrays.fill(state.channel, 0);
        state.neighbours = 0;
    }

    private static long zigzag(long v) {
        return (v << 1) ^ (v >> 63);
    }

    private void put(long v) {
        long rest = v;
        while ((rest & ~0x7FL) != 0) {
            data[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
    }
}
