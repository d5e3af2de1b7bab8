package org.lineside.intake.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file's bytes, hashed as they pass, so that knowing a file by its content costs no second read. */
final class HashingStream extends InputStream {
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final MessageDigest digest;
    private long count;

    /** Opens the file; {@code buffer} is a direct one, used for nothing else meanwhile. */
    HashingStream(Path path, ByteBuffer buffer) throws IOException {
        this.channel = FileChannel.open(path, StandardOpenOption.READ);
        this.buffer = buffer;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        buffer.clear().limit(Math.min(length, buffer.capacity()));
        int n = channel.read(buffer);
        if (n > 0) {
            buffer.flip().get(target, offset, n);
            digest.update(target, offset, n);
            count += n;
        }
        return n;
    }

    /** Bytes read so far. */
    long count() {
        return count;
    }

    /** Hexadecimal SHA-256 of what was read; to be called once. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
