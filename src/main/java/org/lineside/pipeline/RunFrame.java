package org.lineside.pipeline;

import java.util.function.BiConsumer;
import net.logstash.logback.argument.StructuredArgument;
import org.lineside.logging.Fields;
import org.lineside.logging.Logging;
import org.lineside.publish.metrics.Metrics;
import org.lineside.publish.metrics.PeakMemory;
import org.lineside.store.ModelTable;
import org.lineside.store.RunTable;
import org.lineside.store.Store;
import org.lineside.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every run has in common: one transaction, its row in the database, and the publication at its end. */
final class RunFrame {
    private static final Logger LOG = LoggerFactory.getLogger(RunFrame.class);

    private RunFrame() {}

    /**
     * The work of a run.
     *
     * @param <T> what it makes
     */
    interface Body<T> {
        Done<T> run(Store store, long runId);
    }

    /**
     * What came of it.
     *
     * @param result what was made
     * @param counters what was seen
     */
    record Done<T>(T result, RunTable.Counters counters) {}

    /**
     * Runs the body in one transaction.
     *
     * @param verb the verb as the user typed it
     * @param afterCommit what is done once everything is safe in the database
     */
    static <T> T run(Setup setup, String verb, Body<T> body, BiConsumer<Store, T> afterCommit) {
        try (Store store = Store.open(setup.settings().paths().db(), Store.Mode.WRITE)) {
            IncidentLog incidents = IncidentLog.before(store);
            long runId = store.beginRun(verb, setup.version(), setup.now());
            try (Logging.Scope _ = Logging.run(Long.toString(runId))) {
                LOG.info("{}: {} begins", Fields.stage("run"), Fields.field("verb", verb));
                announce(setup, store);
                T result = commit(setup, store, runId, body);
                incidents.tell(store);
                publish(setup, store);
                afterCommit.accept(store, result);
                return result;
            }
        }
    }

    private static <T> T commit(Setup setup, Store store, long runId, Body<T> body) {
        long start = System.nanoTime();
        try {
            Done<T> done = body.run(store, runId);
            PeakMemory.bytes().ifPresent(b -> store.runs().saveGauge(runId, Metrics.PEAK_MEMORY_GAUGE, b));
            String model =
                    store.models().champion().map(ModelTable.Model::modelId).orElse(null);
            store.finishRun(setup.now(), done.counters(), model);
            ended(done.counters(), start);
            return done.result();
        } catch (RuntimeException | Error e) {
            fail(setup, store, e, start);
            throw e;
        }
    }

    /** Says in the database and to the monitoring that the run failed; what made it fail matters more than this. */
    private static void fail(Setup setup, Store store, Throwable cause, long start) {
        LOG.info(
                "{}: {}: {}, after {} s",
                Fields.stage("run"),
                Fields.field("status", "failed"),
                Fields.field("error", sentence(cause)),
                seconds(start));
        try {
            store.failRun(setup.now(), sentence(cause));
            publish(setup, store);
        } catch (StoreException e) {
            cause.addSuppressed(e);
        }
    }

    private static void ended(RunTable.Counters seen, long start) {
        LOG.info(
                "{}: {}: {} lines, {} rejected, {} calls, {} judged, {} anomalous, in {} s",
                Fields.stage("run"),
                Fields.field("status", "ok"),
                Fields.lines(seen.linesRead()),
                Fields.field("rejected", seen.linesRejected()),
                Fields.field("calls", seen.callsSeen()),
                Fields.field("judged", seen.callsJudged()),
                Fields.field("anomalous", seen.callsAnomalous()),
                seconds(start));
    }

    private static StructuredArgument seconds(long start) {
        return Fields.seconds((System.nanoTime() - start) / 1e9);
    }

    /** That a run is under way is news, but none to fail for: the publication at its end says all that matters. */
    private static void announce(Setup setup, Store store) {
        try {
            publish(setup, store);
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage());
        }
    }

    private static String sentence(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static void publish(Setup setup, Store store) {
        for (Publisher publisher : Publisher.ALL) {
            publisher.publish(setup, store);
        }
    }
}
