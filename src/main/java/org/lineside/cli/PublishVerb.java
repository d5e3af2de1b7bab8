package org.lineside.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.lineside.publish.metrics.Metrics;
import org.lineside.store.Store;
import picocli.CommandLine.Model.CommandSpec;

/** {@code publish}: what the service does when a run has been killed, which could not say so itself. */
final class PublishVerb implements Verb {
    /** None: picocli need not look for annotations at what is started all day. */
    @Override
    public CommandSpec spec() {
        return CommandSpec.create();
    }

    @Override
    public void run(Invocation invocation) {
        Path db = invocation.settings().paths().db();
        // Neither makes a database nor brings one up to date: looking first says where there is none, or an older one.
        Store.open(db, Store.Mode.READ).close();
        // Opened for writing, whatever is still said to run has ended, and counts as failed.
        try (Store store = Store.open(db, Store.Mode.WRITE)) {
            Metrics.publish(
                    store,
                    invocation.settings().paths().metricsDb(),
                    Instant.now(),
                    invocation.settings().retention().runDays());
        }
    }

    @Override
    public List<String> footer() {
        return List.of(
                "A run whose process is gone is recorded as failed. Another run under way ends this with status 75.");
    }
}
