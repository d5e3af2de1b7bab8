package org.lineside.pipeline;

import java.util.List;
import org.lineside.publish.metrics.Metrics;
import org.lineside.store.Store;

/** Something that tells the world what stands in the database after a run. */
@FunctionalInterface
interface Publisher {
    /** The publishers, in order. A new one is one line here. */
    List<Publisher> ALL = List.of((setup, store) -> Metrics.publish(
            store,
            setup.settings().paths().metricsDb(),
            setup.now(),
            setup.settings().retention().runDays()));

    void publish(Setup setup, Store store);
}
