package org.lineside.intake.source;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** One input file as text: decompressed if its first bytes say so, cut into pieces at line ends. */
public final class TextFile implements Closeable {
    private static final int MAGIC_LENGTH = 4;
    private static final int GZIP_MAGIC = 0x8B1F;
    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final int DECODER_BUFFER = 1 << 16;

    /** Longest line, in bytes: a thousand times an honest one. */
    private static final int LONGEST_LINE = 1 << 18;

    private final HashingStream raw;
    private final InputStream text;
    private final int padding;
    private byte[] rest = new byte[0];
    private int restSize;
    private boolean ended;

    private TextFile(HashingStream raw, InputStream text, int padding) {
        this.raw = raw;
        this.text = text;
        this.padding = padding;
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param buffer a direct buffer for this file alone while it is open
     * @param padding bytes that must be there behind each piece
     * @throws IOException when it cannot be opened; nothing is left open
     */
    public static Opened open(Path path, ByteBuffer buffer, int padding) throws IOException {
        HashingStream raw = new HashingStream(path, buffer);
        try {
            PushbackInputStream start = new PushbackInputStream(raw, MAGIC_LENGTH);
            byte[] magic = start.readNBytes(MAGIC_LENGTH);
            start.unread(magic);
            TextFile file = new TextFile(raw, decoded(start, magic, raw), padding);
            return new Opened(file, magic.length == 0 ? "the file is empty" : "");
        } catch (ZipException | EOFException e) {
            return new Opened(new TextFile(raw, raw, padding), "the gzip stream is damaged at its beginning");
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * An open file.
     *
     * @param file the file
     * @param problem why it holds no text, empty when it does
     */
    public record Opened(TextFile file, String problem) {}

    private static InputStream decoded(InputStream in, byte[] magic, HashingStream raw) throws IOException {
        int word = 0;
        for (int i = 0; i < magic.length; i++) {
            word |= (magic[i] & 0xFF) << (8 * i);
        }
        if ((word & 0xFFFF) == GZIP_MAGIC) {
            return new GzipMembers(in, raw);
        }
        return word == ZSTD_MAGIC ? new ZstdInputStream(in) : in;
    }

    /** Gzip members one after the other (RFC 1952 §2.2) to the end of the file; the JDK's reader is silent on what follows. */
    private static final class GzipMembers extends GZIPInputStream {
        /** Checksum and length, behind the data of a member. */
        private static final int TRAILER = 8;

        private final HashingStream raw;
        private long filledTo;

        GzipMembers(InputStream in, HashingStream raw) throws IOException {
            super(in, DECODER_BUFFER);
            this.raw = raw;
        }

        @Override
        protected void fill() throws IOException {
            super.fill();
            filledTo = raw.count();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            if (n < 0 && raw.count() > filledTo - inf.getRemaining() + TRAILER) {
                throw new ZipException("bytes that are no gzip follow its end");
            }
            return n;
        }
    }

    /** Compressed or plain bytes taken from the disk so far. */
    public long bytesRead() {
        return raw.count();
    }

    /**
     * The first line, without its end and without byte order mark.
     *
     * @throws UnreadableFileException when there is none, or it is no text
     */
    public String header() throws IOException, UnreadableFileException {
        int n = 0;
        rest = new byte[DECODER_BUFFER];
        int end = -1;
        while (end < 0) {
            if (n == rest.length) {
                throw new UnreadableFileException("the file is no text: its first line does not end within 64 KiB");
            }
            int read = readSome(rest, n, rest.length - n);
            if (read < 0) {
                rest = Arrays.copyOf(rest, n + 1);
                rest[n++] = '\n';
                ended = true;
                read = 1;
                n--;
            }
            end = indexOf(rest, n, n + read, (byte) '\n');
            n += read;
        }
        // Of the lines behind it each is rejected by itself, wherever in the file it stands.
        int nul = indexOf(rest, 0, end, (byte) 0);
        if (nul >= 0) {
            throw new UnreadableFileException("the file is no text: byte " + (nul + 1) + " is NUL");
        }
        int from = n >= 3 && rest[0] == (byte) 0xEF && rest[1] == (byte) 0xBB && rest[2] == (byte) 0xBF ? 3 : 0;
        int to = end > from && rest[end - 1] == '\r' ? end - 1 : end;
        if (to <= from) {
            throw new UnreadableFileException("the first line is empty; a header with column names is expected");
        }
        String line = new String(rest, from, to - from, StandardCharsets.UTF_8);
        restSize = n - end - 1;
        System.arraycopy(rest, end + 1, rest, 0, restSize);
        return line;
    }

    /**
     * The next piece: whole lines, the last one with its line feed even where the file has none.
     *
     * @param chunk where it goes
     * @return false at the end of the file
     * @throws UnreadableFileException when the rest of the file cannot be read
     */
    public boolean next(TextChunk chunk) throws IOException, UnreadableFileException {
        chunk.reserve(restSize + padding);
        System.arraycopy(rest, 0, chunk.bytes, 0, restSize);
        int n = restSize;
        int cut = 0;
        while (cut == 0 && !(ended && n == 0)) {
            int room = chunk.bytes.length - padding - 1;
            while (n < room && !ended) {
                int read = readSome(chunk.bytes, n, room - n);
                ended = read < 0;
                n += Math.max(read, 0);
            }
            if (ended && n > 0 && chunk.bytes[n - 1] != '\n') {
                chunk.bytes[n++] = '\n';
            }
            cut = lastLineEnd(chunk.bytes, n);
            if (cut == 0 && !ended) {
                if (n > LONGEST_LINE) {
                    throw new UnreadableFileException("the file is no text: a line is longer than 256 KiB");
                }
                chunk.reserve(2 * chunk.bytes.length);
            }
        }
        chunk.size = cut;
        restSize = n - cut;
        if (rest.length < restSize) {
            rest = new byte[restSize];
        }
        System.arraycopy(chunk.bytes, cut, rest, 0, restSize);
        return cut > 0;
    }

    private int readSome(byte[] target, int offset, int length) throws IOException, UnreadableFileException {
        try {
            return text.read(target, offset, length);
        } catch (EOFException e) {
            throw new UnreadableFileException("the gzip stream is cut short", e);
        } catch (ZipException e) {
            throw new UnreadableFileException("the gzip stream is damaged: " + e.getMessage(), e);
        } catch (MalformedInputException e) {
            throw new UnreadableFileException("the zstd stream is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            if (text instanceof ZstdInputStream) {
                throw new UnreadableFileException("the zstd stream is cut short or damaged: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static int lastLineEnd(byte[] b, int size) {
        int i = size;
        while (i > 0 && b[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    private static int indexOf(byte[] b, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (b[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Reads what is left of the file, and returns the SHA-256 of all its bytes; to be called once. */
    public String finishHash() throws IOException {
        byte[] sink = new byte[DECODER_BUFFER];
        int n;
        do {
            n = raw.read(sink, 0, sink.length);
        } while (n >= 0);
        return raw.sha256();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
