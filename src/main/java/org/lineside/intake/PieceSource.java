package org.lineside.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Profile;
import org.lineside.intake.lines.BadHeaderException;
import org.lineside.intake.lines.Header;
import org.lineside.intake.lines.LineParser;
import org.lineside.intake.source.TextChunk;
import org.lineside.intake.source.TextFile;
import org.lineside.intake.source.UnreadableFileException;

/**
 * Cuts all files, one after the other, into pieces for whoever asks next. Reading and hashing happen here, under a
 * lock: they are a fraction of the parsing, which the threads do side by side.
 */
final class PieceSource {
    private static final int READ_BUFFER = 1 << 18;

    private final List<FileIntake> files;
    private final Map<String, String> columns;
    private final Consumer<FileIntake> whenRead;
    private final Progress progress;
    private final long totalBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final List<Profile> profiles;
    private @Nullable Profile chosen;
    private int nextFile;
    private @Nullable TextFile open;
    private @Nullable Header header;
    private int nextPiece;
    private long doneBytes;

    /**
     * A source.
     *
     * @param profiles the profiles allowed, the preferred one first; the first measurements file decides
     * @param chosen the profile decided already, null when none is
     * @param whenRead told of each file all of whose pieces have been taken by the time it is read to its end
     */
    PieceSource(
            List<FileIntake> files,
            Map<String, String> columns,
            List<Profile> profiles,
            @Nullable Profile chosen,
            long totalBytes,
            Progress progress,
            Consumer<FileIntake> whenRead) {
        this.files = files;
        this.columns = columns;
        this.profiles = profiles;
        this.chosen = chosen;
        this.totalBytes = totalBytes;
        this.progress = progress;
        this.whenRead = whenRead;
    }

    /**
     * A piece of a file.
     *
     * @param number number within the file, from 0
     */
    record Piece(FileIntake file, Header header, int number) {}

    /** Fills {@code chunk} with the next piece, or returns null when all files are read. */
    synchronized @Nullable Piece next(TextChunk chunk) {
        while (open != null || nextFile < files.size()) {
            if (open == null) {
                openNext();
            } else if (header != null && fill(open, chunk)) {
                return new Piece(current(), header, nextPiece++);
            } else {
                closeCurrent(open);
            }
        }
        return null;
    }

    /** The profile of the measurements, null when there were none. */
    synchronized @Nullable Profile profile() {
        return chosen;
    }

    private FileIntake current() {
        return files.get(nextFile - 1);
    }

    private void openNext() {
        FileIntake file = files.get(nextFile++);
        nextPiece = 0;
        header = null;
        try {
            TextFile.Opened opened = TextFile.open(file.path, buffer, LineParser.PADDING);
            open = opened.file();
            if (opened.problem().isEmpty()) {
                begin(file, opened.file());
            } else {
                file.fail(opened.problem());
            }
        } catch (UnreadableFileException | BadHeaderException e) {
            file.fail(message(e));
        } catch (IOException e) {
            file.fail("the file cannot be read: " + message(e));
            if (open == null && file.end(0, "")) {
                whenRead.accept(file);
            }
        }
    }

    private void begin(FileIntake file, TextFile text) throws IOException, UnreadableFileException, BadHeaderException {
        Header parsed = Header.parse(text.header(), columns, profiles);
        Profile profile = parsed.profile();
        if (profile != null && chosen != null && !profile.name().equals(chosen.name())) {
            throw new UnreadableFileException("the file has the columns of profile " + profile.name()
                    + ", but the measurements before it have those of " + chosen.name()
                    + "; read them apart, or set intake.profile");
        }
        chosen = profile == null ? chosen : profile;
        file.begin(parsed);
        header = parsed;
    }

    private boolean fill(TextFile text, TextChunk chunk) {
        long before = text.bytesRead();
        try {
            return text.next(chunk);
        } catch (UnreadableFileException e) {
            current().fail(message(e));
        } catch (IOException e) {
            current().fail("the file cannot be read: " + message(e));
        } finally {
            doneBytes += text.bytesRead() - before;
            progress.read(doneBytes, totalBytes);
        }
        return false;
    }

    private void closeCurrent(TextFile text) {
        FileIntake file = current();
        String hash = "";
        try (text) {
            hash = text.finishHash();
        } catch (IOException e) {
            file.fail("the file cannot be read: " + message(e));
        }
        open = null;
        if (file.end(nextPiece, hash)) {
            whenRead.accept(file);
        }
    }

    private static String message(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
