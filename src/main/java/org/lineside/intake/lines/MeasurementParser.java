package org.lineside.intake.lines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.lineside.calls.Channel;
import org.lineside.calls.assembly.Row;
import org.lineside.calls.assembly.RowEncoder;

/** Reads measurement lines into packed rows. No object is made for a good line. */
final class MeasurementParser implements LineParser {
    private static final int GOOD = -1;
    private static final int LEVEL_UL = Channel.LEVEL_UL.ordinal();
    private static final int QUALITY_UL = Channel.QUALITY_UL.ordinal();
    private static final long COMMAS = Words.repeat(',');
    private static final int LONGEST_LEVEL = 12;

    private final MeasurementLayout layout;
    private final Numbering numbering;
    private final FieldSplitter splitter;
    private final Timestamps timestamps = new Timestamps(Timestamps.LATEST_MEASURED);
    private final Row row = new Row();
    private final int[] slots = new int[MeasurementLayout.SLOTS];
    private final long[] positions = {Row.NO_POSITION, Row.NO_POSITION, Row.NO_POSITION};
    private final CallSegments segments = new CallSegments();
    private int call;

    MeasurementParser(MeasurementLayout layout, Numbering numbering) {
        this.layout = layout;
        this.numbering = numbering;
        this.splitter = new FieldSplitter(layout.names.size());
        row.mobile = -1;
        row.arfcn = -1;
        Arrays.fill(slots, Row.MISSING);
    }

    @Override
    public ParsedChunk parse(byte[] b, int from, int to) {
        List<Reject> rejects = new ArrayList<>();
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int lines = 0;
        segments.begin();
        for (int at = from; at < to; ) {
            int next = splitter.split(b, at);
            lines++;
            int bad = splitter.fields == layout.names.size() ? readFields(b, at) : splitter.fields;
            if (bad == GOOD) {
                finishRow();
                segments.append(call, row);
                first = Math.min(first, row.timeMs);
                last = Math.max(last, row.timeMs);
            } else {
                rejects.add(reject(b, at, lines, bad));
            }
            at = next;
        }
        return segments.finish(lines, rejects, first, last);
    }

    /** Reads all fields; returns {@link #GOOD}, or the number of the first bad one. */
    private int readFields(byte[] b, int lineStart) {
        int start = lineStart;
        int[] actions = layout.action;
        for (int f = 0; f < actions.length; f++) {
            int end = splitter.ends[f];
            boolean good = switch (actions[f]) {
                case MeasurementLayout.NUMBER -> readNumber(b, start, end, f);
                case MeasurementLayout.CALL -> (call = numbering.calls.find(b, start, end)) >= 0;
                case MeasurementLayout.TIME -> (row.timeMs = timestamps.parse(b, start, end)) != Timestamps.BAD;
                case MeasurementLayout.CELL -> (row.cell = numbering.cells.find(b, start, end)) >= 0;
                case MeasurementLayout.MOBILE -> {
                    row.mobile = start == end ? -1 : numbering.mobiles.find(b, start, end);
                    yield start == end || row.mobile >= 0;
                }
                case MeasurementLayout.NEIGHBOURS -> readNeighbours(b, start, end);
                default -> true;
            };
            if (!good) {
                return f;
            }
            start = end + 1;
        }
        return GOOD;
    }

    private boolean readNumber(byte[] b, int start, int end, int field) {
        int slot = layout.slot[field];
        boolean position = slot >= MeasurementLayout.KM && slot <= MeasurementLayout.LONGITUDE;
        if (start == end) {
            if (position) {
                positions[slot - MeasurementLayout.KM] = Row.NO_POSITION;
            } else {
                slots[slot] = Row.MISSING;
            }
            return true;
        }
        long v = layout.whole[field] ? Decimals.whole(b, start, end) : Decimals.decimal(b, start, end);
        if (v < layout.min[field] || v > layout.max[field]) {
            return false;
        }
        long kept = layout.whole[field] ? v : Decimals.round(v, layout.step[field]);
        if (position) {
            positions[slot - MeasurementLayout.KM] = kept;
        } else if (slot != MeasurementLayout.SPEED) {
            slots[slot] = (int) kept;
        }
        return true;
    }

    private boolean readNeighbours(byte[] b, int start, int end) {
        int n = 0;
        int at = start;
        while (at < end) {
            int stop = comma(b, at, end);
            if (n == Row.MAX_NEIGHBOURS || !readNeighbour(b, at, stop, n) || stop == end - 1) {
                return false;
            }
            n++;
            at = stop + 1;
        }
        row.neighbours = n;
        return true;
    }

    private static int comma(byte[] b, int from, int end) {
        for (int p = from; p < end; p += 8) {
            long marks = Words.zeroBytes((long) Words.LONG.get(b, p) ^ COMMAS);
            if (marks != 0) {
                return Math.min(end, p + Words.firstByte(marks));
            }
        }
        return end;
    }

    /** The last colon parts cell and level, since an identifier may hold colons. */
    private boolean readNeighbour(byte[] b, int start, int end, int n) {
        int colon = end - 1;
        while (colon > start && b[colon] != ':' && end - colon <= LONGEST_LEVEL) {
            colon--;
        }
        if (colon <= start || b[colon] != ':') {
            return false;
        }
        boolean whole = layout.neighbourWhole;
        long v = whole ? Decimals.whole(b, colon + 1, end) : Decimals.decimal(b, colon + 1, end);
        if (v < layout.neighbourMin || v > layout.neighbourMax) {
            return false;
        }
        row.neighbourCell[n] = numbering.cells.find(b, start, colon);
        row.neighbourLevel[n] = (int) (whole ? v : Decimals.round(v, layout.neighbourLevel.step()));
        return row.neighbourCell[n] >= 0;
    }

    /** Moves the numbers of the line into the row, choosing between plain, FULL and SUB. */
    private void finishRow() {
        int[] channel = row.channel;
        for (int c = 0; c < channel.length; c++) {
            int plain = slots[c];
            channel[c] = plain == Row.MISSING && (layout.paired & 1 << c) != 0 ? fromPair(c) : plain;
        }
        row.msPower = slots[MeasurementLayout.MS_POWER];
        row.attenuation = slots[MeasurementLayout.ATTENUATION];
        int arfcn = slots[MeasurementLayout.ARFCN];
        row.arfcn = arfcn == Row.MISSING ? -1 : arfcn;
        row.trackKm = positions[0];
        row.latitude = positions[1];
        row.longitude = positions[2];
    }

    /**
     * The valid one of FULL and SUB: SUB where discontinuous transmission was on in that direction, FULL elsewhere
     * (3GPP TS 45.008 §8.4.1); the only one where the file has only one.
     */
    private int fromPair(int channel) {
        int bit = 1 << channel;
        boolean uplink = channel == LEVEL_UL || channel == QUALITY_UL;
        boolean dtx = slots[uplink ? MeasurementLayout.DTX_UL : MeasurementLayout.DTX_DL] == 1;
        boolean sub = (layout.fullColumns & bit) == 0 || (dtx && (layout.subColumns & bit) != 0);
        return slots[(sub ? MeasurementLayout.SUB_SLOT : MeasurementLayout.FULL_SLOT) + channel];
    }

    private Reject reject(byte[] b, int lineStart, int line, int bad) {
        if (splitter.fields != layout.names.size()) {
            return splitter.wrongCount(layout.names, b, line);
        }
        String value = Reject.shown(splitter.field(b, lineStart, bad));
        return new Reject("", line, bad + 1, layout.names.get(bad), value, layout.expected(bad));
    }

    /** The rows of a piece by call, each call packed on its own. Memory is kept from piece to piece. */
    private static final class CallSegments {
        private RowEncoder[] encoders = new RowEncoder[0];
        private int[] calls = new int[16];
        private int[] slotOfCall = new int[64];
        private int used;

        void begin() {
            used = 0;
        }

        void append(int call, Row row) {
            int slot = call < slotOfCall.length ? slotOfCall[call] : 0;
            if (slot >= used || calls[slot] != call) {
                slot = open(call);
            }
            encoders[slot].append(row);
        }

        private int open(int call) {
            int slot = used++;
            if (slot >= encoders.length) {
                int n = encoders.length;
                encoders = Arrays.copyOf(encoders, Math.max(16, n * 2));
                for (int i = n; i < encoders.length; i++) {
                    encoders[i] = new RowEncoder();
                }
                calls = Arrays.copyOf(calls, encoders.length);
            }
            if (call >= slotOfCall.length) {
                slotOfCall = Arrays.copyOf(slotOfCall, Math.max(call + 1, slotOfCall.length * 2));
            }
            encoders[slot].clear();
            calls[slot] = call;
            slotOfCall[call] = slot;
            return slot;
        }

        ParsedChunk finish(int lines, List<Reject> rejects, long first, long last) {
            int[] ends = new int[used];
            int[] rows = new int[used];
            long[] latest = new long[used];
            int size = 0;
            for (int s = 0; s < used; s++) {
                size += encoders[s].size();
                ends[s] = size;
                rows[s] = encoders[s].rows();
                latest[s] = encoders[s].lastMs();
            }
            byte[] data = new byte[size];
            for (int s = 0; s < used; s++) {
                encoders[s].copyTo(data, s == 0 ? 0 : ends[s - 1]);
            }
            return new ParsedChunk.Measurements(
                    lines, rejects, first, last, Arrays.copyOf(calls, used), ends, rows, latest, data);
        }
    }
}
