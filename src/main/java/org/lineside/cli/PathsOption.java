package org.lineside.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The files and folders a verb reads. */
final class PathsOption {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files, or folders with all files below them")
    List<Path> paths = new ArrayList<>();

    /** The paths; throws UsageException naming one that does not exist. */
    List<Path> existing() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new UsageException(path + ": there is no such file or folder");
            }
        }
        return paths;
    }
}
