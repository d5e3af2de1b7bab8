package org.lineside.cli;

import org.lineside.cli.view.Words;
import org.lineside.pipeline.Watch;
import picocli.CommandLine.Command;

/** {@code run}: what the timer starts. */
@Command
final class RunVerb implements Verb {
    @Override
    public void run(Invocation invocation) {
        Watch.Report report = Watch.run(invocation.setup());
        report.learned().forEach(sentence -> invocation.out().print(sentence + "\n"));
        ReadingView.print(report.read(), invocation);
        if (report.waiting() > 0) {
            invocation.out().print(Words.count(report.waiting(), "call") + " not ended yet, kept for the next run.\n");
        }
    }
}
