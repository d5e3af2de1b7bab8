package org.lineside.cli;

import org.lineside.cli.view.Words;
import org.lineside.pipeline.Watch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code run}: what the timer starts. */
final class RunVerb implements Verb {
    /** None: picocli need not look for annotations at what is started all day. */
    @Override
    public CommandSpec spec() {
        return CommandSpec.create();
    }

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
