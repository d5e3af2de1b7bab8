package org.lineside.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.lineside.calls.CallSet;
import org.lineside.calls.PlannedWork;
import org.lineside.calls.assembly.AssemblyPolicy;
import org.lineside.calls.assembly.PendingCall;
import org.lineside.intake.FileReport;
import org.lineside.intake.Intake;
import org.lineside.intake.IntakeRequest;
import org.lineside.intake.IntakeResult;
import org.lineside.logging.Fields;
import org.lineside.logging.Progress;
import org.lineside.store.RunTable;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first stage: files into calls, with what the database remembers of earlier ones. */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

    private Reading() {}

    /**
     * Reads complete input.
     *
     * @param known tells by SHA-256 which content counts as read before
     */
    static IntakeResult complete(Setup setup, Store store, List<Path> paths, Predicate<String> known) {
        return read(setup, request(setup, store, paths, known, new AssemblyPolicy.Complete(), List.of()));
    }

    /** Reads input of which more may come: calls that may go on are kept back. */
    static IntakeResult ongoing(
            Setup setup,
            Store store,
            List<Path> paths,
            Predicate<String> known,
            long watermarkMs,
            List<PendingCall> pending) {
        double timeout = setup.settings().intake().callTimeout();
        AssemblyPolicy policy = new AssemblyPolicy.UntilReleased(timeout, watermarkMs);
        return read(setup, request(setup, store, paths, known, policy, pending));
    }

    private static IntakeRequest request(
            Setup setup,
            Store store,
            List<Path> paths,
            Predicate<String> known,
            AssemblyPolicy policy,
            List<PendingCall> pending) {
        return new IntakeRequest(
                paths,
                setup.settings().intake(),
                setup.threads(),
                known,
                setup.settings().paths().rejects(),
                policy,
                pending,
                store.network().cells(),
                new ByteProgress(setup.progress()));
    }

    /** Reads, and logs what came of it. */
    static IntakeResult read(Setup setup, IntakeRequest request) {
        long start = System.nanoTime();
        IntakeResult read = Pseudonyms.of(setup.settings().privacy()).in(Intake.read(request));
        Set<String> unknown = new TreeSet<>();
        for (FileReport f : read.files()) {
            if (f.reason() != null) {
                LOG.warn("{}: set aside: {}", Fields.file(f.path()), Fields.field("reason", f.reason()));
            } else if (f.rejected() > 0 && f.state() == FileReport.State.LOADED) {
                LOG.warn(
                        "{}: {} of {} lines rejected",
                        Fields.file(f.path()),
                        Fields.field("rejected", f.rejected()),
                        Fields.lines(f.lines()));
            }
            unknown.addAll(f.unknownColumns());
        }
        if (!unknown.isEmpty()) {
            LOG.info("unknown columns are ignored: {}", Fields.field("columns", String.join(", ", unknown)));
        }
        LOG.info(
                "{}: {} lines of {} files, {} calls, in {} s",
                Fields.stage("reading"),
                Fields.lines(read.lines()),
                Fields.field("files", read.files().size()),
                Fields.field("calls", read.calls().traces().size()),
                Fields.seconds((System.nanoTime() - start) / 1e9));
        return read;
    }

    /** Keeps what the files say beside the calls, and that they were read. */
    static void remember(Store store, long runId, IntakeResult read) {
        store.network().saveCells(read.calls().cells());
        store.network().saveWorks(read.calls().works());
        if (!read.labels().isEmpty()) {
            OptionalLong present = store.traces().presentMs(AssemblyPolicy.LONGEST_SILENCE_MS);
            store.incidents().saveLabels(read.labels(), present.isPresent() ? present.getAsLong() : null);
        }
        store.runs()
                .saveFiles(
                        runId, read.files().stream().map(f -> row(f, f.state())).toList());
    }

    /** A file's row, its state as the run took it. */
    static RunTable.InputFile row(FileReport f, FileReport.State state) {
        return new RunTable.InputFile(
                f.path().toString(),
                f.sha256(),
                f.kind().word(),
                f.bytes(),
                f.lines(),
                f.rejected(),
                f.duplicates(),
                f.firstMs(),
                f.lastMs(),
                state.word(),
                f.reason());
    }

    /** The calls with all planned works that are known, those of earlier runs included. */
    static CallSet withKnownWorks(CallSet calls, Store store) {
        Set<PlannedWork> works = new LinkedHashSet<>(store.network().works());
        works.addAll(calls.works());
        return new CallSet(
                calls.profile(), calls.cellNames(), calls.traces(), calls.cells(), List.copyOf(works), calls.events());
    }

    /** Bytes done so far, told on as steps. */
    private static final class ByteProgress implements org.lineside.intake.Progress {
        private final Progress progress;
        private long done = -1;

        ByteProgress(Progress progress) {
            this.progress = progress;
        }

        @Override
        public void read(long doneBytes, long totalBytes) {
            if (done < 0) {
                progress.stage("reading", totalBytes, "bytes");
                done = 0;
            }
            progress.advance(doneBytes - done);
            done = doneBytes;
        }
    }
}
