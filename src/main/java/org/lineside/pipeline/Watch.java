package org.lineside.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lineside.calls.CallSet;
import org.lineside.calls.assembly.PendingCall;
import org.lineside.intake.FileReport;
import org.lineside.intake.IntakeResult;
import org.lineside.logging.Fields;
import org.lineside.pipeline.spool.Move;
import org.lineside.pipeline.spool.Spool;
import org.lineside.publish.metrics.Metrics;
import org.lineside.store.RunTable;
import org.lineside.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code run}: what the timer starts. Everything it says stands in the database before a file leaves the spool, and
 * which files are to leave stands there too, so that a run killed at any instant is taken up by the next.
 */
public final class Watch {
    private static final String MOVES = "run.moves";
    private static final String WATERMARK = "run.watermark";
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Setup setup;
    private final Spool spool;

    private Watch(Setup setup) {
        this.setup = setup;
        this.spool = new Spool(
                setup.settings().paths().incoming(),
                setup.settings().paths().done(),
                setup.settings().paths().quarantine());
    }

    /**
     * What came of it.
     *
     * @param read what was read and said
     * @param waiting calls kept back since they may go on
     * @param learned what was learned on the way, one sentence each
     */
    public record Report(Detecting.Report read, int waiting, List<String> learned) {}

    private record Outcome(Report report, List<Move> moves) {}

    /**
     * Takes up the spool.
     *
     * @throws UncheckedIOException when a folder can't be made, read or written
     */
    public static Report run(Setup setup) {
        return new Watch(setup).run();
    }

    private Report run() {
        try {
            spool.prepare();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RunFrame.run(setup, "run", this::takeUp, (store, outcome) -> carryOut(store, outcome.moves()))
                .report();
    }

    private RunFrame.Done<Outcome> takeUp(Store store, long runId) {
        List<Move> decided = Move.decode(store.traces().recall(MOVES).orElse(new byte[0]));
        List<Path> files = files(decided);
        Batch batch = new Batch(setup, store);
        SecondLook secondLook = new SecondLook(setup, store);
        Epochs epochs = new Epochs(setup, store, batch, secondLook);
        IntakeResult read = read(store, runId, files, batch, epochs);
        epochs.judge(read.horizonMs());
        Incidents.update(setup, store, epochs::champion, batch.oldestMs(), read, secondLook);
        batch.recount(runId);
        Health.update(setup, store);
        List<Move> moves = read.files().stream().map(Watch::move).toList();
        keep(store, read, moves, decided);
        batch.drift().decibels().ifPresent(d -> store.runs().saveGauge(runId, Metrics.DRIFT_GAUGE, d));
        LOG.info(
                "{}: {} old rows removed",
                Fields.stage("pruning"),
                Fields.field("rows", store.prune(setup.settings().retention(), read.horizonMs())));
        Report report =
                new Report(Detecting.report(read, batch, store), read.pending().size(), epochs.learned());
        RunTable.Counters counters = Detecting.counters(read, batch);
        return new RunFrame.Done<>(new Outcome(report, moves), counters);
    }

    /** Reads, hands the calls on, and returns what was read without them: nobody else shall hold them. */
    private IntakeResult read(Store store, long runId, List<Path> files, Batch batch, Epochs epochs) {
        List<PendingCall> pending = store.traces().pending().values().stream()
                .map(PendingCall::fromBytes)
                .toList();
        Set<String> judged = store.runs().judged();
        IntakeResult read = Reading.ongoing(setup, store, files, judged::contains, watermark(store), pending);
        Reading.remember(store, runId, read);
        CallSet calls = batch.joined(Reading.withKnownWorks(read.calls(), store));
        setup.progress().stage("judging", calls.traces().size(), "calls");
        epochs.take(calls);
        return read.withoutCalls();
    }

    /** What lies in the spool, after what an earlier run had decided on has left it. */
    private List<Path> files(List<Move> decided) {
        try {
            List<Move> left = spool.leftOver(decided);
            if (!left.isEmpty()) {
                LOG.info("{} files of an earlier run leave the spool", Fields.field("files", left.size()));
                spool.carryOut(left);
            }
            Duration settle = Duration.ofSeconds(setup.settings().intake().settleSeconds());
            return spool.still(setup.now(), settle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Move move(FileReport f) {
        String reason = f.state() == FileReport.State.QUARANTINED ? f.reason() : null;
        return new Move(f.path().toString(), f.sha256(), f.bytes(), reason);
    }

    private void carryOut(Store store, List<Move> moves) {
        try {
            spool.carryOut(moves);
            // Forgotten once done: the same file delivered again is a duplicate, not something left over.
            store.traces().remember(MOVES, Move.encode(List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Store store, IntakeResult read, List<Move> moves, List<Move> before) {
        Map<String, byte[]> pending = new TreeMap<>();
        read.pending().forEach(p -> pending.put(p.callId(), p.toBytes()));
        store.traces().savePending(pending);
        if (read.watermarkMs() != Long.MIN_VALUE) {
            store.traces()
                    .remember(
                            WATERMARK,
                            ByteBuffer.allocate(Long.BYTES)
                                    .putLong(read.watermarkMs())
                                    .array());
        }
        if (!moves.isEmpty() || !before.isEmpty()) {
            store.traces().remember(MOVES, Move.encode(moves));
        }
    }

    private static long watermark(Store store) {
        return store.traces()
                .recall(WATERMARK)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(Long.MIN_VALUE);
    }
}
