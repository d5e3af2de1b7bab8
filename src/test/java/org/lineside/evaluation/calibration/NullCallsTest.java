package org.lineside.evaluation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullCallsTest {
    @TempDir
    Path folder;

    private static final String HEADER = "call_id\tmobile_id\tverdict\tp_value\tstart_time\ttrain_number\n";

    /** The two calls of train 40 on one day are one run, on the next day another; without a train the mobile tells. */
    @Test
    void trainRunsAreTheUnits() throws IOException {
        Path file = folder.resolve("calls.tsv");
        Files.writeString(file, HEADER + """
                a\tm1\tnormal\t0.5\t2026-03-01T10:00:00.000Z\t40
                b\tm2\tanomalous\t0.004\t2026-03-01T10:00:00.000Z\t40
                c\tm1\texplained\t0.1\t2026-03-02T10:00:00.000Z\t40
                d\tm3\tnormal\t1.0\t2026-03-02T10:00:00.000Z\t
                e\tm1\tno_reference\t1.0\t2026-03-03T10:00:00.000Z\t40
                """);
        NullCalls calls = NullCalls.read(file, 6);

        assertThat(calls.pValues()).containsExactly(0.5, 0.004, 0.1, 1.0);
        assertThat(calls.trainRuns()).isEqualTo(3);
        assertThat(calls.independent()).isCloseTo(2, within(1e-12)); // 3 · 6 / 9
        assertThat(calls.share(0.1)).isEqualTo(0.5);
        NullCalls twice = NullCalls.together(List.of(calls, calls));
        assertThat(twice.pValues()).hasSize(8);
        assertThat(twice.trainRuns()).isEqualTo(6);
        assertThat(twice.judges()).isEqualTo(12);
    }

    @Test
    void missingColumnIsSaid() throws IOException {
        Path file = folder.resolve("calls.tsv");
        Files.writeString(file, "call_id\n");
        assertThatThrownBy(() -> NullCalls.read(file, 1)).hasMessageContaining("no column verdict");
    }
}
