package org.lineside.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What {@code lineside --help} prints. Written directly: no verb need be built to show its name. */
final class TopLevelHelp {
    private TopLevelHelp() {}

    static void print(List<Verbs.Entry> verbs, PrintStream to) {
        to.print("""
                Usage: lineside VERB [options]
                Watches the radio of a railway: learns what the signal should look like and says what went wrong.

                Verbs:
                """);
        verbs.forEach(v -> to.print(String.format(Locale.ROOT, "  %-10s  %s%n", v.name(), v.description())));
        to.print("""

                "lineside VERB --help" shows what a verb takes. Without a verb: --help, --version.

                Exit status: 0 done, anomalies found or not; 1 failed, the next run takes it up; 2 usage;
                75 another run holds the database; 78 configuration wrong.
                """);
    }
}
