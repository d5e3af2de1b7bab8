package org.lineside.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.cli.output.Listing;
import org.lineside.cli.output.OutputFormat;
import org.lineside.cli.view.HealthView;
import org.lineside.health.Period;
import org.lineside.store.HealthTable;
import org.lineside.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code health cells|mobiles|edges|intervals|network}: how they are, whether or not anything is wrong. */
@Command
final class HealthVerb implements Verb {
    /** What is listed. */
    enum Subject {
        /** Effects by cell. */
        CELLS,
        /** Effects by mobile. */
        MOBILES,
        /** Handovers by ordered pair of cells. */
        EDGES,
        /** Coverage by interval of track. */
        INTERVALS,
        /** What the network is held to. */
        NETWORK
    }

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "cells|mobiles|edges|intervals|network",
            description = {
                "cells, mobiles: how far each lies off its reference",
                "edges: handovers between two cells",
                "intervals: coverage of each 100 m of track",
                "network: lost connections and handovers by service (default)"
            })
    Subject subject = Subject.NETWORK;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "from that day on: 2026-03-01, or 24h, 7d ago (default: the newest day only)")
    @Nullable
    String since;

    @Option(names = "--month", description = "months in the place of days; intervals and network only")
    boolean month;

    @Option(names = "--cell", paramLabel = "ID", description = "only this cell; cells and edges only")
    @Nullable
    String cell;

    @Option(names = "--mobile", paramLabel = "ID", description = "only this mobile; mobiles only")
    @Nullable
    String mobile;

    @Override
    public void run(Invocation invocation) {
        check();
        String day = since == null
                ? null
                : FilterOptions.time(since, Instant.now())
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
        HealthTable.Wanted wanted = new HealthTable.Wanted(month ? Period.MONTH : Period.DAY, day, cell, mobile);
        try (Store store = Store.open(invocation.settings().paths().db(), Store.Mode.READ)) {
            HealthTable health = store.health();
            switch (subject) {
                case CELLS -> list(invocation, HealthView.CELLS, health.cells(wanted));
                case MOBILES -> list(invocation, HealthView.MOBILES, health.mobiles(wanted));
                case EDGES -> list(invocation, HealthView.EDGES, health.edges(wanted));
                case INTERVALS -> list(invocation, HealthView.INTERVALS, health.intervals(wanted));
                case NETWORK -> list(invocation, HealthView.NETWORK, health.network(wanted));
            }
        }
    }

    private void check() {
        boolean hasMonths = subject == Subject.INTERVALS || subject == Subject.NETWORK;
        if (month && !hasMonths) {
            throw new UsageException("--month: only intervals and network are summed up by month");
        }
        if (cell != null && subject != Subject.CELLS && subject != Subject.EDGES) {
            throw new UsageException("--cell: only the lists of cells and edges are by cell");
        }
        if (mobile != null && subject != Subject.MOBILES) {
            throw new UsageException("--mobile: only the list of mobiles is by mobile");
        }
    }

    private <R> void list(Invocation invocation, Listing<R> listing, List<R> rows) {
        if (rows.isEmpty() && invocation.format() == OutputFormat.TABLE) {
            invocation
                    .out()
                    .print("Nothing of this is known: lineside detect PATH judges files, lineside run those in"
                            + " incoming/; --since asks for earlier days.\n");
        } else {
            invocation.list(listing, rows);
        }
    }
}
