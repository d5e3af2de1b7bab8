package org.lineside.cli;

import java.io.IOException;

/** One verb of the command: picocli's annotations on its own options, and what it does. */
interface Verb {
    /**
     * Does it. Returning means exit status 0; {@link Failure} says what each exception means.
     *
     * @throws IOException when a file can't be read or written
     */
    void run(Invocation invocation) throws IOException;
}
