package org.lineside.cli.output;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.lineside.logging.Fields;
import org.lineside.logging.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress where there is no terminal: a line in the log every ten seconds. */
public final class LogProgress implements Progress {
    private static final Logger LOG = LoggerFactory.getLogger(LogProgress.class);
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private String name = "";
    private String unit = "";
    private long total;
    private long done;
    private long stageStart;
    private long lastSaid;

    /**
     * Progress by this clock.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public LogProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSaid = nanoTime.getAsLong();
    }

    @Override
    public synchronized void stage(String stageName, long stageTotal, String stageUnit) {
        name = stageName;
        total = stageTotal;
        unit = stageUnit;
        done = 0;
        stageStart = nanoTime.getAsLong();
    }

    @Override
    public synchronized void advance(long amount) {
        done += amount;
        long now = nanoTime.getAsLong();
        if (now - lastSaid < INTERVAL_NANOS) {
            return;
        }
        lastSaid = now;
        double elapsed = (now - stageStart) / 1e9;
        if (total > 0) {
            LOG.info(
                    "{}: {} of {} {} after {} s",
                    Fields.stage(name),
                    Fields.field("done", done),
                    Fields.field("total", total),
                    Fields.field("unit", unit),
                    Fields.seconds(elapsed));
        } else {
            LOG.info(
                    "{}: {} {} after {} s",
                    Fields.stage(name),
                    Fields.field("done", done),
                    Fields.field("unit", unit),
                    Fields.seconds(elapsed));
        }
    }
}
