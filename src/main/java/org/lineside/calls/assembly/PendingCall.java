package org.lineside.calls.assembly;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.RadioEvent;

/**
 * A call kept back because it goes on: everything known of it, so that the next batch carries on as if all had come at
 * once. Its bytes stand on their own, by names and not by numbers.
 *
 * @param profile name of the profile it was read with
 * @param row what the calls files said
 * @param events its events
 * @param columns see {@link SourceRows#columns()}
 * @param cells names behind the cells in the rows
 * @param mobiles names behind the mobiles in the rows
 * @param rows number of rows
 * @param packed rows by {@link RowEncoder}, by time, without duplicates
 */
public record PendingCall(
        String profile,
        CallRow row,
        List<RadioEvent> events,
        int columns,
        List<String> cells,
        List<String> mobiles,
        int rows,
        byte[] packed) {
    private static final int FORMAT = 2;

    /** Of old: rows packed without differences. */
    private static final int PLAIN_FORMAT = 1;

    /** Copies the lists. */
    public PendingCall {
        events = List.copyOf(events);
        cells = List.copyOf(cells);
        mobiles = List.copyOf(mobiles);
    }

    /** The call. */
    public String callId() {
        return row.callId();
    }

    /** Everything as bytes, to be kept in a database. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(packed.length + 512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeUTF(profile);
            out.writeUTF(row.callId());
            write(out, row.mobileId());
            write(out, row.service());
            write(out, row.startMs());
            write(out, row.endMs());
            write(out, row.releaseCause());
            write(out, row.trainNumber());
            write(out, row.mobileModel());
            out.writeInt(events.size());
            for (RadioEvent e : events) {
                out.writeLong(e.timeMs());
                out.writeUTF(e.event());
                write(out, e.callId());
                write(out, e.cellId());
                write(out, e.targetCell());
                write(out, e.cause());
            }
            out.writeInt(columns);
            writeNames(out, cells);
            writeNames(out, mobiles);
            out.writeInt(rows);
            out.writeInt(packed.length);
            out.write(packed);
        } catch (IOException e) {
            throw new UncheckedIOException("a call kept back cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads {@link #toBytes} back.
     *
     * @throws IllegalArgumentException when the bytes are no such thing
     */
    public static PendingCall fromBytes(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int format = in.readByte();
            if (format != FORMAT && format != PLAIN_FORMAT) {
                throw new IllegalArgumentException("a call kept back has format " + format + ", expected " + FORMAT);
            }
            String profile = in.readUTF();
            CallRow row =
                    new CallRow(in.readUTF(), text(in), text(in), time(in), time(in), text(in), text(in), text(in));
            int count = in.readInt();
            List<RadioEvent> events = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                events.add(new RadioEvent(in.readLong(), in.readUTF(), text(in), text(in), text(in), text(in)));
            }
            int columns = in.readInt();
            List<String> cells = readNames(in);
            List<String> mobiles = readNames(in);
            int rows = in.readInt();
            byte[] packed = new byte[in.readInt()];
            in.readFully(packed);
            byte[] current = format == FORMAT ? packed : packedAnew(packed);
            return new PendingCall(profile, row, events, columns, cells, mobiles, rows, current);
        } catch (IOException e) {
            throw new IllegalArgumentException("a call kept back cannot be read: its bytes are cut or damaged", e);
        }
    }

    private static byte[] packedAnew(byte[] plain) {
        RowDecoder decoder = new RowDecoder();
        RowEncoder encoder = new RowEncoder();
        Row row = new Row();
        decoder.readPlain(plain);
        while (decoder.next(row)) {
            encoder.append(row);
        }
        return encoder.toBytes();
    }

    private static void write(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static void write(DataOutputStream out, @Nullable Long time) throws IOException {
        out.writeBoolean(time != null);
        if (time != null) {
            out.writeLong(time);
        }
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static @Nullable Long time(DataInputStream in) throws IOException {
        return in.readBoolean() ? Long.valueOf(in.readLong()) : null;
    }

    private static void writeNames(DataOutputStream out, List<String> names) throws IOException {
        out.writeInt(names.size());
        for (String name : names) {
            out.writeUTF(name);
        }
    }

    private static List<String> readNames(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(in.readUTF());
        }
        return names;
    }
}
