package org.lineside.pipeline.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to leave the spool since the database has what it says.
 *
 * @param path absolute path in the spool
 * @param sha256 of the content that was taken, empty when it could not be read
 * @param bytes size of that content
 * @param reason why it goes to quarantine, null when it is done
 */
public record Move(
        String path, String sha256, long bytes, @Nullable String reason) {
    private static final int FORM = 1;

    /** Moves as bytes, to be kept in the database in the transaction that takes the files. */
    public static byte[] encode(List<Move> moves) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORM);
            out.writeInt(moves.size());
            for (Move move : moves) {
                out.writeUTF(move.path());
                out.writeUTF(move.sha256());
                out.writeLong(move.bytes());
                out.writeBoolean(move.reason() != null);
                if (move.reason() != null) {
                    out.writeUTF(move.reason());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("moves cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /** Moves out of {@link #encode}; none from bytes of another form: the files are then read and known again. */
    public static List<Move> decode(byte[] bytes) {
        List<Move> moves = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (bytes.length == 0 || in.readByte() != FORM) {
                return List.of();
            }
            for (int i = in.readInt(); i > 0; i--) {
                moves.add(new Move(in.readUTF(), in.readUTF(), in.readLong(), in.readBoolean() ? in.readUTF() : null));
            }
        } catch (IOException e) {
            return List.of();
        }
        return List.copyOf(moves);
    }
}
