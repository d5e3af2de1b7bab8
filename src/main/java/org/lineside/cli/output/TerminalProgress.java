package org.lineside.cli.output;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.lineside.logging.Progress;

/** A bar on the terminal, redrawn in place at most ten times a second and wiped when the work is done. */
public final class TerminalProgress implements Progress, AutoCloseable {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BAR_CELLS = 30;

    private final PrintStream to;
    private final int columns;
    private final LongSupplier nanoTime;
    private String name = "";
    private String unit = "";
    private long total;
    private long done;
    private long stageStart;
    private long lastDrawn;
    private boolean visible;

    /**
     * A bar.
     *
     * @param to the terminal
     * @param columns its width
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public TerminalProgress(PrintStream to, int columns, LongSupplier nanoTime) {
        this.to = to;
        this.columns = columns;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void stage(String stageName, long stageTotal, String stageUnit) {
        name = stageName;
        total = stageTotal;
        unit = stageUnit;
        done = 0;
        stageStart = nanoTime.getAsLong();
        draw(stageStart);
    }

    @Override
    public synchronized void advance(long amount) {
        done += amount;
        long now = nanoTime.getAsLong();
        if (now - lastDrawn >= REDRAW_NANOS) {
            draw(now);
        }
    }

    /** Wipes the bar, for example before something else is written there. */
    public synchronized void wipe() {
        if (visible) {
            to.print("\r" + " ".repeat(columns - 1) + "\r");
            to.flush();
            visible = false;
        }
    }

    @Override
    public void close() {
        wipe();
    }

    private void draw(long now) {
        lastDrawn = now;
        String line = line((now - stageStart) / 1e9);
        String fitting = line.length() < columns ? line : line.substring(0, columns - 1);
        to.print("\r" + fitting + " ".repeat(columns - 1 - fitting.length()));
        to.flush();
        visible = true;
    }

    private String line(double seconds) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%-12s %,d %s  %.0f s", name, done, unit, seconds);
        }
        double share = Math.min(1, (double) done / total);
        int full = (int) Math.round(share * BAR_CELLS);
        String bar = "#".repeat(full) + ".".repeat(BAR_CELLS - full);
        return String.format(
                Locale.ROOT, "%-12s [%s] %3.0f %%  %,d %s  %.0f s", name, bar, share * 100, done, unit, seconds);
    }
}
