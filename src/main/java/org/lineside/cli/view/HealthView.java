package org.lineside.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Channel;
import org.lineside.cli.output.Column;
import org.lineside.cli.output.Listing;
import org.lineside.health.EdgeStats;
import org.lineside.health.EntityHealth;
import org.lineside.health.IntervalKpi;
import org.lineside.health.NetworkKpi;
import org.lineside.health.Requirement;

/** The health tables as lists; the columns are the tables'. */
public final class HealthView {
    /** Cells. */
    public static final Listing<EntityHealth> CELLS = entities("cell_id", "mobiles");

    /** Mobiles. */
    public static final Listing<EntityHealth> MOBILES = entities("mobile_id", "cells");

    /** Handovers. */
    public static final Listing<EdgeStats> EDGES = new Listing<>(List.of(
            Column.text("day", EdgeStats::day),
            Column.id("from_cell", EdgeStats::from),
            Column.id("to_cell", EdgeStats::to),
            Column.number("handovers", EdgeStats::handovers),
            Column.number("told", EdgeStats::told).onlyInFull(),
            Column.number("failed", EdgeStats::failed),
            number("success_rate", r -> r.success().value()),
            number("success_low", r -> r.success().low()),
            number("success_high", r -> r.success().high()),
            Column.number("ping_pongs", EdgeStats::pingPongs),
            Column.number("late", EdgeStats::late),
            number("break_seconds", EdgeStats::breakSeconds),
            number("gap_seconds", EdgeStats::gapSeconds).onlyInFull(),
            Column.json("causes", EdgeStats::causes)));

    /** Intervals of track. */
    public static final Listing<IntervalKpi> INTERVALS = new Listing<>(List.of(
            Column.text("period", (IntervalKpi r) -> r.period().word()).onlyInFull(),
            Column.text("day", IntervalKpi::day),
            Column.id("line", r -> r.track().line()),
            Column.id("reference_id", r -> r.track().referenceId()),
            Column.number("position", IntervalKpi::position).onlyInFull(),
            number("km_from", IntervalKpi::kmFrom),
            number("km_to", IntervalKpi::kmTo).onlyInFull(),
            Column.number("passes", IntervalKpi::passes),
            Column.number("samples", IntervalKpi::samples),
            number("level_p5_dbm", IntervalKpi::fifthPercentileDbm),
            number("coverage_class_dbm", IntervalKpi::classDbm),
            number("below_share", r -> r.below().value()),
            number("below_low", r -> r.below().low()),
            number("below_high", r -> r.below().high()),
            Column.text("coverage", r -> word(r.coverage()))));

    /** The network. */
    public static final Listing<NetworkKpi> NETWORK = new Listing<>(List.of(
            Column.text("period", (NetworkKpi r) -> r.period().word()).onlyInFull(),
            Column.text("day", NetworkKpi::day),
            Column.text("service", NetworkKpi::service),
            Column.number("calls", NetworkKpi::calls),
            number("call_hours", NetworkKpi::callHours),
            number("told_hours", NetworkKpi::toldHours).onlyInFull(),
            Column.number("losses", NetworkKpi::losses),
            number("losses_per_hour", r -> r.lossesPerHour().value()),
            number("losses_low", r -> r.lossesPerHour().low()),
            number("losses_high", r -> r.lossesPerHour().high()),
            Column.text("loss_requirement", r -> word(r.lossRequirement())),
            Column.number("handovers", NetworkKpi::handovers),
            Column.number("told", NetworkKpi::told).onlyInFull(),
            Column.number("failed", NetworkKpi::failed),
            number("success_rate", r -> r.handoverSuccess().value()),
            number("success_low", r -> r.handoverSuccess().low()),
            number("success_high", r -> r.handoverSuccess().high()),
            Column.text("handover_requirement", r -> word(r.handoverRequirement()))));

    private HealthView() {}

    private static Listing<EntityHealth> entities(String entity, String others) {
        List<Column<EntityHealth>> columns = new ArrayList<>(List.of(
                Column.text("day", EntityHealth::day),
                Column.id(entity, EntityHealth::entity),
                Column.number("calls", EntityHealth::calls),
                Column.number(others, EntityHealth::others)));
        effect(columns, "effect_dl", "_db", Channel.LEVEL_DL, true);
        effect(columns, "effect_ul", "_db", Channel.LEVEL_UL, true);
        effect(columns, "quality_dl", "", Channel.QUALITY_DL, true);
        effect(columns, "quality_ul", "", Channel.QUALITY_UL, false);
        effect(columns, "sinr_dl", "_db", Channel.SINR_DL, false);
        effect(columns, "timing", "", Channel.TIMING_ADVANCE, false);
        return new Listing<>(columns);
    }

    private static void effect(
            List<Column<EntityHealth>> columns, String name, String unit, Channel channel, boolean inTable) {
        List<Column<EntityHealth>> own = List.of(
                number(name + unit, r -> r.effect(channel).value()),
                number(name + "_low", r -> r.effect(channel).low()),
                number(name + "_high", r -> r.effect(channel).high()));
        own.forEach(c -> columns.add(inTable ? c : c.onlyInFull()));
    }

    /** A number that may be missing. */
    private static <R> Column<R> number(String name, Function<R, Double> value) {
        return Column.number(name, row -> known(value.apply(row)));
    }

    private static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static @Nullable String word(@Nullable Requirement requirement) {
        return requirement == null ? null : requirement.word();
    }
}
