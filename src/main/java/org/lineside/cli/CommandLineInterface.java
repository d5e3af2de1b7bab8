package org.lineside.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lineside.cli.output.LogProgress;
import org.lineside.cli.output.ServiceProgress;
import org.lineside.cli.output.Terminal;
import org.lineside.cli.output.TerminalProgress;
import org.lineside.config.Configuration;
import org.lineside.config.SettingsLoader;
import org.lineside.logging.LogFormat;
import org.lineside.logging.Logging;
import org.lineside.logging.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Reads the arguments, runs the verb, says what went wrong.
 *
 * @param out where results go
 * @param err where the log and the complaints go
 * @param terminal what is known of the terminal
 * @param journal whether the error stream goes to a journal, which adds the time itself
 * @param version the program's version
 * @param service told how far the work has come when a service manager started it
 */
public record CommandLineInterface(
        PrintStream out,
        PrintStream err,
        Terminal terminal,
        boolean journal,
        String version,
        Consumer<String> service) {
    /** Name of the mixin with the options that every verb takes. */
    public static final String COMMON = "common";

    private static final String COMMAND = "lineside";
    private static final int HELP_COLUMNS = 100;

    /** A command that no service manager started. */
    public CommandLineInterface(PrintStream out, PrintStream err, Terminal terminal, boolean journal, String version) {
        this(out, err, terminal, journal, version, state -> {});
    }

    /** What each verb takes, by its name, in the order of the help. */
    public static Map<String, CommandSpec> verbs() {
        Map<String, CommandSpec> verbs = new LinkedHashMap<>();
        Verbs.ALL.forEach(entry ->
                verbs.put(entry.name(), parser(entry, entry.maker().get()).getCommandSpec()));
        return verbs;
    }

    /** The command with all verbs below it, as completion wants to see it. */
    public static CommandLine all() {
        CommandLine all = new CommandLine(CommandSpec.create().name(COMMAND));
        Verbs.ALL.forEach(entry ->
                all.addSubcommand(entry.name(), parser(entry, entry.maker().get())));
        return all;
    }

    /** Does what the arguments ask for and returns the exit status. */
    public ExitStatus run(String... args) {
        Optional<Verbs.Entry> verb = args.length == 0 ? Optional.empty() : Verbs.named(args[0]);
        ExitStatus status =
                verb.isPresent() ? runVerb(verb.get(), Arrays.copyOfRange(args, 1, args.length)) : withoutVerb(args);
        out.flush();
        err.flush();
        return status;
    }

    private ExitStatus withoutVerb(String... args) {
        String first = args.length == 0 ? "" : args[0];
        switch (first) {
            case "--version" -> printVersion();
            case "-h", "--help" -> TopLevelHelp.print(Verbs.ALL, out);
            case "" -> {
                TopLevelHelp.print(Verbs.ALL, err);
                return ExitStatus.USAGE;
            }
            default -> {
                String what = first.startsWith("-") ? "options stand behind the verb" : "there is no such verb";
                complain(first + ": " + what + "; " + COMMAND + " --help shows the verbs");
                return ExitStatus.USAGE;
            }
        }
        return ExitStatus.DONE;
    }

    private ExitStatus runVerb(Verbs.Entry entry, String... args) {
        Verb verb = entry.maker().get();
        CommonOptions common = CommonOptions.none();
        CommandLine parser = parser(entry, verb);
        try {
            ParseResult parsed = parser.parseArgs(args);
            common = CommonOptions.of(parsed);
            if (parsed.isUsageHelpRequested()) {
                parser.usage(out, Ansi.OFF);
            } else if (parsed.isVersionHelpRequested()) {
                printVersion();
            } else {
                run(verb, common);
            }
            return ExitStatus.DONE;
        } catch (ParameterException | UsageException e) {
            complain(e.getMessage() + "; " + COMMAND + " " + entry.name() + " --help shows what it takes");
            return ExitStatus.USAGE;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return failed(e, common);
        }
    }

    private static CommandLine parser(Verbs.Entry entry, Verb verb) {
        CommandSpec spec = verb.spec();
        spec.name(COMMAND + " " + entry.name());
        spec.usageMessage().description(entry.description()).width(HELP_COLUMNS).sortOptions(false);
        spec.usageMessage().abbreviateSynopsis(true);
        spec.usageMessage().footer(verb.footer().toArray(String[]::new));
        spec.addMixin(COMMON, CommonOptions.spec());
        return new CommandLine(spec).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private void run(Verb verb, CommonOptions common) throws IOException {
        common.check();
        int threads = common.threadCount();
        Configuration configuration = new SettingsLoader().load(common.config(), common.set(), common.db());
        if (terminal.errors() && !common.quiet()) {
            try (TerminalProgress bar = new TerminalProgress(err, terminal.columns(), System::nanoTime)) {
                Logging.start(common.log(), common.verbosity(), !journal, new BarAwareStream(err, bar));
                verb.run(invocation(common, configuration, threads, bar));
            }
        } else {
            Logging.start(common.log(), common.verbosity(), !journal, err);
            LogProgress log = new LogProgress(System::nanoTime);
            try (ServiceProgress progress = new ServiceProgress(log, service, System::nanoTime)) {
                verb.run(invocation(common, configuration, threads, progress));
            }
        }
    }

    private Invocation invocation(CommonOptions common, Configuration configuration, int threads, Progress progress) {
        return new Invocation(configuration, threads, common.format(), out, terminal, progress, version);
    }

    private ExitStatus failed(Throwable thrown, CommonOptions common) {
        Failure failure = Failure.of(thrown);
        Logging.start(common.log(), common.verbosity(), !journal, err);
        Logger log = LoggerFactory.getLogger(CommandLineInterface.class);
        if (common.log() == LogFormat.JSON) {
            failure.message().lines().forEach(log::error);
        } else {
            complain(failure.message());
        }
        log.debug("where it failed", thrown);
        return failure.status();
    }

    private void complain(String message) {
        message.lines().forEach(line -> err.print(COMMAND + ": " + line + "\n"));
    }

    private void printVersion() {
        out.print(COMMAND + " " + version + "\n");
    }
}
