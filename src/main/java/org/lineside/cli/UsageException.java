package org.lineside.cli;

import java.io.Serial;

/** The command line asks for something that makes no sense; the message says what to write instead. */
public final class UsageException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With a message for people. */
    public UsageException(String message) {
        super(message);
    }
}
