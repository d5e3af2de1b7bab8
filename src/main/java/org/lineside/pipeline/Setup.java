package org.lineside.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.lineside.config.Settings;
import org.lineside.logging.Progress;

/**
 * What the work is done with.
 *
 * @param settings the configuration in force
 * @param threads threads to work with, at least 1; the result is the same for any number
 * @param progress tells how far the work has come
 * @param version the program's version
 * @param clock the time of day; decisions depend on data time alone
 */
public record Setup(Settings settings, int threads, Progress progress, String version, InstantSource clock) {
    /** The time now. */
    Instant now() {
        return clock.instant();
    }

    /** Does work whose parallel streams use no more than the threads allowed. */
    <T> T parallel(Supplier<T> work) {
        // A parallel stream stays in the pool of the task that starts it.
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(work::get).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException("the work failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PipelineException("The work was interrupted.", e);
        }
    }
}
