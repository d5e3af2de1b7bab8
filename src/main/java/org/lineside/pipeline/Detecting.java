package org.lineside.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Incident;
import org.lineside.findings.Verdict;
import org.lineside.intake.FileReport;
import org.lineside.intake.IntakeResult;
import org.lineside.pipeline.ModelKeeper.Champion;
import org.lineside.publish.metrics.Metrics;
import org.lineside.store.Filter;
import org.lineside.store.ModelTable;
import org.lineside.store.RunTable;
import org.lineside.store.Store;

/** {@code detect}: the calls in files against the references in force. */
public final class Detecting {
    private Detecting() {}

    /**
     * What came of it.
     *
     * @param files files read
     * @param quarantined files set aside
     * @param known files whose content was judged before
     * @param lines lines read
     * @param rejected lines rejected
     * @param calls calls by verdict
     * @param openIncidents incidents open now
     * @param model the model in force, null without one
     */
    public record Report(
            int files,
            long quarantined,
            long known,
            long lines,
            long rejected,
            Map<Verdict, Integer> calls,
            List<Incident> openIncidents,
            @Nullable String model) {}

    /**
     * Judges complete input.
     *
     * @throws PipelineException when there is nothing to read, or the references in force can't be read
     */
    public static Report detect(Setup setup, List<Path> paths) {
        return RunFrame.run(setup, "detect", (store, runId) -> detect(setup, paths, store, runId), (store, r) -> {});
    }

    private static RunFrame.Done<Report> detect(Setup setup, List<Path> paths, Store store, long runId) {
        @Nullable Champion champion = new ModelKeeper(setup, store).champion().orElse(null);
        Set<String> judged = store.runs().judged();
        Batch batch = new Batch(setup, store);
        Taken taken = taken(Reading.complete(setup, store, paths, judged::contains), paths, store, runId, batch);
        IntakeResult read = taken.read();
        setup.progress().stage("judging", taken.calls().calls().size(), "calls");
        batch.judge(taken.calls(), champion);
        Incidents.update(setup, store, () -> champion, batch.oldestMs(), read, new SecondLook(setup, store));
        batch.recount(runId);
        Health.update(setup, store);
        batch.drift().decibels().ifPresent(d -> store.runs().saveGauge(runId, Metrics.DRIFT_GAUGE, d));
        return new RunFrame.Done<>(report(read, batch, store), counters(read, batch));
    }

    /** What was read, apart from the calls, which are let go as they are judged. */
    private record Taken(IntakeResult read, Waiting calls) {}

    private static Taken taken(IntakeResult read, List<Path> paths, Store store, long runId, Batch batch) {
        Input.require(read.files(), paths);
        Reading.remember(store, runId, read);
        Waiting calls = new Waiting(batch.joined(Reading.withKnownWorks(read.calls(), store)));
        return new Taken(read.withoutCalls(), calls);
    }

    static RunTable.Counters counters(IntakeResult read, Batch batch) {
        return new RunTable.Counters(
                read.lines(), read.rejected(), batch.seen(), batch.judged(), batch.count(Verdict.ANOMALOUS));
    }

    static Report report(IntakeResult read, Batch batch, Store store) {
        return new Report(
                read.files().size(),
                read.files(FileReport.State.QUARANTINED),
                read.files(FileReport.State.DUPLICATE),
                read.lines(),
                read.rejected(),
                batch.verdicts(),
                store.incidents().list(Filter.CURRENT),
                store.models().champion().map(ModelTable.Model::modelId).orElse(null));
    }
}
