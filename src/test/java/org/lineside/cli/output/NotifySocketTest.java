package org.lineside.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.logging.Progress;

/** That datagrams arrive is seen in a booted system by the integration test of the package. */
class NotifySocketTest {
    private final List<String> told = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();

    @TempDir
    Path folder = Path.of("");

    @Test
    void nobodyIsToldWhereNobodyListens() {
        String socket = folder.resolve("notify").toString();
        for (String name :
                new String[] {null, "", "@", "vsock:2:1", "/" + "x".repeat(200), socket, "@lineside-nobody"}) {
            assertThatCode(() -> NotifySocket.named(name).accept("STATUS=x")).doesNotThrowAnyException();
        }
    }

    @Test
    void eachStageIsToldAtOnceAndItsProgressEveryFiveSeconds() {
        try (ServiceProgress progress = new ServiceProgress(Progress.NONE, told::add, clock::get)) {
            progress.stage("reading", 4000, "lines");
            for (int i = 0; i < 12; i++) {
                clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
                progress.advance(100);
            }
            progress.stage("learning", 0, "");
        }
        assertThat(told.stream().map(t -> t.replaceAll("\n.*", "")))
                .containsExactly(
                        "STATUS=reading: 0 of 4,000 lines",
                        "STATUS=reading: 500 of 4,000 lines",
                        "STATUS=reading: 1,000 of 4,000 lines",
                        "STATUS=learning",
                        "STATUS=Idle; \"lineside status\" tells how the watch is");
        assertThat(told.subList(0, 4)).allMatch(t -> t.endsWith("\nEXTEND_TIMEOUT_USEC=3600000000"));
    }

    @Test
    void aVerbWithoutStagesSaysNothing() {
        new ServiceProgress(Progress.NONE, told::add, clock::get).close();
        assertThat(told).isEmpty();
    }
}
