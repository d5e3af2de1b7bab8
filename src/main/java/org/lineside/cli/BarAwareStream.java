package org.lineside.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.lineside.cli.output.TerminalProgress;

/** Takes the progress bar away before a log line is written where it stands. */
final class BarAwareStream extends FilterOutputStream {
    private final TerminalProgress bar;

    BarAwareStream(OutputStream to, TerminalProgress bar) {
        super(to);
        this.bar = bar;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        bar.wipe();
        out.write(bytes, offset, length);
    }
}
