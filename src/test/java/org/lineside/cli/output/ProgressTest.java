package org.lineside.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lineside.logging.LogFormat;
import org.lineside.logging.Logging;
import org.lineside.logging.Logging.Verbosity;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong();

    private String written() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theBarIsRedrawnAtMostTenTimesASecondAndWiped() {
        PrintStream to = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (TerminalProgress bar = new TerminalProgress(to, 100, clock::get)) {
            bar.stage("reading", 4000, "lines");
            for (int i = 0; i < 1000; i++) {
                clock.addAndGet(SECOND / 1000);
                bar.advance(1);
            }
        }
        String[] drawn = written().split("\r");
        assertThat(drawn).hasSize(1 + 1 + 10 + 1);
        assertThat(drawn[11]).startsWith("reading      [########......................]  25 %  1,000 lines  1 s");
        assertThat(drawn).allSatisfy(line -> assertThat(line.length()).isLessThan(100));
        assertThat(drawn[12]).isBlank();
    }

    @Test
    void withoutATerminalTheLogSaysItEveryTenSeconds() {
        Logging.start(LogFormat.HUMAN, Verbosity.NORMAL, false, bytes);
        LogProgress progress = new LogProgress(clock::get);
        progress.stage("reading", 400, "lines");
        for (int i = 0; i < 25; i++) {
            clock.addAndGet(SECOND);
            progress.advance(10);
        }
        assertThat(written()).isEqualTo("""
                        INFO  reading: 100 of 400 lines after 10.0 s
                        INFO  reading: 200 of 400 lines after 20.0 s
                        """);
    }
}
