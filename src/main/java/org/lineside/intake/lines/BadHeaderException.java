package org.lineside.intake.lines;

/** The first line of a file does not say what the file is. The message is one sentence for people. */
public final class BadHeaderException extends Exception {
    private static final long serialVersionUID = 1;

    BadHeaderException(String message) {
        super(message);
    }
}
