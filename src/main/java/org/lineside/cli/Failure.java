package org.lineside.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.lineside.config.ConfigurationException;
import org.lineside.pipeline.PipelineException;
import org.lineside.store.StoreException;
import picocli.CommandLine.ParameterException;

/**
 * What a failure means to the one who called: the only place where exceptions become exit statuses.
 *
 * @param status the exit status
 * @param message for people, possibly of several lines
 * @param expected false for what looks like an error in the program
 */
record Failure(ExitStatus status, String message, boolean expected) {
    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case ParameterException e -> expected(ExitStatus.USAGE, e);
            case UsageException e -> expected(ExitStatus.USAGE, e);
            case ConfigurationException e -> expected(ExitStatus.CONFIGURATION, e);
            case StoreException.Busy e -> expected(ExitStatus.BUSY, e);
            case StoreException e -> expected(ExitStatus.FAILED, e);
            case VerbFailedException e -> expected(ExitStatus.FAILED, e);
            case PipelineException e -> expected(ExitStatus.FAILED, e);
            case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
            case NoSuchFileException e -> failed(e.getFile() + ": there is no such file or folder");
            case AccessDeniedException e -> failed(e.getFile() + ": permission denied");
            case FileSystemException e -> failed(e.getFile() + ": " + reason(e));
            case IOException e -> failed(said(e));
            case OutOfMemoryError e ->
                failed("the memory is not enough; give more, for example with LINESIDE_HEAP=1536m in the environment");
            default ->
                new Failure(
                        ExitStatus.FAILED,
                        "unexpected " + thrown.getClass().getSimpleName() + ": " + said(thrown)
                                + "; nothing is lost, -v shows where it happened",
                        false);
        };
    }

    private static Failure expected(ExitStatus status, Exception e) {
        return new Failure(status, said(e), true);
    }

    private static Failure failed(String message) {
        return new Failure(ExitStatus.FAILED, message, true);
    }

    private static String reason(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    }

    private static String said(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
