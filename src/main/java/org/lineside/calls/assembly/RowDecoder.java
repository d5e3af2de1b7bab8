package org.lineside.calls.assembly;

/** Reads back what {@link RowEncoder} packed. */
final class RowDecoder {
    private byte[] data = new byte[0];
    private int at;
    private int end;
    private boolean plain;
    private final Row state = new Row();

    /** Starts reading {@code data[from, to)}. */
    void read(byte[] source, int from, int to) {
        data = source;
        at = from;
        end = to;
        plain = false;
        RowEncoder.reset(state);
    }

    /** Starts reading rows as they were packed at first, levels and neighbours as they are and not as differences. */
    void readPlain(byte[] source) {
        read(source, 0, source.length);
        plain = true;
    }

    /** Where the next row begins. */
    int position() {
        return at;
    }

    /** Reads the next row, or returns false at the end. */
    boolean next(Row row) {
        if (at >= end) {
            return false;
        }
        int flags = (data[at] & 0xFF) | (data[at + 1] & 0xFF) << 8;
        at += 2;
        if ((flags & RowEncoder.ABSOLUTE) != 0) {
            RowEncoder.reset(state);
        }
        state.timeMs += signed();
        row.timeMs = state.timeMs;
        readState(flags);
        row.cell = state.cell;
        row.mobile = state.mobile;
        row.arfcn = state.arfcn;
        row.msPower = state.msPower;
        row.attenuation = state.attenuation;
        row.trackKm = (flags & RowEncoder.KM) != 0 ? (state.trackKm += signed()) : Row.NO_POSITION;
        row.latitude = (flags & RowEncoder.LATITUDE) != 0 ? (state.latitude += signed()) : Row.NO_POSITION;
        row.longitude = (flags & RowEncoder.LONGITUDE) != 0 ? (state.longitude += signed()) : Row.NO_POSITION;
        for (int c = 0; c < row.channel.length; c++) {
            row.channel[c] = (flags & 1 << (RowEncoder.FIRST_CHANNEL + c)) != 0 ? channel(c) : Row.MISSING;
        }
        row.neighbours = (flags & RowEncoder.NEIGHBOURS) != 0 ? data[at++] : 0;
        for (int n = 0; n < row.neighbours; n++) {
            readNeighbour(row, n);
        }
        if (row.neighbours > 0) {
            state.takeNeighbours(row);
        }
        return true;
    }

    private int channel(int c) {
        if (plain) {
            return (int) signed();
        }
        state.channel[c] += (int) signed();
        return state.channel[c];
    }

    private void readNeighbour(Row row, int n) {
        int code = plain ? RowEncoder.NEW_NEIGHBOUR << RowEncoder.LEVEL_BITS : data[at++] & 0xFF;
        int known = code >> RowEncoder.LEVEL_BITS;
        if (known == RowEncoder.NEW_NEIGHBOUR) {
            row.neighbourCell[n] = (int) unsigned();
            row.neighbourLevel[n] = (int) signed();
            return;
        }
        int level = code & RowEncoder.OTHER_LEVEL;
        long difference = level == RowEncoder.OTHER_LEVEL ? signed() : level - RowEncoder.MOST_LEVEL;
        row.neighbourCell[n] = state.neighbourCell[known];
        row.neighbourLevel[n] = (int) (state.neighbourLevel[known] + difference);
    }

    private void readState(int flags) {
        if ((flags & RowEncoder.CELL) != 0) {
            state.cell = (int) unsigned();
        }
        if ((flags & RowEncoder.MOBILE) != 0) {
            state.mobile = (int) (unsigned() - 1);
        }
        if ((flags & RowEncoder.ARFCN) != 0) {
            state.arfcn = (int) (unsigned() - 1);
        }
        if ((flags & RowEncoder.MS_POWER) != 0) {
            state.msPower = (int) signed();
        }
        if ((flags & RowEncoder.ATTENUATION) != 0) {
            state.attenuation = (int) signed();
        }
    }

    private long signed() {
        long v = unsigned();
        return (v >>> 1) ^ -(v & 1);
    }

    private long unsigned() {
        byte b = data[at++];
        if (b >= 0) {
            return b;
        }
        long v = b & 0x7F;
        int shift = 7;
        do {
            b = data[at++];
            v |= (long) (b & 0x7F) << shift;
            shift += 7;
        } while (b < 0);
        return v;
    }
}
