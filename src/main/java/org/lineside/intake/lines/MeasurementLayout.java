package org.lineside.intake.lines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.calls.Channel;
import org.lineside.calls.Profile;
import org.lineside.calls.Profile.Indicator;
import org.lineside.calls.assembly.Row;
import org.lineside.calls.assembly.SourceRows;

/**
 * What to do with each field of a measurement line. Numbers go to slots: one for each channel as such, for its FULL and
 * for its SUB column, and one for each other number.
 */
final class MeasurementLayout {
    static final String FULL = "_full";
    static final String SUB = "_sub";

    static final int SKIP = 0;
    static final int CALL = 1;
    static final int TIME = 2;
    static final int CELL = 3;
    static final int MOBILE = 4;
    static final int NEIGHBOURS = 5;
    static final int NUMBER = 6;

    static final int CHANNELS = Channel.values().length;
    static final int FULL_SLOT = CHANNELS;
    static final int SUB_SLOT = 2 * CHANNELS;
    static final int DTX_UL = 3 * CHANNELS;
    static final int DTX_DL = DTX_UL + 1;
    static final int MS_POWER = DTX_UL + 2;
    static final int ATTENUATION = DTX_UL + 3;
    static final int ARFCN = DTX_UL + 4;
    static final int TIMESLOT = DTX_UL + 5;
    static final int KM = DTX_UL + 6;
    static final int LATITUDE = DTX_UL + 7;
    static final int LONGITUDE = DTX_UL + 8;
    static final int SPEED = DTX_UL + 9;
    static final int SLOTS = DTX_UL + 10;

    /** Channels whose columns may come as FULL and SUB (3GPP TS 45.008 §8.4.1). */
    private static final List<Channel> PAIRED =
            List.of(Channel.LEVEL_DL, Channel.LEVEL_UL, Channel.QUALITY_DL, Channel.QUALITY_UL);

    private static final int MAX_ARFCN = 1023;
    private static final int MAX_EARFCN = 262_143;
    private static final double MAX_KM = 100_000;
    private static final double MAX_KMH = 1000;

    /**
     * A column of numbers.
     *
     * @param slot where its value goes
     * @param min smallest valid value
     * @param max largest valid value
     * @param whole whether decimals are wrong
     * @param step what the value is kept in, in units of {@link Decimals#UNITS}; 0 for whole numbers
     */
    record NumberColumn(String name, int slot, double min, double max, boolean whole, long step) {
        String expected() {
            return (whole ? "a whole number from " : "a number from ") + plain(min) + " to " + plain(max);
        }
    }

    final List<String> names;
    final int[] action;
    final int[] slot;
    final boolean[] whole;
    final long[] min;
    final long[] max;
    final long[] step;
    final NumberColumn neighbourLevel;
    final boolean neighbourWhole;
    final long neighbourMin;
    final long neighbourMax;
    final int paired;
    final int fullColumns;
    final int subColumns;
    final int columns;
    private final List<NumberColumn> numbers;

    MeasurementLayout(Header header, Profile profile) {
        names = header.columns();
        numbers = numberColumns(profile);
        int n = names.size();
        action = new int[n];
        slot = new int[n];
        whole = new boolean[n];
        min = new long[n];
        max = new long[n];
        step = new long[n];
        int present = 0;
        for (int f = 0; f < n; f++) {
            NumberColumn number = number(names.get(f));
            action[f] = number != null ? NUMBER : action(names.get(f));
            if (number != null) {
                take(f, number);
                present |= 1 << number.slot();
            }
        }
        int channels = (1 << CHANNELS) - 1;
        fullColumns = (present >> FULL_SLOT) & channels;
        subColumns = (present >> SUB_SLOT) & channels;
        paired = fullColumns | subColumns;
        columns = ((present | paired) & channels) | (names.contains("neighbours") ? SourceRows.NEIGHBOURS : 0);
        neighbourLevel = profile.indicator(Channel.LEVEL_DL)
                .map(i -> indicatorColumn(i, i.column(), 0))
                .orElseThrow();
        neighbourWhole = neighbourLevel.whole();
        long units = neighbourWhole ? 1 : Decimals.UNITS;
        neighbourMin = Math.round(neighbourLevel.min() * units);
        neighbourMax = Math.round(neighbourLevel.max() * units);
    }

    private void take(int field, NumberColumn number) {
        slot[field] = number.slot();
        whole[field] = number.whole();
        long units = number.whole() ? 1 : Decimals.UNITS;
        min[field] = Math.round(number.min() * units);
        max[field] = Math.round(number.max() * units);
        step[field] = number.step();
    }

    private static int action(String name) {
        return switch (name) {
            case "call_id" -> CALL;
            case "time" -> TIME;
            case "cell_id" -> CELL;
            case "mobile_id" -> MOBILE;
            case "neighbours" -> NEIGHBOURS;
            default -> SKIP;
        };
    }

    private @Nullable NumberColumn number(String name) {
        return numbers.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
    }

    /** What should stand in a field, for people. */
    String expected(int field) {
        NumberColumn number = number(names.get(field));
        return switch (action[field]) {
            case TIME -> Timestamps.EXPECTED_MEASURED;
            case NEIGHBOURS ->
                "up to " + Row.MAX_NEIGHBOURS + " pairs cell:level joined by commas, level being "
                        + neighbourLevel.expected();
            default -> number != null ? number.expected() : Identifiers.EXPECTED;
        };
    }

    /** Every column of a measurements file that the contract names. */
    static List<String> knownColumns(Profile profile) {
        List<String> known = new ArrayList<>(List.of("call_id", "time", "cell_id", "mobile_id", "neighbours"));
        numberColumns(profile).forEach(c -> known.add(c.name()));
        return known;
    }

    private static List<NumberColumn> numberColumns(Profile profile) {
        List<NumberColumn> all = new ArrayList<>();
        boolean gsm = false;
        for (Indicator i : profile.indicators()) {
            int c = i.channel().ordinal();
            all.add(indicatorColumn(i, i.column(), c));
            if (i.integral() && PAIRED.contains(i.channel())) {
                gsm = true;
                all.add(indicatorColumn(i, i.column() + FULL, FULL_SLOT + c));
                all.add(indicatorColumn(i, i.column() + SUB, SUB_SLOT + c));
            }
        }
        long db = Decimals.UNITS / Row.DB_SCALE;
        long km = Math.round(Decimals.UNITS / Row.KM_SCALE);
        all.addAll(Arrays.asList(
                new NumberColumn("dtx_ul", DTX_UL, 0, 1, true, 0),
                new NumberColumn("dtx_dl", DTX_DL, 0, 1, true, 0),
                new NumberColumn("ms_power_dbm", MS_POWER, 5, 39, false, db),
                new NumberColumn("bs_power_att_db", ATTENUATION, 0, 30, false, db),
                new NumberColumn("arfcn", ARFCN, 0, gsm ? MAX_ARFCN : MAX_EARFCN, true, 0),
                new NumberColumn("timeslot", TIMESLOT, 0, 7, true, 0),
                new NumberColumn("track_km", KM, -MAX_KM, MAX_KM, false, km),
                new NumberColumn("latitude", LATITUDE, -90, 90, false, 1),
                new NumberColumn("longitude", LONGITUDE, -180, 180, false, 1),
                new NumberColumn("speed_kmh", SPEED, 0, MAX_KMH, false, 1)));
        return all;
    }

    private static NumberColumn indicatorColumn(Indicator i, String name, int slot) {
        long step = i.integral() ? 0 : Decimals.UNITS / Row.DB_SCALE;
        return new NumberColumn(name, slot, i.min(), i.max(), i.integral(), step);
    }

    private static String plain(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(v);
    }
}
