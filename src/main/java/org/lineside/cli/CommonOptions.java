package org.lineside.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.cli.output.OutputFormat;
import org.lineside.logging.LogFormat;
import org.lineside.logging.Logging.Verbosity;
import picocli.CommandLine.Option;

/** The options every verb has. */
final class CommonOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 100,
            description = "configuration (default: /etc/lineside/lineside.toml if it exists)")
    @Nullable
    Path config;

    @Option(
            names = "--db",
            paramLabel = "FILE",
            order = 101,
            description = "database (default: /var/lib/lineside/lineside.db)")
    @Nullable
    Path db;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            order = 102,
            description = "set one key of the configuration, such as decision.storm=20; may be repeated")
    List<String> set = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            order = 103,
            description = "threads to work with (default: all; the result is the same for any number)")
    @Nullable
    Integer threads;

    @Option(
            names = "--format",
            paramLabel = "table|tsv|json",
            order = 104,
            description = "how lists are written (default: table)")
    OutputFormat format = OutputFormat.TABLE;

    @Option(
            names = "--log",
            paramLabel = "human|json",
            order = 105,
            description = "how the log is written (default: human)")
    LogFormat log = LogFormat.HUMAN;

    @Option(
            names = {"-q", "--quiet"},
            order = 106,
            description = "log warnings and errors only")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 107,
            description = "log more, and stack traces of failures")
    boolean verbose;

    @Option(names = "--version", versionHelp = true, order = 108, description = "print the version and end")
    boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 109,
            description = "print this help and end")
    boolean help;

    Verbosity verbosity() {
        return quiet ? Verbosity.QUIET : verbose ? Verbosity.VERBOSE : Verbosity.NORMAL;
    }

    /** Threads to work with, at least one. */
    int threadCount() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1 || threads > 1024) {
            throw new UsageException("--threads " + threads + ": expected a number from 1 to 1024");
        }
        return threads;
    }

    void check() {
        if (quiet && verbose) {
            throw new UsageException("-q and -v contradict each other: give one of them");
        }
    }
}
