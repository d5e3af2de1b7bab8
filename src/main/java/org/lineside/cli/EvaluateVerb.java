package org.lineside.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.lineside.cli.output.OutputFormat;
import org.lineside.evaluation.Estimate;
import org.lineside.evaluation.Evaluation;
import org.lineside.evaluation.EvaluationReport;
import org.lineside.evaluation.Evaluator;
import org.lineside.evaluation.Results;
import org.lineside.evaluation.TruthReader;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code evaluate RESULTS TRUTH…}: scores results databases against labels. */
@Command
final class EvaluateVerb implements Verb {
    @Parameters(
            paramLabel = "RESULTS TRUTH",
            arity = "2..*",
            description =
                    "a results database and the truth/ folder of its simulation; more pairs give means over seeds")
    List<Path> pairs = new ArrayList<>();

    private record Measure(String name, ToDoubleFunction<Evaluation> of) {}

    private static final List<Measure> MEASURES = List.of(
            new Measure("average precision", e -> e.averagePrecision().value()),
            new Measure("precision", e -> e.precision().value()),
            new Measure("recall", e -> e.recall().value()),
            new Measure("false flag rate, clean", e -> e.falseFlagRate().value()),
            new Measure("faults found", e -> e.faultRecall().value()),
            new Measure("causes right", e -> e.causeAccuracy().value()),
            new Measure("entities right", e -> e.entityAccuracy().value()),
            new Measure("seconds: precision", Evaluation::secondsPrecision),
            new Measure("seconds: recall", Evaluation::secondsRecall),
            new Measure("incidents per fault found", Evaluation::incidentsPerFault),
            new Measure("false incidents per day", Evaluation::falseIncidentsPerDay));

    @Override
    public void run(Invocation invocation) throws IOException {
        if (pairs.size() % 2 != 0) {
            throw new UsageException("results and truth come in pairs; " + pairs.getLast() + " stands alone");
        }
        List<Evaluation> evaluations = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!Files.isDirectory(pairs.get(i + 1))) {
                throw new UsageException(pairs.get(i + 1) + ": there is no such folder of labels");
            }
            evaluations.add(Evaluator.evaluate(TruthReader.read(pairs.get(i + 1)), results(pairs.get(i))));
        }
        PrintStream out = invocation.out();
        for (Evaluation evaluation : evaluations) {
            boolean json = invocation.format() == OutputFormat.JSON;
            out.println(json ? EvaluationReport.json(evaluation) : EvaluationReport.table(evaluation));
        }
        if (evaluations.size() > 1 && invocation.format() == OutputFormat.TABLE) {
            out.println("Means over " + evaluations.size() + " runs, with 95 % confidence intervals");
            MEASURES.forEach(m -> out.println(line(m, evaluations)));
        }
    }

    private static String line(Measure measure, List<Evaluation> evaluations) {
        Estimate mean =
                Estimate.over(evaluations.stream().mapToDouble(measure.of()).toArray());
        return String.format(
                Locale.ROOT, "%-28s %.3f  [%.3f, %.3f]", measure.name(), mean.value(), mean.low(), mean.high());
    }

    private static Results results(Path db) {
        try (Store store = Store.open(db, Store.Mode.READ)) {
            return new Results(
                    store.calls().list(Filter.ALL).stream()
                            .map(v -> new Results.Call(
                                    v.info().callId(),
                                    v.verdict().word(),
                                    v.anomalous(),
                                    v.score(),
                                    v.info().endMs()))
                            .toList(),
                    store.calls().findings(Filter.ALL).stream()
                            .map(f -> new Results.Finding(f.callId(), f.incidentId(), f.startMs(), f.endMs()))
                            .toList(),
                    store.incidents().list(Filter.ALL).stream()
                            .map(i -> new Results.Incident(
                                    i.incidentId(), i.scope(), i.entity(), i.cause(), i.openedAtMs(), i.lastSeenAtMs()))
                            .toList());
        }
    }
}
