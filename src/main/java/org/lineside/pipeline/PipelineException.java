package org.lineside.pipeline;

import java.io.Serial;

/** The work can't be done, for a reason outside the program; the message is a sentence for people. */
public final class PipelineException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** With what, where, and what to do. */
    public PipelineException(String message) {
        super(message);
    }

    /** The same, with what lies behind it. */
    public PipelineException(String message, Throwable cause) {
        super(message, cause);
    }
}
