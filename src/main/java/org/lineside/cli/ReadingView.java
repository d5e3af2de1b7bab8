package org.lineside.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lineside.attribution.Incident;
import org.lineside.cli.view.Words;
import org.lineside.findings.Verdict;
import org.lineside.pipeline.Detecting;

/** What {@code learn}, {@code detect} and {@code run} say at their end. */
final class ReadingView {
    private ReadingView() {}

    /** Files set aside and lines rejected, and where to find out why. */
    static void problems(long quarantined, long rejected, Invocation invocation) {
        PrintStream out = invocation.out();
        if (quarantined > 0) {
            out.print(Words.count(quarantined, "file")
                    + " set aside, the log says why; lineside check PATH says more.\n");
        }
        if (rejected > 0) {
            out.print(Words.count(rejected, "line") + " rejected: see "
                    + invocation.settings().paths().rejects() + ".\n");
        }
    }

    /** What was read, said and found. */
    static void print(Detecting.Report report, Invocation invocation) {
        PrintStream out = invocation.out();
        out.print("Read " + Words.count(report.lines(), "line") + " of " + Words.count(report.files(), "file")
                + (report.known() == 0 ? "" : ", " + Words.count(report.known(), "file") + " of them known already")
                + ".\n");
        problems(report.quarantined(), report.rejected(), invocation);
        calls(report.calls(), out);
        if (report.model() == null && !report.calls().isEmpty()) {
            out.print("No references are in force: lineside learn PATH builds them from healthy days.\n");
        }
        List<Incident> open = report.openIncidents();
        out.print(
                open.isEmpty()
                        ? "No incident is open.\n"
                        : Words.count(open.size(), "incident") + " open: lineside incidents shows them.\n");
    }

    private static void calls(Map<Verdict, Integer> calls, PrintStream out) {
        int all = calls.values().stream().mapToInt(n -> n).sum();
        if (all == 0) {
            out.print("No calls were judged.\n");
            return;
        }
        out.print(Words.count(all, "call") + " judged: "
                + calls.entrySet().stream()
                        .map(e -> e.getValue() + " " + e.getKey().word().replace('_', ' '))
                        .collect(Collectors.joining(", "))
                + ".\n");
    }
}
