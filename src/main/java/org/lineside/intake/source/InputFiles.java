package org.lineside.intake.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the files behind the paths a user gives. */
public final class InputFiles {
    private InputFiles() {}

    /**
     * All files, absolute, sorted, each once. Folders are searched with all below them; hidden names and names ending in
     * {@code .part} are left out there, and taken when given by name.
     *
     * @throws IllegalArgumentException when a path does not exist; the message says which
     */
    public static List<Path> find(List<Path> paths) {
        TreeSet<Path> found = new TreeSet<>();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (Files.isDirectory(absolute)) {
                addFolder(absolute, found);
            } else if (Files.exists(absolute)) {
                found.add(absolute);
            } else {
                throw new IllegalArgumentException("no such file or folder: " + path);
            }
        }
        return List.copyOf(found);
    }

    private static void addFolder(Path folder, Set<Path> found) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") || name.endsWith(".part")) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    addFolder(entry, found);
                } else if (Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be listed", e);
        }
    }
}
