package org.lineside.pipeline.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.lineside.intake.source.InputFiles;

/**
 * The three folders of {@code run}. Nothing is ever overwritten or removed: a name that is taken gets a number.
 *
 * @param incoming where probes put their files
 * @param done where files go that were taken
 * @param quarantine where files go that were set aside, each with its reason beside it
 */
public record Spool(Path incoming, Path done, Path quarantine) {
    private static final int COPY_BYTES = 1 << 16;
    private static final String REASON = ".reason.txt";

    /** Makes the folders where they are missing; throws IOException naming one that can't be. */
    public void prepare() throws IOException {
        for (Path folder : List.of(incoming, done, quarantine)) {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new NotDirectoryException(folder + " (must be a folder: move this file aside)");
            }
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        }
    }

    /**
     * The files that have been still for so long, absolute and sorted. A time of change in the future, from a clock that
     * is wrong, counts by its distance as well. Hidden names and those ending in {@code .part} are left out.
     */
    public List<Path> still(Instant now, Duration settle) throws IOException {
        List<Path> still = new ArrayList<>();
        for (Path path : InputFiles.find(List.of(incoming))) {
            try {
                Instant changed = Files.getLastModifiedTime(path).toInstant();
                if (Duration.between(changed, now).abs().compareTo(settle) >= 0) {
                    still.add(path);
                }
            } catch (NoSuchFileException e) {
                // Whoever put it there took it away again.
            }
        }
        return still;
    }

    /**
     * Moves files out of the spool. One that is gone, or has another size than when it was read, is left.
     *
     * @return files moved
     */
    public int carryOut(List<Move> moves) throws IOException {
        int moved = 0;
        for (Move move : moves) {
            Path file = Path.of(move.path());
            if (Files.isRegularFile(file) && Files.size(file) == move.bytes()) {
                carryOut(move, file);
                moved++;
            }
        }
        return moved;
    }

    /** Of moves that an earlier run decided on, those it did not come to: the file is there and is still the same. */
    public List<Move> leftOver(List<Move> moves) throws IOException {
        List<Move> left = new ArrayList<>();
        for (Move move : moves) {
            Path file = Path.of(move.path());
            if (Files.isRegularFile(file)
                    && Files.size(file) == move.bytes()
                    && hash(file).equals(move.sha256())) {
                left.add(move);
            }
        }
        return left;
    }

    private void carryOut(Move move, Path file) throws IOException {
        Path folder = move.reason() == null ? done : quarantine;
        Path relative = file.startsWith(incoming) ? incoming.relativize(file) : file.getFileName();
        Path target = free(folder.resolve(relative));
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        if (move.reason() != null) {
            Files.writeString(target.resolveSibling(target.getFileName() + REASON), move.reason() + "\n");
        }
        move(file, target);
    }

    /** The path, or one with a number before the name's first dot, that nothing has yet. */
    private static Path free(Path wanted) {
        String name = wanted.getFileName().toString();
        int dot = name.indexOf('.', 1);
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? "" : name.substring(dot);
        Path candidate = wanted;
        for (int number = 2; Files.exists(candidate); number++) {
            candidate = wanted.resolveSibling(stem + "~" + number + ending);
        }
        return candidate;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Another file system: the copy gets its name only when it is whole.
            Path part = to.resolveSibling("." + to.getFileName() + ".part");
            Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(from);
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[COPY_BYTES];
            while (digest.read(buffer) >= 0) {
                // Only the digest is wanted.
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
