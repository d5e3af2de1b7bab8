package org.lineside.store;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Channel;
import org.lineside.health.CallHealth.Track;
import org.lineside.health.DayHealth;
import org.lineside.health.EdgeStats;
import org.lineside.health.EntityHealth;
import org.lineside.health.IntervalKpi;
import org.lineside.health.NetworkKpi;
import org.lineside.health.Period;
import org.lineside.health.Requirement;
import org.lineside.numeric.Interval;
import org.lineside.store.codec.LevelsCodec;

/** How cells, mobiles, handovers and places are, day by day, and what each call says of that. */
public final class HealthTable {
    /** Channels in the order of the columns. */
    private static final List<Channel> CHANNELS = List.of(
            Channel.LEVEL_DL,
            Channel.LEVEL_UL,
            Channel.QUALITY_DL,
            Channel.QUALITY_UL,
            Channel.SINR_DL,
            Channel.TIMING_ADVANCE);

    private static final String EFFECTS = "effect_dl_db, effect_dl_low, effect_dl_high, effect_ul_db, effect_ul_low,"
            + " effect_ul_high, quality_dl, quality_dl_low, quality_dl_high, quality_ul, quality_ul_low,"
            + " quality_ul_high, sinr_dl_db, sinr_dl_low, sinr_dl_high, timing, timing_low, timing_high";
    private static final String INTERVAL = "SELECT period, day, line, reference_id, position, passes, samples,"
            + " coverage_class_dbm, below_passes, levels FROM interval_kpi";
    private static final int PASS = 1000;

    private final Sql sql;

    HealthTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * What a call says; the bytes are for others to read.
     *
     * @param callId the call
     * @param epochDay the day it belongs to, in days since 1970-01-01 UTC
     * @param content opaque here
     */
    public record CallContent(String callId, long epochDay, byte[] content) {}

    /**
     * Which rows are wanted.
     *
     * @param period of what time; cells, mobiles and handovers have days only
     * @param sinceDay the first day wanted, ISO-8601; null for the newest one there is
     * @param cell only of this cell, null for any
     * @param mobile only of this mobile, null for any
     */
    public record Wanted(
            Period period,
            @Nullable String sinceDay,
            @Nullable String cell,
            @Nullable String mobile) {}

    /** Keeps what calls say, replacing what was kept of them; the rows of their days are stale then. */
    public void saveCalls(List<CallContent> calls) {
        List<CallContent> sorted =
                calls.stream().sorted(Comparator.comparing(CallContent::callId)).toList();
        List<String> days =
                sorted.stream().map(c -> day(c.epochDay())).distinct().toList();
        sql.atomically(() -> {
            sql.batch(
                    "INSERT OR IGNORE INTO health_stale (day) SELECT day FROM call_health WHERE call_id = ?",
                    sorted,
                    c -> Sql.row(c.callId()));
            sql.batch("INSERT OR IGNORE INTO health_stale (day) VALUES (?)", days, Sql::row);
            sql.batch(
                    "INSERT OR REPLACE INTO call_health (call_id, day, content) VALUES (?, ?, ?)",
                    sorted,
                    c -> Sql.row(c.callId(), day(c.epochDay()), c.content()));
        });
    }

    private static String day(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).toString();
    }

    /** The days whose rows don't say yet what their calls say, in days since 1970-01-01, rising. */
    public List<Long> staleDays() {
        return sql.query(
                "SELECT day FROM health_stale ORDER BY day",
                row -> LocalDate.parse(row.text(1)).toEpochDay());
    }

    /** What the calls of a day say, by identifier. */
    public List<byte[]> calls(long epochDay) {
        return sql.query(
                "SELECT content FROM call_health WHERE day = ? ORDER BY call_id", row -> row.blob(1), day(epochDay));
    }

    /** Puts rows of a day in the place of those there were. */
    public void save(DayHealth health) {
        sql.atomically(() -> {
            delete(health.day());
            sql.batch(insert("cell_health", "cell_id, day, calls, mobiles, " + EFFECTS), health.cells(), this::entity);
            sql.batch(
                    insert("mobile_health", "mobile_id, day, calls, cells, " + EFFECTS),
                    health.mobiles(),
                    this::entity);
            saveEdges(health.edges());
            saveIntervals(health.intervals());
            saveNetwork(health.network());
            sql.update("DELETE FROM health_stale WHERE day = ?", health.day());
        });
    }

    private void delete(String day) {
        for (String table : List.of("cell_health", "mobile_health", "edge_stats")) {
            sql.update("DELETE FROM " + table + " WHERE day = ?", day);
        }
        deletePeriods(Period.DAY, day);
    }

    private void deletePeriods(Period period, String day) {
        for (String table : List.of("interval_kpi", "network_kpi")) {
            sql.update("DELETE FROM " + table + " WHERE period = ? AND day = ?", period.word(), day);
        }
    }

    /** Makes the rows of months anew of those of their days. */
    public void saveMonth(String firstDay) {
        sql.atomically(() -> {
            deletePeriods(Period.MONTH, firstDay);
            String last = LocalDate.parse(firstDay).plusMonths(1).minusDays(1).toString();
            saveIntervals(IntervalKpi.month(sql.query(
                    INTERVAL + " WHERE period = 'day' AND day BETWEEN ? AND ?",
                    HealthTable::interval,
                    firstDay,
                    last)));
            saveNetwork(NetworkKpi.month(sql.query(
                    NETWORK + " WHERE period = 'day' AND day BETWEEN ? AND ? ORDER BY day, service",
                    HealthTable::network,
                    firstDay,
                    last)));
        });
    }

    private static String insert(String table, String columns) {
        String values = Stream.of(columns.split(",")).map(c -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")";
    }

    private @Nullable Object[] entity(EntityHealth row) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.entity());
        values.add(row.day());
        values.add(row.calls());
        values.add(row.others());
        for (Channel channel : CHANNELS) {
            Interval effect = row.effect(channel);
            values.add(effect.value());
            values.add(effect.low());
            values.add(effect.high());
        }
        return values.toArray();
    }

    private void saveEdges(List<EdgeStats> rows) {
        sql.batch(
                insert(
                        "edge_stats",
                        "from_cell, to_cell, day, handovers, told, failed, success_rate, success_low, success_high,"
                                + " ping_pongs, late, break_seconds, gap_seconds, causes"),
                rows,
                r -> {
                    Interval success = r.success();
                    return Sql.row(
                            r.from(),
                            r.to(),
                            r.day(),
                            r.handovers(),
                            r.told(),
                            r.failed(),
                            success.value(),
                            success.low(),
                            success.high(),
                            r.pingPongs(),
                            r.late(),
                            r.breakSeconds(),
                            r.gapSeconds(),
                            r.causes());
                });
    }

    private void saveIntervals(List<IntervalKpi> rows) {
        sql.batch(
                insert(
                        "interval_kpi",
                        "period, day, line, reference_id, position, km_from, km_to, passes, samples, level_p5_dbm,"
                                + " coverage_class_dbm, below_passes, below_share, below_low, below_high, coverage,"
                                + " levels"),
                rows,
                r -> {
                    Interval below = r.below();
                    return Sql.row(
                            r.period().word(),
                            r.day(),
                            r.track().line(),
                            r.track().referenceId(),
                            r.position(),
                            r.kmFrom(),
                            r.kmTo(),
                            r.passes(),
                            r.samples(),
                            r.fifthPercentileDbm(),
                            r.classDbm(),
                            (double) r.belowPermille() / PASS,
                            below.value(),
                            below.low(),
                            below.high(),
                            word(r.coverage()),
                            LevelsCodec.encode(r.levels()));
                });
    }

    private void saveNetwork(List<NetworkKpi> rows) {
        sql.batch(
                insert(
                        "network_kpi",
                        "period, day, service, calls, call_hours, told_hours, losses, losses_per_hour, losses_low,"
                                + " losses_high, loss_requirement, handovers, told, failed, success_rate, success_low,"
                                + " success_high, handover_requirement"),
                rows,
                r -> {
                    Interval losses = r.lossesPerHour();
                    Interval success = r.handoverSuccess();
                    return Sql.row(
                            r.period().word(),
                            r.day(),
                            r.service(),
                            r.calls(),
                            r.callHours(),
                            r.toldHours(),
                            r.losses(),
                            losses.value(),
                            losses.low(),
                            losses.high(),
                            word(r.lossRequirement()),
                            r.handovers(),
                            r.told(),
                            r.failed(),
                            success.value(),
                            success.low(),
                            success.high(),
                            word(r.handoverRequirement()));
                });
    }

    private static @Nullable String word(@Nullable Requirement requirement) {
        return requirement == null ? null : requirement.word();
    }

    private static final String NETWORK = "SELECT period, day, service, calls, call_hours, told_hours, losses,"
            + " handovers, told, failed FROM network_kpi";

    /** Cells, by day and identifier. */
    public List<EntityHealth> cells(Wanted wanted) {
        Filter.Conditions conditions = since("cell_health", wanted).and("cell_id = ?", wanted.cell());
        return sql.query(
                "SELECT cell_id, day, calls, mobiles, " + EFFECTS + " FROM cell_health" + conditions.where()
                        + " ORDER BY day, cell_id",
                HealthTable::entity,
                conditions.values());
    }

    /** Mobiles, by day and identifier. */
    public List<EntityHealth> mobiles(Wanted wanted) {
        Filter.Conditions conditions = since("mobile_health", wanted).and("mobile_id = ?", wanted.mobile());
        return sql.query(
                "SELECT mobile_id, day, calls, cells, " + EFFECTS + " FROM mobile_health" + conditions.where()
                        + " ORDER BY day, mobile_id",
                HealthTable::entity,
                conditions.values());
    }

    /** Handovers, by day and cells. */
    public List<EdgeStats> edges(Wanted wanted) {
        Filter.Conditions conditions = since("edge_stats", wanted).and("(from_cell = ? OR to_cell = ?)", wanted.cell());
        return sql.query(
                "SELECT from_cell, to_cell, day, handovers, told, failed, ping_pongs, late, break_seconds,"
                        + " gap_seconds, causes FROM edge_stats" + conditions.where()
                        + " ORDER BY day, from_cell, to_cell",
                row -> new EdgeStats(
                        row.text(1),
                        row.text(2),
                        row.text(3),
                        row.small(4),
                        row.small(5),
                        row.small(6),
                        row.small(7),
                        row.small(8),
                        row.real(9),
                        row.real(10),
                        row.text(11)),
                conditions.values());
    }

    /** Intervals of track, by day, line or reference, and position. */
    public List<IntervalKpi> intervals(Wanted wanted) {
        Filter.Conditions conditions = sincePeriod("interval_kpi", wanted);
        return sql.query(
                INTERVAL + conditions.where() + " ORDER BY day, line, reference_id, position",
                HealthTable::interval,
                conditions.values());
    }

    /** The network, by day and service. */
    public List<NetworkKpi> network(Wanted wanted) {
        Filter.Conditions conditions = sincePeriod("network_kpi", wanted);
        return sql.query(
                NETWORK + conditions.where() + " ORDER BY day, service", HealthTable::network, conditions.values());
    }

    private static Filter.Conditions since(String table, Wanted wanted) {
        return wanted.sinceDay() == null
                ? new Filter.Conditions().and("day = (SELECT max(day) FROM " + table + ")")
                : new Filter.Conditions().and("day >= ?", wanted.sinceDay());
    }

    /** A month is wanted when its last day is. */
    private static Filter.Conditions sincePeriod(String table, Wanted wanted) {
        String period = wanted.period().word();
        Filter.Conditions conditions = new Filter.Conditions().and("period = ?", period);
        if (wanted.sinceDay() == null) {
            return conditions.and("day = (SELECT max(day) FROM " + table + " WHERE period = ?)", period);
        }
        String first = wanted.period() == Period.MONTH ? Period.monthOf(wanted.sinceDay()) : wanted.sinceDay();
        return conditions.and("day >= ?", first);
    }

    private static EntityHealth entity(Sql.Row row) throws SQLException {
        Interval[] effects = new Interval[CHANNELS.size()];
        int column = 5;
        for (Channel channel : CHANNELS) {
            effects[channel.ordinal()] = new Interval(row.real(column), row.real(column + 1), row.real(column + 2));
            column += 3;
        }
        return new EntityHealth(row.text(1), row.text(2), row.small(3), row.small(4), List.of(effects));
    }

    private static IntervalKpi interval(Sql.Row row) throws SQLException {
        return new IntervalKpi(
                period(row.text(1)),
                row.text(2),
                new Track(row.text(3), row.text(4)),
                row.small(5),
                row.small(6),
                row.small(7),
                row.real(8),
                (int) Math.round(row.real(9) * PASS),
                LevelsCodec.decode(row.text(10)));
    }

    private static NetworkKpi network(Sql.Row row) throws SQLException {
        return new NetworkKpi(
                period(row.text(1)),
                row.text(2),
                row.text(3),
                row.small(4),
                row.real(5),
                row.real(6),
                row.small(7),
                row.small(8),
                row.small(9),
                row.small(10));
    }

    private static Period period(String word) {
        return Period.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
