package org.lineside.intake;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.intake.lines.Reject;

/**
 * The rejected lines of one input file, as TSV. Written under a hidden name ending in {@code .part}, and renamed when
 * complete; a file without rejects leaves none.
 */
final class RejectsFile {
    private static final String HEADER = "file\tline\tfield\tcolumn\tvalue\texpected\n";
    private static final int HASH_SHOWN = 12;

    private final Path folder;
    private final Path part;
    private final String name;
    private @Nullable BufferedWriter out;

    RejectsFile(Path folder, Path input, int number) {
        this.folder = folder;
        this.name = input.getFileName().toString();
        this.part = folder.resolve(
                "." + name + "." + number + "." + ProcessHandle.current().pid() + ".part");
    }

    void write(List<Reject> rejects) {
        if (rejects.isEmpty()) {
            return;
        }
        try {
            if (out == null) {
                Files.createDirectories(folder);
                out = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
                out.write(HEADER);
            }
            for (Reject r : rejects) {
                out.write(clean(r.file())
                        + '\t'
                        + r.line()
                        + '\t'
                        + r.field()
                        + '\t'
                        + clean(r.column())
                        + '\t'
                        + clean(r.value())
                        + '\t'
                        + clean(r.expected())
                        + '\n');
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A value without the characters that part fields and lines. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\t' -> clean.append("\\t");
                case '\n' -> clean.append("\\n");
                case '\r' -> clean.append("\\r");
                case '\\' -> clean.append("\\\\");
                default -> clean.append(c < ' ' ? '\uFFFD' : c);
            }
        }
        return clean.toString();
    }

    /** Gives the file its final name, which holds the input's hash so that equal names do not meet. */
    void publish(String sha256) {
        if (out == null) {
            return;
        }
        String hash = sha256.substring(0, Math.min(HASH_SHOWN, sha256.length()));
        try {
            out.close();
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Path target = folder.resolve(name + "." + hash + ".rejects.tsv");
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Forgets what was written. */
    void discard() {
        if (out == null) {
            return;
        }
        try {
            out.close();
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("the rejected lines of " + name + " cannot be written to " + folder, e);
    }
}
