package org.lineside.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration: what {@code conf/lineside.toml} shows with its defaults. Key names in the file are snake_case of
 * the component names.
 *
 * @param intake reading the probes' files
 * @param references building references
 * @param detection how calls are looked at
 * @param decision what counts as anomalous
 * @param retention how long things are kept
 * @param privacy what is not to be known of people
 * @param paths where things are
 */
public record Settings(
        Intake intake,
        References references,
        Detection detection,
        Decision decision,
        Retention retention,
        Privacy privacy,
        Paths paths) {
    /**
     * Reading the probes' files.
     *
     * @param profile {@code gsm-r}, {@code lte}, or {@code auto} to tell by the header
     * @param profiles folder whose files {@code gsm-r.toml} and {@code lte.toml} go before what is built in
     * @param maxRejectRatio share 0..1 of bad lines above which a file is set aside whole
     * @param settleSeconds how long a file in the spool must have been still
     * @param callTimeout minutes of data time after which {@code run} takes a silent call as ended
     * @param abnormalReleaseCauses release causes that mean a lost connection, words or codes
     * @param columns a probe's own column names, mapped to ours
     */
    public record Intake(
            String profile,
            Path profiles,
            double maxRejectRatio,
            int settleSeconds,
            double callTimeout,
            List<String> abnormalReleaseCauses,
            Map<String, String> columns) {
        /** Copies the list; the map is taken as it is, to keep its order. */
        public Intake {
            abnormalReleaseCauses = List.copyOf(abnormalReleaseCauses);
        }

        /** Whether a release cause means a lost connection; case does not matter, nor what parts words. */
        public boolean isAbnormal(@Nullable String releaseCause) {
            return releaseCause != null
                    && abnormalReleaseCauses.stream().anyMatch(c -> plain(c).equals(plain(releaseCause)));
        }

        private static String plain(String cause) {
            return cause.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
        }
    }

    /**
     * Building references.
     *
     * @param minCalls passes for a full reference
     * @param provisionalCalls passes for a provisional one, judged with wider bands
     * @param windowDays days of history a reference is built from
     * @param learnEveryDays days of data after which {@code run} learns anew
     * @param settlingDays days of data from the first one on, in which {@code run} learns anew every day; 0 for none
     */
    public record References(
            int minCalls, int provisionalCalls, int windowDays, int learnEveryDays, int settlingDays) {}

    /**
     * How calls are looked at.
     *
     * @param rooms names of the detection methods that models are learned with, at least one, none twice
     */
    public record Detection(List<String> rooms) {
        /** Copies the list. */
        public Detection {
            rooms = List.copyOf(rooms);
        }
    }

    /**
     * What counts as anomalous.
     *
     * @param errorRate share 0..1 of sound calls that may be flagged
     * @param storm new incidents in one run above which they become one of scope network
     * @param minSeconds shortest stretch in seconds that counts
     * @param muteDays days of data for which what an operator called a false alarm is muted
     * @param minEffect smallest effect that counts, per indicator
     */
    public record Decision(double errorRate, int storm, double minSeconds, int muteDays, MinEffect minEffect) {}

    /**
     * The smallest effect that counts, in the unit of each indicator.
     *
     * @param levelDb received level in dB
     * @param rxqualClasses RXQUAL in classes
     * @param rsrqDb RSRQ in dB
     * @param sinrDb SINR in dB
     * @param timingAdvance timing advance in symbols
     * @param dwellSeconds time in a cell in seconds
     */
    public record MinEffect(
            double levelDb,
            double rxqualClasses,
            double rsrqDb,
            double sinrDb,
            double timingAdvance,
            double dwellSeconds) {}

    /**
     * How long things are kept, in days of data time.
     *
     * @param callDays judged calls
     * @param traceDays traces from which references are built anew
     * @param curveDays curves of calls with a finding
     * @param incidentDays closed incidents
     * @param runDays runs and metrics
     */
    public record Retention(int callDays, int traceDays, int curveDays, int incidentDays, int runDays) {}

    /**
     * What is not to be known of people.
     *
     * @param hashMobileIds whether mobiles go by a pseudonym from the moment their calls are put together
     * @param key file that holds the secret the pseudonyms are made with
     */
    public record Privacy(boolean hashMobileIds, Path key) {}

    /**
     * Where things are. All are absolute; each but the database defaults to a place beside it.
     *
     * @param db the database
     * @param metricsDb what Zabbix reads
     * @param incoming the spool
     * @param done files taken
     * @param rejects rejected lines
     * @param quarantine files set aside
     * @param report the HTML report
     */
    public record Paths(
            Path db, Path metricsDb, Path incoming, Path done, Path rejects, Path quarantine, Path report) {}
}
