package org.lineside.cli;

import java.io.PrintStream;
import org.lineside.cli.view.Words;
import org.lineside.pipeline.Learning;
import org.lineside.pipeline.Learning.Learned;
import org.lineside.pipeline.Learning.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code learn PATH…}: builds references from healthy days. */
@Command
final class LearnVerb implements Verb {
    @Mixin
    PathsOption input = new PathsOption();

    @Override
    public void run(Invocation invocation) {
        Report report = Learning.learn(invocation.setup(), input.existing());
        PrintStream out = invocation.out();
        out.print("Read " + Words.count(report.lines(), "line") + " of " + Words.count(report.files(), "file") + ": "
                + Words.count(report.calls(), "call") + ".\n");
        ReadingView.problems(report.quarantined(), report.rejected(), invocation);
        Learned model = report.model();
        if (report.known() != null) {
            out.print("Already learned: all of this is in model " + report.known() + ". Nothing was changed.\n");
        } else if (model == null && report.labels() > 0 && report.calls() == 0) {
            out.print(Words.count(report.labels(), "label") + " taken up; nothing to learn from.\n");
        } else if (model == null) {
            out.print("Nothing could be learned: no call is left to learn from.\n");
        } else {
            print(model, report.calls(), out);
        }
    }

    private static void print(Learned model, int calls, PrintStream out) {
        out.print(Words.count(model.references(), "reference") + " learned, " + model.provisional()
                + " of them provisional; " + covered(model.covered(), calls) + " of the calls have one.\n");
        if (model.inForce()) {
            out.print("Model " + model.modelId() + " is in force: lineside detect PATH judges calls against it.\n");
        } else if (model.firstTry()) {
            out.print("Model " + model.modelId() + " is not in force: " + model.validation()
                    + ". Learn from more days: each route needs some passes by different trains.\n");
        } else {
            out.print("Model " + model.modelId() + " was rejected: " + model.validation() + ". lineside models promote "
                    + model.modelId() + " puts it in force all the same.\n");
        }
    }

    private static String covered(int covered, int calls) {
        return calls == 0 ? "none" : Math.round(100.0 * covered / calls) + " %";
    }
}
