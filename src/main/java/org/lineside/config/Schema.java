package org.lineside.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.lineside.config.Key.ChoiceKey;
import org.lineside.config.Key.ChoicesKey;
import org.lineside.config.Key.IntegerKey;
import org.lineside.config.Key.NumberKey;
import org.lineside.config.Key.PathKey;
import org.lineside.config.Key.TextsKey;

/** Every key there is, with its default and its range, and the record tree made of their values. */
final class Schema {
    private static final int MAX_DAYS = 36_500;

    /** The section that maps a probe's own column names to ours; its keys are free. */
    static final String COLUMNS = "input.columns";

    static final ChoiceKey PROFILE = new ChoiceKey("intake.profile", "auto", List.of("auto", "gsm-r", "lte"));
    static final PathKey PROFILES = new PathKey("intake.profiles", "/etc/lineside/profiles");
    static final NumberKey MAX_REJECT_RATIO = new NumberKey("intake.max_reject_ratio", 0.05, 0, 1);
    static final IntegerKey SETTLE_SECONDS = new IntegerKey("intake.settle_seconds", 60, 0, 86_400);
    static final NumberKey CALL_TIMEOUT = new NumberKey("intake.call_timeout", 30.0, 0.1, 1440);
    static final TextsKey ABNORMAL_RELEASE_CAUSES = new TextsKey(
            "intake.abnormal_release_causes",
            // RSL (3GPP TS 48.058 §9.3.26) and BSSMAP (3GPP TS 48.008 §3.2.2.5); 1 and 32 mean a loss in both lists.
            List.of(
                    "radio_link_failure",
                    "radio_interface_failure",
                    "radio_interface_message_failure",
                    "handover_access_failure",
                    "equipment_failure",
                    "terrestrial_channel_failure",
                    "connection_failure",
                    "connection_lost",
                    "0x00",
                    "0x01",
                    "0x02",
                    "0x20",
                    "0x22",
                    "1",
                    "2",
                    "32",
                    "34"));
    static final IntegerKey MIN_CALLS = new IntegerKey("references.min_calls", 8, 2, 10_000);
    static final IntegerKey PROVISIONAL_CALLS = new IntegerKey("references.provisional_calls", 3, 2, 10_000);
    static final IntegerKey WINDOW_DAYS = new IntegerKey("references.window_days", 28, 1, MAX_DAYS);
    static final IntegerKey LEARN_EVERY_DAYS = new IntegerKey("references.learn_every_days", 7, 1, MAX_DAYS);
    static final IntegerKey SETTLING_DAYS = new IntegerKey("references.settling_days", 7, 0, MAX_DAYS);
    private static final List<String> ALL_ROOMS = List.of("test", "local", "autoencoder", "graph");
    static final ChoicesKey ROOMS = new ChoicesKey("detection.rooms", ALL_ROOMS, ALL_ROOMS);
    static final NumberKey ERROR_RATE = new NumberKey("decision.error_rate", 0.01, 1e-6, 0.5);
    static final IntegerKey STORM = new IntegerKey("decision.storm", 50, 1, 1_000_000);
    static final NumberKey MIN_SECONDS = new NumberKey("decision.min_seconds", 5.0, 0, 3600);
    static final IntegerKey MUTE_DAYS = new IntegerKey("decision.mute_days", 90, 1, MAX_DAYS);
    static final NumberKey LEVEL_DB = effect("level_db", 3, 60);
    static final NumberKey RXQUAL_CLASSES = effect("rxqual_classes", 2, 7);
    static final NumberKey RSRQ_DB = effect("rsrq_db", 4, 60);
    static final NumberKey SINR_DB = effect("sinr_db", 5, 60);
    static final NumberKey TIMING_ADVANCE = effect("timing_advance", 2, 63);
    static final NumberKey DWELL_SECONDS = effect("dwell_seconds", 20, 3600);
    static final IntegerKey CALL_DAYS = days("call_days", 400);
    static final IntegerKey TRACE_DAYS = days("trace_days", 35);
    static final IntegerKey CURVE_DAYS = days("curve_days", 90);
    static final IntegerKey INCIDENT_DAYS = days("incident_days", 730);
    static final IntegerKey RUN_DAYS = days("run_days", 90);
    static final ChoiceKey MOBILE_ID = new ChoiceKey("privacy.mobile_id", "plain", List.of("plain", "hash"));
    static final PathKey PRIVACY_KEY = new PathKey("privacy.key", "mobile-id.key");
    static final PathKey DB = new PathKey("paths.db", "/var/lib/lineside/lineside.db");
    static final PathKey METRICS_DB = new PathKey("paths.metrics_db", "metrics.db");
    static final PathKey INCOMING = new PathKey("paths.incoming", "incoming");
    static final PathKey DONE = new PathKey("paths.done", "done");
    static final PathKey REJECTS = new PathKey("paths.rejects", "rejects");
    static final PathKey QUARANTINE = new PathKey("paths.quarantine", "quarantine");
    static final PathKey REPORT = new PathKey("paths.report", "report");

    /** Every key with a fixed name, in the order in which they are shown. */
    static final List<Key<?>> KEYS = List.of(
            PROFILE,
            PROFILES,
            MAX_REJECT_RATIO,
            SETTLE_SECONDS,
            CALL_TIMEOUT,
            ABNORMAL_RELEASE_CAUSES,
            MIN_CALLS,
            PROVISIONAL_CALLS,
            WINDOW_DAYS,
            LEARN_EVERY_DAYS,
            SETTLING_DAYS,
            ROOMS,
            ERROR_RATE,
            STORM,
            MIN_SECONDS,
            MUTE_DAYS,
            LEVEL_DB,
            RXQUAL_CLASSES,
            RSRQ_DB,
            SINR_DB,
            TIMING_ADVANCE,
            DWELL_SECONDS,
            CALL_DAYS,
            TRACE_DAYS,
            CURVE_DAYS,
            INCIDENT_DAYS,
            RUN_DAYS,
            MOBILE_ID,
            PRIVACY_KEY,
            DB,
            METRICS_DB,
            INCOMING,
            DONE,
            REJECTS,
            QUARANTINE,
            REPORT);

    private Schema() {}

    /**
     * The record tree.
     *
     * @param values valid values by key; the rest is default
     * @param columns a probe's column names, mapped to ours
     * @param db the database given on the command line, else the one in {@code values}
     */
    static Settings settings(Values values, Map<String, String> columns, Path db) {
        return new Settings(
                intake(values, columns, db),
                references(values),
                new Settings.Detection(values.get(ROOMS)),
                decision(values),
                retention(values),
                new Settings.Privacy(values.get(MOBILE_ID).equals("hash"), db.resolveSibling(values.get(PRIVACY_KEY))),
                paths(values, db));
    }

    private static Settings.Intake intake(Values values, Map<String, String> columns, Path db) {
        return new Settings.Intake(
                values.get(PROFILE),
                db.resolveSibling(values.get(PROFILES)),
                values.get(MAX_REJECT_RATIO),
                values.get(SETTLE_SECONDS),
                values.get(CALL_TIMEOUT),
                values.get(ABNORMAL_RELEASE_CAUSES),
                columns);
    }

    private static Settings.References references(Values values) {
        return new Settings.References(
                values.get(MIN_CALLS),
                values.get(PROVISIONAL_CALLS),
                values.get(WINDOW_DAYS),
                values.get(LEARN_EVERY_DAYS),
                values.get(SETTLING_DAYS));
    }

    private static Settings.Decision decision(Values values) {
        return new Settings.Decision(
                values.get(ERROR_RATE),
                values.get(STORM),
                values.get(MIN_SECONDS),
                values.get(MUTE_DAYS),
                new Settings.MinEffect(
                        values.get(LEVEL_DB),
                        values.get(RXQUAL_CLASSES),
                        values.get(RSRQ_DB),
                        values.get(SINR_DB),
                        values.get(TIMING_ADVANCE),
                        values.get(DWELL_SECONDS)));
    }

    private static Settings.Retention retention(Values values) {
        return new Settings.Retention(
                values.get(CALL_DAYS),
                values.get(TRACE_DAYS),
                values.get(CURVE_DAYS),
                values.get(INCIDENT_DAYS),
                values.get(RUN_DAYS));
    }

    private static Settings.Paths paths(Values values, Path db) {
        return new Settings.Paths(
                db,
                db.resolveSibling(values.get(METRICS_DB)),
                db.resolveSibling(values.get(INCOMING)),
                db.resolveSibling(values.get(DONE)),
                db.resolveSibling(values.get(REJECTS)),
                db.resolveSibling(values.get(QUARANTINE)),
                db.resolveSibling(values.get(REPORT)));
    }

    private static NumberKey effect(String name, double fallback, double max) {
        return new NumberKey("decision.min_effect." + name, fallback, 0, max);
    }

    private static IntegerKey days(String name, int fallback) {
        return new IntegerKey("retention." + name, fallback, 1, MAX_DAYS);
    }
}
