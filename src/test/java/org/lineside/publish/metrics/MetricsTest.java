package org.lineside.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lineside.findings.Verdict;
import org.lineside.store.MetricsReader;
import org.lineside.store.ModelTable;
import org.lineside.store.RunTable;
import org.lineside.store.Samples;
import org.lineside.store.Store;
import org.lineside.store.Store.Mode;

class MetricsTest {
    private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    @TempDir
    Path folder;

    private Path metrics() {
        return folder.resolve("metrics.db");
    }

    @Test
    void every_key_of_the_data_contract_is_published() {
        try (Store store = Store.open(folder.resolve("lineside.db"), Mode.WRITE)) {
            long run = store.beginRun("detect", "1.0", START);
            store.calls().save(List.of(Samples.call("c2", "M2", 40, Verdict.NO_REFERENCE, 0)));
            store.incidents().save(List.of(Samples.incident("i1", "C1", 2, null), Samples.incident("i2", "C2", 1, 50)));
            store.runs()
                    .saveFiles(
                            run,
                            List.of(new RunTable.InputFile(
                                    "/d/b.tsv",
                                    "bb",
                                    "measurements",
                                    1,
                                    0,
                                    0,
                                    0,
                                    null,
                                    null,
                                    "quarantined",
                                    "cut gzip")));
            store.runs().saveGauge(run, Metrics.DRIFT_GAUGE, 0.25);
            store.runs().saveGauge(run, Metrics.PEAK_MEMORY_GAUGE, 1e6);
            store.models()
                    .save(
                            new ModelTable.Model(
                                    "m1",
                                    START.toEpochMilli(),
                                    ModelTable.State.CANDIDATE,
                                    run,
                                    1,
                                    null,
                                    null,
                                    "1.0",
                                    "ff",
                                    null),
                            new byte[] {1},
                            Set.of());
            store.models().promote("m1");
            store.finishRun(START.plusSeconds(12), new RunTable.Counters(9000, 3, 2, 1, 1), "m1");
            Metrics.publish(store, metrics(), START.plusSeconds(72), 30);
        }
        Map<String, Double> published = MetricsReader.published(metrics());
        assertThat(published)
                .containsEntry("lineside.run.age", 60.0)
                .containsEntry("lineside.run.status", 0.0)
                .containsEntry("lineside.run.seconds", 12.0)
                .containsEntry("lineside.run.peak_memory", 1e6)
                .containsEntry("lineside.lines.read", 9000.0)
                .containsEntry("lineside.lines.rejected", 3.0)
                .containsEntry("lineside.files.quarantined", 1.0)
                .containsEntry("lineside.calls.judged", 1.0)
                .containsEntry("lineside.calls.anomalous", 1.0)
                .containsEntry("lineside.calls.without_reference", 1.0)
                .containsEntry("lineside.incidents.open[1]", 0.0)
                .containsEntry("lineside.incidents.open[2]", 1.0)
                .containsEntry("lineside.model.age", 72.0)
                .containsEntry("lineside.model.drift", 0.25)
                .containsEntry("lineside.incident.effect[i1]", -12.7)
                .containsEntry("lineside.incident.calls[i1]", 12.0)
                .containsEntry("lineside.incident.severity[i1]", 2.0)
                .containsKeys("lineside.db.bytes", "lineside.disk.free", "lineside.incidents.open[4]")
                .doesNotContainKey("lineside.incident.effect[i2]");
    }

    @Test
    void failure_and_work_under_way_are_told_apart() {
        try (Store store = Store.open(folder.resolve("lineside.db"), Mode.WRITE)) {
            Metrics.publish(store, metrics(), START, 30);
            assertThat(MetricsReader.published(metrics()))
                    .doesNotContainKeys("lineside.run.status", "lineside.run.age");
            store.beginRun("run", "1.0", START);
            Metrics.publish(store, metrics(), START.plusSeconds(1), 30);
            assertThat(MetricsReader.published(metrics())).containsEntry("lineside.run.status", 2.0);
            store.failRun(START.plusSeconds(2), "the disk is full");
            Metrics.publish(store, metrics(), START.plusSeconds(3), 30);
            assertThat(MetricsReader.published(metrics())).containsEntry("lineside.run.status", 1.0);
        }
    }

    @Test
    void peak_memory_is_read_as_the_kernel_writes_it() throws IOException {
        // proc(5): "VmHWM %lu kB"
        Path status = folder.resolve("status");
        Files.writeString(status, "Name:\tjava\nVmPeak:\t 9999 kB\nVmHWM:\t  123456 kB\n");
        assertThat(PeakMemory.bytes(status)).hasValue(123456.0 * 1024);
        assertThat(PeakMemory.bytes(folder.resolve("none"))).isEmpty();
        assertThat(PeakMemory.bytes()).isPresent();
    }
}
