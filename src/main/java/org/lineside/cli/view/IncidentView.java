package org.lineside.cli.view;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Cause;
import org.lineside.attribution.Incident;
import org.lineside.attribution.OperatorWord;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;

/** Incidents as an operator reads them: what, where, since when, and a sentence; the words are the database's. */
public final class IncidentView {
    /** Every field, for programs. */
    public static final Listing<Incident> LISTING = new Listing<>(List.of(
            Column.id("incident_id", Incident::incidentId),
            Column.text("scope", i -> i.scope().word()),
            Column.id("entity", Incident::entity),
            Column.text("cause", i -> i.cause().word()),
            Column.number("confidence", Incident::confidence),
            Column.number("severity", Incident::severity),
            Column.time("opened_at", Incident::openedAtMs),
            Column.time("last_seen_at", Incident::lastSeenAtMs),
            Column.time("closed_at", Incident::closedAtMs),
            Column.number("calls_affected", Incident::callsAffected),
            Column.number("calls_observed", Incident::callsObserved),
            Column.number("effect", Incident::effect),
            Column.text("unit", Incident::unit),
            Column.text("summary", Incident::summary),
            Column.json("evidence", Incident::evidence),
            Column.text("label", IncidentView::label),
            Column.time("muted_until", IncidentView::mutedUntil),
            Column.text("found_cause", IncidentView::foundCause)));

    private static final String INDENT = "    ";

    private IncidentView() {}

    /** Writes them for people. */
    public static void print(List<Incident> incidents, int width, PrintStream out) {
        long open = incidents.stream().filter(i -> i.closedAtMs() == null).count();
        long muted = incidents.stream().filter(i -> mutedUntil(i) != null).count();
        long closed = incidents.size() - open - muted;
        out.print(Words.count(open, "open incident") + (closed == 0 ? "" : ", " + closed + " closed")
                + (muted == 0 ? "" : ", " + muted + " called a false alarm") + "\n");
        for (Incident incident : incidents) {
            out.print("\n");
            lines(incident, width).forEach(line -> out.print(line + "\n"));
        }
    }

    static List<String> lines(Incident i, int width) {
        List<String> lines = new ArrayList<>();
        String head = String.format(
                Locale.ROOT,
                "[%d] %s: %s %s, %.0f %% sure",
                i.severity(),
                i.cause().word().replace('_', ' '),
                i.scope().word(),
                i.entity(),
                100 * i.confidence());
        lines.addAll(Words.wrapped(head, "", width));
        lines.addAll(Words.wrapped(i.summary(), INDENT, width));
        lines.addAll(Words.wrapped(when(i) + "; " + howMuch(i), INDENT, width));
        lines.add(INDENT + "lineside explain " + i.incidentId());
        return lines;
    }

    private static @Nullable String label(Incident i) {
        OperatorWord word = i.word();
        return word == null || word.verdict() == null ? null : word.verdict().toString();
    }

    private static @Nullable Long mutedUntil(Incident i) {
        OperatorWord word = i.word();
        return word == null ? null : word.mutedUntilMs();
    }

    private static @Nullable String foundCause(Incident i) {
        OperatorWord word = i.word();
        Cause found = word == null ? null : word.foundCause();
        return found == null ? null : found.word();
    }

    private static String when(Incident i) {
        Long closed = i.closedAtMs();
        Long muted = mutedUntil(i);
        if (muted != null) {
            return "since " + Words.minute(i.openedAtMs()) + ", last seen " + Words.minute(i.lastSeenAtMs())
                    + ", muted until " + Words.minute(muted);
        }
        return "since " + Words.minute(i.openedAtMs())
                + (closed == null
                        ? ", last seen " + Words.minute(i.lastSeenAtMs())
                        : ", gone since " + Words.minute(closed));
    }

    private static String howMuch(Incident i) {
        return String.format(
                Locale.ROOT,
                "%d of %s affected, %s %s",
                i.callsAffected(),
                Words.count(i.callsObserved(), "call"),
                Words.signed(i.effect()),
                i.unit());
    }
}
