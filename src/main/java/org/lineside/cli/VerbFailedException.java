package org.lineside.cli;

import java.io.Serial;

/** A verb can't do what it was asked, for a reason that is nobody's programming error. */
public final class VerbFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With a message for people: what, where, and what to do. */
    public VerbFailedException(String message) {
        super(message);
    }
}
