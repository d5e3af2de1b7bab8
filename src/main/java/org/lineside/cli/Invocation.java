package org.lineside.cli;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import org.lineside.cli.output.Listing;
import org.lineside.cli.output.OutputFormat;
import org.lineside.cli.output.Terminal;
import org.lineside.config.Configuration;
import org.lineside.config.Settings;
import org.lineside.logging.Progress;
import org.lineside.pipeline.Setup;

/**
 * What a verb works with: everything the common options say, checked.
 *
 * @param configuration the configuration in force
 * @param threads threads to work with, at least 1
 * @param format how lists are written
 * @param out where results go, UTF-8
 * @param terminal what is known of the terminal
 * @param progress tells how far the work has come
 * @param version the program's version
 */
record Invocation(
        Configuration configuration,
        int threads,
        OutputFormat format,
        PrintStream out,
        Terminal terminal,
        Progress progress,
        String version) {
    Settings settings() {
        return configuration.settings();
    }

    /** What the pipeline works with. */
    Setup setup() {
        return new Setup(settings(), threads, progress, version, InstantSource.system());
    }

    /** Writes a list in the format asked for. */
    <R> void list(Listing<R> listing, List<R> rows) {
        listing.write(rows, format, terminal.columns(), out);
    }
}
