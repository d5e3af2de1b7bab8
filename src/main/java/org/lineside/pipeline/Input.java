package org.lineside.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.lineside.intake.FileReport;

/** What is asked of the paths a user gives. */
final class Input {
    private Input() {}

    /** Throws when the paths hold no file at all. */
    static void require(List<FileReport> files, List<Path> paths) {
        if (files.isEmpty()) {
            throw new PipelineException(
                    "No files in " + names(paths) + ". Names that begin with a dot or end in .part are left out.");
        }
    }

    static String names(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
