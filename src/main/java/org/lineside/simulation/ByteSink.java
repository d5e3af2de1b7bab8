package org.lineside.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file of tab separated values, written fast: no strings where numbers and times are put. */
final class ByteSink implements AutoCloseable {
    private static final int SIZE = 1 << 18;
    private static final int ROOM = 2048;
    private static final long DAY_MS = 86_400_000L;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private int at;
    private long lines;
    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    private ByteSink(OutputStream out) {
        this.out = out;
    }

    /** Opens a file; with {@code gzip} its name gets {@code .gz}. */
    static ByteSink open(Path file, boolean gzip) throws IOException {
        if (!gzip) {
            return new ByteSink(Files.newOutputStream(file));
        }
        Path packed = file.resolveSibling(file.getFileName() + ".gz");
        return new ByteSink(new BestGzip(Files.newOutputStream(packed)));
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    ByteSink text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return bytes(bytes);
    }

    ByteSink bytes(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        at += bytes.length;
        return this;
    }

    ByteSink tab() {
        buffer[at++] = '\t';
        return this;
    }

    ByteSink put(char c) {
        buffer[at++] = (byte) c;
        return this;
    }

    /** A whole number not below zero. */
    ByteSink number(int value) {
        if (value >= 10) {
            number(value / 10);
        }
        buffer[at++] = (byte) ('0' + value % 10);
        return this;
    }

    /** A whole number, nothing where it is missing. */
    ByteSink optional(int value) {
        return value == CallLog.MISSING ? this : number(value);
    }

    private ByteSink digits(int value, int places) {
        int rest = value;
        for (int i = places - 1; i >= 0; i--) {
            buffer[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += places;
        return this;
    }

    /** ISO-8601 UTC with milliseconds. */
    ByteSink time(long epochMs) {
        long thisDay = Math.floorDiv(epochMs, DAY_MS);
        if (thisDay != day) {
            day = thisDay;
            date = Instant.ofEpochMilli(epochMs)
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString()
                    .getBytes(StandardCharsets.US_ASCII);
        }
        int ms = (int) Math.floorMod(epochMs, DAY_MS);
        bytes(date)
                .put('T')
                .digits(ms / 3_600_000, 2)
                .put(':')
                .digits(ms / 60_000 % 60, 2)
                .put(':');
        return digits(ms / 1000 % 60, 2).put('.').digits(ms % 1000, 3).put('Z');
    }

    /** A number with this many decimals. */
    ByteSink decimal(double value, int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        long scaled = Math.round(Math.abs(value) * scale);
        if (value < 0 && scaled > 0) {
            put('-');
        }
        number((int) (scaled / scale));
        return decimals == 0 ? this : put('.').digits((int) (scaled % scale), decimals);
    }

    /** Ends a line. */
    void end() throws IOException {
        buffer[at++] = '\n';
        lines++;
        if (at > SIZE - ROOM) {
            out.write(buffer, 0, at);
            at = 0;
        }
    }

    /** Lines ended. */
    long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(buffer, 0, at);
            at = 0;
        }
    }
}
