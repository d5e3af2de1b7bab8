package org.lineside.intake.source;

import java.util.Arrays;

/** A piece of text in memory that is used again for the next piece. */
public final class TextChunk {
    /** The text, and room behind it. */
    public byte[] bytes;

    /** Bytes of text. */
    public int size;

    /** Room for {@code capacity} bytes of text and padding. */
    public TextChunk(int capacity) {
        bytes = new byte[capacity];
    }

    /** Makes room for at least {@code capacity} bytes and one more; what is there stays. */
    void reserve(int capacity) {
        if (bytes.length <= capacity) {
            bytes = Arrays.copyOf(bytes, capacity + 1);
        }
    }
}
