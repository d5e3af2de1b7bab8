package org.lineside.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.CallSet;
import org.lineside.intake.FileReport;
import org.lineside.intake.IntakeResult;
import org.lineside.store.ModelTable;
import org.lineside.store.RunTable;
import org.lineside.store.Store;

/** {@code learn}: references out of files. */
public final class Learning {
    private Learning() {}

    /**
     * What came of it.
     *
     * @param files files read
     * @param quarantined files set aside
     * @param lines lines read
     * @param rejected lines rejected
     * @param calls calls of the history
     * @param model the model that was made, null when none was
     * @param known the model that had learned all of this before, null otherwise
     * @param labels rows of labels files, which took effect
     */
    public record Report(
            int files,
            long quarantined,
            long lines,
            long rejected,
            int calls,
            @Nullable Learned model,
            @Nullable String known,
            int labels) {}

    /**
     * A model that was made.
     *
     * @param modelId its name
     * @param inForce whether it took force
     * @param firstTry whether there was none in force before
     * @param covered calls that have a reference
     * @param references references learned
     * @param provisional those that rest on few passes
     * @param validation what the validation said
     */
    public record Learned(
            String modelId,
            boolean inForce,
            boolean firstTry,
            int covered,
            int references,
            int provisional,
            String validation) {}

    /**
     * Learns from complete input.
     *
     * @throws PipelineException when there is nothing to learn from
     */
    public static Report learn(Setup setup, List<Path> paths) {
        return RunFrame.run(setup, "learn", (store, runId) -> learn(setup, paths, store, runId), (store, r) -> {});
    }

    /** What was read, apart from the calls, which are let go as they are unpacked. */
    private record Taken(IntakeResult rest, int calls, Waiting waiting) {
        static Taken of(IntakeResult read) {
            return new Taken(read.withoutCalls(), read.calls().calls().size(), new Waiting(read.calls()));
        }

        /** The calls, and what is known beside them; the second time, no calls. */
        CallSet history() {
            CallSet beside = rest.calls();
            return new CallSet(
                    beside.profile(),
                    beside.cellNames(),
                    waiting.takeAll(),
                    beside.cells(),
                    beside.works(),
                    beside.events());
        }
    }

    private static RunFrame.Done<Report> learn(Setup setup, List<Path> paths, Store store, long runId) {
        Taken taken = Taken.of(Reading.complete(setup, store, paths, sha256 -> false));
        IntakeResult read = taken.rest;
        Input.require(read.files(), paths);
        List<String> sources = read.files().stream()
                .filter(f -> f.state() == FileReport.State.LOADED)
                .map(FileReport::sha256)
                .toList();
        boolean nothing = taken.calls == 0 && read.labels().isEmpty();
        if (nothing && read.files(FileReport.State.QUARANTINED) == 0) {
            throw new PipelineException("No measurements in " + Input.names(paths)
                    + ": nothing can be learned. Give files whose header names call_id, time, cell_id and a level.");
        }
        ModelKeeper keeper = new ModelKeeper(setup, store);
        String fingerprint = keeper.fingerprint(sources);
        Optional<ModelTable.Model> known =
                sources.isEmpty() ? Optional.empty() : keeper.alreadyLearned(sources, fingerprint);
        if (known.isPresent()) {
            store.runs()
                    .saveFiles(
                            runId,
                            read.files().stream()
                                    .map(f -> Reading.row(
                                            f,
                                            f.state() == FileReport.State.LOADED
                                                    ? FileReport.State.DUPLICATE
                                                    : f.state()))
                                    .toList());
            return done(taken, null, known.get().modelId());
        }
        Reading.remember(store, runId, read);
        if (taken.calls == 0) {
            label(setup, store, keeper, read);
            return done(taken, null, null);
        }
        boolean first = store.models().champion().isEmpty();
        ModelKeeper.Outcome outcome = learn(store, keeper, taken, fingerprint, sources);
        label(setup, store, keeper, read);
        Learned learned = new Learned(
                outcome.modelId(),
                outcome.state() == ModelTable.State.CHAMPION,
                first,
                outcome.covered(),
                outcome.references(),
                outcome.provisional(),
                outcome.validation());
        return done(taken, learned, null);
    }

    private static ModelKeeper.Outcome learn(
            Store store, ModelKeeper keeper, Taken taken, String fingerprint, List<String> sources) {
        CallSet beside = taken.rest.calls();
        ModelKeeper.Outcome outcome = keeper.learn(beside.profile(), () -> kept(store, taken), fingerprint, sources);
        store.network().saveEvents(beside.events());
        return outcome;
    }

    /** The calls, which the database keeps as well. */
    private static CallSet kept(Store store, Taken taken) {
        CallSet history = Reading.withKnownWorks(taken.history(), store);
        store.traces().saveUnlessLonger(history.traces());
        return history;
    }

    /** What an operator said takes effect at once, whoever reads it. */
    private static void label(Setup setup, Store store, ModelKeeper keeper, IntakeResult read) {
        if (!read.labels().isEmpty()) {
            Incidents.update(
                    setup,
                    store,
                    () -> keeper.champion().orElse(null),
                    Long.MAX_VALUE,
                    read,
                    new SecondLook(setup, store));
        }
    }

    private static RunFrame.Done<Report> done(Taken taken, @Nullable Learned model, @Nullable String known) {
        IntakeResult read = taken.rest;
        Report report = new Report(
                read.files().size(),
                read.files(FileReport.State.QUARANTINED),
                read.lines(),
                read.rejected(),
                taken.calls,
                model,
                known,
                read.labels().size());
        return new RunFrame.Done<>(report, new RunTable.Counters(read.lines(), read.rejected(), taken.calls, 0, 0));
    }
}
