package org.lineside.cli;

import java.util.List;
import java.util.Locale;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;
import org.lineside.config.Configuration.Entry;
import org.lineside.config.Settings;
import org.lineside.intake.Profiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code config show|check}: by the time it runs the configuration has been loaded and found good. */
@Command
final class ConfigVerb implements Verb {
    private static final Listing<Entry> ENTRIES = new Listing<>(List.of(
            Column.id("key", Entry::key), Column.text("value", Entry::value), Column.text("source", Entry::source)));

    /** What to do with it. */
    enum Action {
        /** Print every key with its value and where that comes from. */
        SHOW,
        /** Say whether it is good. */
        CHECK;

        /** The word people type. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "show|check",
            description = {
                "show: every key, its value, and where it comes from",
                "check: say every problem with file and line; exit status 78 if there is one"
            })
    Action action = Action.SHOW;

    @Override
    public void run(Invocation invocation) {
        switch (action) {
            case SHOW -> invocation.list(ENTRIES, invocation.configuration().entries());
            case CHECK -> check(invocation);
        }
    }

    /** The configuration has been loaded by now; what it names has not. */
    private static void check(Invocation invocation) {
        Settings.Intake intake = invocation.settings().intake();
        Profiles.allowed(intake.profile(), intake.profiles());
        invocation.out().print("The configuration is good.\n");
    }
}
