package org.lineside.intake.source;

/** A file cannot be read as what it should be. The message is one sentence for people. */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1;

    /** A file that cannot be read, for this reason. */
    public UnreadableFileException(String message) {
        super(message);
    }

    UnreadableFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
