package org.lineside.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Attribution;
import org.lineside.attribution.Incident;
import org.lineside.cli.output.OutputFormat;
import org.lineside.evaluation.EarlyLook;
import org.lineside.evaluation.Estimate;
import org.lineside.evaluation.Evaluation;
import org.lineside.evaluation.EvaluationReport;
import org.lineside.evaluation.Evaluator;
import org.lineside.evaluation.Results;
import org.lineside.evaluation.Truth;
import org.lineside.evaluation.TruthReader;
import org.lineside.findings.Finding;
import org.lineside.pipeline.Replay;
import org.lineside.store.Filter;
import org.lineside.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--passes",
            paramLabel = "N",
            description = "Look too what was known of each fault once N calls had felt it; 0 leaves that out.")
    int passes = EarlyLook.PASSES;

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
            invocation.progress().stage("evaluating", 0, "faults");
            evaluations.add(evaluate(pairs.get(i), TruthReader.read(pairs.get(i + 1)), invocation));
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

    private Evaluation evaluate(Path db, Truth truth, Invocation invocation) {
        try (Store store = Store.open(db, Store.Mode.READ)) {
            List<Results.Call> calls = store.calls().list(Filter.ALL).stream()
                    .map(v -> new Results.Call(
                            v.info().callId(),
                            v.verdict().word(),
                            v.anomalous(),
                            v.score(),
                            v.info().endMs()))
                    .toList();
            List<Finding> findings = store.calls().findings(Filter.ALL);
            Results now = results(
                    calls, findings, Finding::incidentId, store.incidents().list(Filter.ALL));
            Replay replay =
                    passes == 0 ? null : Replay.of(invocation.setup(), store).orElse(null);
            return replay == null
                    ? Evaluator.evaluate(truth, now)
                    : Evaluator.evaluate(
                            truth, now, new EarlyLook(passes, t -> then(calls, findings, replay.until(t))));
        }
    }

    private static Results then(List<Results.Call> calls, List<Finding> findings, Attribution attribution) {
        return results(calls, findings, f -> attribution.incidentOf().get(f.findingId()), attribution.incidents());
    }

    private static Results results(
            List<Results.Call> calls,
            List<Finding> findings,
            Function<Finding, @Nullable String> incidentOf,
            List<Incident> incidents) {
        return new Results(
                calls,
                findings.stream()
                        .map(f -> new Results.Finding(f.callId(), incidentOf.apply(f), f.startMs(), f.endMs()))
                        .toList(),
                incidents.stream()
                        .map(i -> new Results.Incident(
                                i.incidentId(), i.scope(), i.entity(), i.cause(), i.openedAtMs(), i.lastSeenAtMs()))
                        .toList());
    }
}
