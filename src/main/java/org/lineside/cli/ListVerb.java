package org.lineside.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.lineside.attribution.Incident;
import org.lineside.cli.output.Listing;
import org.lineside.cli.output.OutputFormat;
import org.lineside.cli.view.CallView;
import org.lineside.cli.view.IncidentView;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code incidents}, {@code findings} and {@code calls}. */
@Command
final class ListVerb implements Verb {
    private static final List<String> LABELS = List.of(
            "",
            "What you know of an incident or a call is told by a small file, tab separated, with a header:",
            "",
            "  incident_id<TAB>verdict<TAB>cause<TAB>text",
            "  20260312-1305-GR3001A<TAB>false<TAB><TAB>antenna was turned on purpose",
            "",
            "verdict: true (it was a fault) or false (a false alarm); cause and text may be empty; call_id in place of",
            "incident_id speaks of one call. Give the file to lineside detect, or lay it into incoming/ for",
            "lineside run. A false alarm is closed and its like is muted for decision.mute_days, until it changes;",
            "a confirmed fault is raised earlier when it returns. lineside explain ID says what was told.");

    private final Subject subject;

    @Mixin
    FilterOptions options = new FilterOptions();

    ListVerb(Subject subject) {
        this.subject = subject;
    }

    /** What is listed. */
    enum Subject {
        /** What the operator acts on. */
        INCIDENTS("No open incidents", "closed ones too"),
        /** Stretches of calls that deviate. */
        FINDINGS("No findings of anything still open", "those of closed incidents too"),
        /** Judged calls. */
        CALLS("No anomalous calls", "every judged call");

        private final String none;
        private final String more;

        Subject(String none, String more) {
            this.none = none;
            this.more = more;
        }
    }

    @Override
    public void run(Invocation invocation) {
        Filter filter = options.filter(Instant.now());
        try (Store store = Store.open(invocation.settings().paths().db(), Store.Mode.READ)) {
            switch (subject) {
                case INCIDENTS -> incidents(invocation, store, store.incidents().list(filter));
                case FINDINGS ->
                    list(invocation, store, CallView.FINDINGS, store.calls().findings(filter));
                case CALLS ->
                    list(invocation, store, CallView.CALLS, store.calls().list(filter));
            }
        }
    }

    @Override
    public List<String> footer() {
        return switch (subject) {
            case INCIDENTS, CALLS -> LABELS;
            case FINDINGS -> List.of();
        };
    }

    private void incidents(Invocation invocation, Store store, List<Incident> incidents) {
        if (invocation.format() == OutputFormat.TABLE && !incidents.isEmpty()) {
            IncidentView.print(incidents, invocation.terminal().columns(), invocation.out());
        } else {
            list(invocation, store, IncidentView.LISTING, incidents);
        }
    }

    private <R> void list(Invocation invocation, Store store, Listing<R> listing, List<R> rows) {
        if (invocation.format() == OutputFormat.TABLE && rows.isEmpty()) {
            sayNothing(store, invocation.out());
        } else {
            invocation.list(listing, rows);
        }
    }

    /** An empty list says why, and what to do. */
    private void sayNothing(Store store, PrintStream out) {
        long judged = store.calls().countsByVerdict().values().stream()
                .mapToLong(n -> n)
                .sum();
        boolean filtered =
                options.since != null || options.cell != null || options.mobile != null || options.severity != null;
        if (judged == 0) {
            out.print("No calls have been judged yet: lineside detect PATH judges files, lineside run those in"
                    + " incoming/.\n");
        } else if (options.all) {
            out.print(filtered ? "Nothing matches these filters.\n" : "Nothing: all judged calls are sound.\n");
        } else {
            out.print(
                    subject.none + (filtered ? " match these filters" : "") + "; --all shows " + subject.more + ".\n");
        }
    }
}
