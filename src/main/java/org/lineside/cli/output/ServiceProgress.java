package org.lineside.cli.output;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.lineside.logging.Progress;

/**
 * Progress where a service manager looks on: {@code systemctl status} shows how far the work is, and each word extends the
 * time in which the next one is expected, so that what hangs is stopped while what is long may take as long as it needs.
 */
public final class ServiceProgress implements Progress, AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Generous: a stage over millions of calls says nothing until it is over. */
    private static final long PATIENCE_MICROS = TimeUnit.HOURS.toMicros(1);

    private final Progress inner;
    private final Consumer<String> manager;
    private final LongSupplier nanoTime;
    private String name = "";
    private String unit = "";
    private long total;
    private long done;
    private long lastSaid;

    /**
     * Progress that is passed on and told.
     *
     * @param inner also told of everything
     * @param manager takes messages as sd_notify(3) has them
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public ServiceProgress(Progress inner, Consumer<String> manager, LongSupplier nanoTime) {
        this.inner = inner;
        this.manager = manager;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void stage(String stageName, long stageTotal, String stageUnit) {
        inner.stage(stageName, stageTotal, stageUnit);
        name = stageName;
        total = stageTotal;
        unit = stageUnit;
        done = 0;
        say(nanoTime.getAsLong());
    }

    @Override
    public synchronized void advance(long amount) {
        inner.advance(amount);
        done += amount;
        long now = nanoTime.getAsLong();
        if (now - lastSaid >= INTERVAL_NANOS) {
            say(now);
        }
    }

    /** What is shown of a service that has ended. */
    @Override
    public synchronized void close() {
        if (!name.isEmpty()) {
            manager.accept("STATUS=Idle; \"lineside status\" tells how the watch is");
        }
    }

    private void say(long now) {
        lastSaid = now;
        String text = total > 0
                ? String.format(Locale.ROOT, "%s: %,d of %,d %s", name, done, total, unit)
                : done > 0 ? String.format(Locale.ROOT, "%s: %,d %s", name, done, unit) : name;
        manager.accept("STATUS=" + text + "\nEXTEND_TIMEOUT_USEC=" + PATIENCE_MICROS);
    }
}
