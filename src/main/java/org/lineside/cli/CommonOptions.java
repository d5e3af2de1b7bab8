package org.lineside.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.cli.output.OutputFormat;
import org.lineside.logging.LogFormat;
import org.lineside.logging.Logging.Verbosity;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options every verb has. Said in code: to read so many annotations would take an eighth of a start.
 *
 * @param config the configuration given, null for the default one
 * @param db the database given, null for the one configured
 * @param set keys of the configuration to set, as they were typed
 * @param threads threads asked for, null for all
 * @param format how lists are written
 * @param log how the log is written
 * @param quiet whether warnings and errors only are logged
 * @param verbose whether more is logged
 */
record CommonOptions(
        @Nullable Path config,
        @Nullable Path db,
        List<String> set,
        @Nullable Integer threads,
        OutputFormat format,
        LogFormat log,
        boolean quiet,
        boolean verbose) {
    private static final String CONFIG = "--config";
    private static final String DB = "--db";
    private static final String SET = "--set";
    private static final String THREADS = "--threads";
    private static final String FORMAT = "--format";
    private static final String LOG = "--log";
    private static final String QUIET = "--quiet";
    private static final String VERBOSE = "--verbose";

    /** In the help they stand behind the verb's own. */
    private static final int FIRST = 100;

    /** The options, for the parser. */
    static CommandSpec spec() {
        List<OptionSpec.Builder> options = List.of(
                value(CONFIG, "FILE", Path.class, "configuration (default: /etc/lineside/lineside.toml if it exists)"),
                value(DB, "FILE", Path.class, "database (default: /var/lib/lineside/lineside.db)"),
                value(
                                SET,
                                "KEY=VALUE",
                                List.class,
                                "set one key of the configuration, such as decision.storm=20; may be repeated")
                        .auxiliaryTypes(String.class),
                value(
                        THREADS,
                        "N",
                        Integer.class,
                        "threads to work with (default: all; the result is the same for any number)"),
                value(FORMAT, "table|tsv|json", OutputFormat.class, "how lists are written (default: table)"),
                value(LOG, "human|json", LogFormat.class, "how the log is written (default: human)"),
                flag("log warnings and errors only", "-q", QUIET),
                flag("log more, and stack traces of failures", "-v", VERBOSE),
                flag("print the version and end", "--version").versionHelp(true),
                flag("print this help and end", "-h", "--help").usageHelp(true));
        CommandSpec spec = CommandSpec.create();
        for (int i = 0; i < options.size(); i++) {
            spec.addOption(options.get(i).order(FIRST + i).build());
        }
        return spec;
    }

    private static OptionSpec.Builder value(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name).arity("1").paramLabel(label).type(type).description(description);
    }

    private static OptionSpec.Builder flag(String description, String... names) {
        return OptionSpec.builder(names).arity("0").type(boolean.class).description(description);
    }

    /** When none is given. */
    static CommonOptions none() {
        return new CommonOptions(null, null, List.of(), null, OutputFormat.TABLE, LogFormat.HUMAN, false, false);
    }

    /** As they were given. */
    static CommonOptions of(ParseResult parsed) {
        CommonOptions none = none();
        return new CommonOptions(
                parsed.matchedOptionValue(CONFIG, none.config),
                parsed.matchedOptionValue(DB, none.db),
                parsed.matchedOptionValue(SET, none.set),
                parsed.matchedOptionValue(THREADS, none.threads),
                parsed.matchedOptionValue(FORMAT, none.format),
                parsed.matchedOptionValue(LOG, none.log),
                parsed.matchedOptionValue(QUIET, none.quiet),
                parsed.matchedOptionValue(VERBOSE, none.verbose));
    }

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
