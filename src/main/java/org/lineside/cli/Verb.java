package org.lineside.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** One verb of the command: picocli's annotations on its own options, and what it does. */
interface Verb {
    /**
     * Does it. Returning means exit status 0; {@link Failure} says what each exception means.
     *
     * @throws IOException when a file can't be read or written
     */
    void run(Invocation invocation) throws IOException;

    /** Its own options. */
    default CommandSpec spec() {
        return CommandSpec.forAnnotatedObject(this);
    }

    /** What the help says at its end, a line each. */
    default List<String> footer() {
        return List.of();
    }
}
