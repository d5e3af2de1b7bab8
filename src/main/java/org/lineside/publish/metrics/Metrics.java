package org.lineside.publish.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lineside.attribution.Incident;
import org.lineside.findings.Verdict;
import org.lineside.store.Filter;
import org.lineside.store.MetricsDatabase;
import org.lineside.store.MetricsDatabase.Metric;
import org.lineside.store.RunTable;
import org.lineside.store.RunTable.Run;
import org.lineside.store.Store;
import org.lineside.store.StoreException;

/** Publishes how the watch itself is and what it has found. A value that is not known yet is left out. */
public final class Metrics {
    /** Name under which a run's gauge keeps how far new calls lie from the references in force. */
    public static final String DRIFT_GAUGE = "model.drift";

    /** Name under which a run's gauge keeps the most memory it has held, in bytes. */
    public static final String PEAK_MEMORY_GAUGE = "peak_memory";

    /** Longest history in the published file: whoever watches keeps its own. */
    private static final Duration LONGEST_HISTORY = Duration.ofDays(31);

    /** Characters of a sentence; the name of an event in Zabbix has 2048 at most, of which it is only a part. */
    private static final int LONGEST_SENTENCE = 1000;

    private Metrics() {}

    /**
     * Replaces the published file.
     *
     * @param store the database as it stands now
     * @param file the file that Zabbix reads
     * @param now the time of the publication
     * @param keepDays days of earlier publications to keep, at most 31
     * @throws StoreException when it can't be written; the old file then stands
     */
    public static void publish(Store store, Path file, Instant now, int keepDays) {
        List<Incident> open = store.incidents().list(Filter.CURRENT);
        List<MetricsDatabase.Discovery> discovery = open.stream()
                .map(i -> new MetricsDatabase.Discovery(
                        i.incidentId(),
                        i.scope().word(),
                        i.entity(),
                        i.cause().word(),
                        i.severity(),
                        bounded(i.summary())))
                .toList();
        Duration keep = Duration.ofDays(keepDays);
        Instant from = now.minus(keep.compareTo(LONGEST_HISTORY) < 0 ? keep : LONGEST_HISTORY);
        MetricsDatabase.publish(file, now.toEpochMilli(), values(store, open, now), discovery, from.toEpochMilli());
    }

    private static List<Metric> values(Store store, List<Incident> open, Instant now) {
        List<Metric> metrics = new ArrayList<>();
        runs(store, now, metrics);
        incidents(open, metrics);
        store.models()
                .champion()
                .ifPresent(m -> metrics.add(metric("lineside.model.age", secondsSince(m.createdAtMs(), now))));
        put(metrics, "lineside.model.drift", store.runs().latestGauge(DRIFT_GAUGE));
        metrics.add(metric("lineside.db.bytes", store.bytes()));
        diskFree(store.path()).ifPresent(free -> metrics.add(metric("lineside.disk.free", free)));
        return metrics;
    }

    private static void runs(Store store, Instant now, List<Metric> metrics) {
        RunTable runs = store.runs();
        runs.latestGood()
                .flatMap(run -> Optional.ofNullable(run.endedAtMs()))
                .ifPresent(ended -> metrics.add(metric("lineside.run.age", secondsSince(ended, now))));
        List<Run> latest = runs.latest(10);
        if (!latest.isEmpty()) {
            int status = switch (latest.getFirst().status()) {
                case OK -> 0;
                case FAILED -> 1;
                case RUNNING -> 2;
            };
            metrics.add(metric("lineside.run.status", status));
        }
        latest.stream()
                .filter(run -> run.endedAtMs() != null)
                .findFirst()
                .ifPresent(run -> counters(store, run, metrics));
    }

    /** What the last run that has ended has seen. */
    private static void counters(Store store, Run run, List<Metric> metrics) {
        Long ended = run.endedAtMs();
        if (ended != null) {
            metrics.add(metric("lineside.run.seconds", Math.max(0, ended - run.startedAtMs()) / 1000.0));
        }
        put(metrics, "lineside.run.peak_memory", store.runs().latestGauge(PEAK_MEMORY_GAUGE));
        metrics.add(metric("lineside.lines.read", run.counters().linesRead()));
        metrics.add(metric("lineside.lines.rejected", run.counters().linesRejected()));
        long quarantined = store.runs().files(run.runId()).stream()
                .filter(f -> f.state().equals("quarantined"))
                .count();
        metrics.add(metric("lineside.files.quarantined", quarantined));
        metrics.add(metric("lineside.calls.judged", run.counters().callsJudged()));
        metrics.add(metric("lineside.calls.anomalous", run.counters().callsAnomalous()));
        metrics.add(metric("lineside.calls.without_reference", store.calls().count(run.runId(), Verdict.NO_REFERENCE)));
    }

    private static void incidents(List<Incident> open, List<Metric> metrics) {
        for (int severity = 1; severity <= 4; severity++) {
            int wanted = severity;
            long count = open.stream().filter(i -> i.severity() == wanted).count();
            metrics.add(new Metric("lineside.incidents.open", String.valueOf(severity), (double) count));
        }
        for (Incident i : open) {
            metrics.add(new Metric("lineside.incident.effect", i.incidentId(), i.effect()));
            metrics.add(new Metric("lineside.incident.calls", i.incidentId(), i.callsAffected()));
            metrics.add(new Metric("lineside.incident.severity", i.incidentId(), i.severity()));
        }
    }

    private static String bounded(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE - 1) + "…";
    }

    private static Metric metric(String key, double value) {
        return new Metric(key, "", value);
    }

    private static Metric metric(String key, long count) {
        return new Metric(key, "", (double) count);
    }

    private static void put(List<Metric> metrics, String key, OptionalDouble value) {
        value.ifPresent(v -> metrics.add(metric(key, v)));
    }

    /** Never negative: a clock that was set back is no news from the future. */
    private static double secondsSince(long ms, Instant now) {
        return Math.max(0, (now.toEpochMilli() - ms) / 1000.0);
    }

    private static OptionalDouble diskFree(Path db) {
        try {
            return OptionalDouble.of((double) Files.getFileStore(db).getUsableSpace());
        } catch (IOException e) {
            return OptionalDouble.empty(); // a metric less is better than no publication
        }
    }
}
