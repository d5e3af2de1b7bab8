package org.lineside.cli.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of a list.
 *
 * @param <R> type of a row
 * @param name heading, and the field's name in TSV and JSON
 * @param kind how it is shown
 * @param inTable whether people see it in the table; TSV and JSON have every column
 * @param value the row's value: a text, number, boolean, or null for none
 */
public record Column<R>(String name, Kind kind, boolean inTable, Function<R, @Nullable Object> value) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** How a column is shown. */
    public enum Kind {
        /** A name to be copied: never shortened. */
        ID,
        /** Prose: shortened where the table would be too wide. */
        TEXT,
        /** Aligned to the right, rounded for people only. */
        NUMBER,
        /** Epoch milliseconds, shown as ISO-8601 UTC. */
        TIME,
        /** A JSON text, embedded as it is in JSON. */
        JSON
    }

    /** A name to be copied. */
    public static <R> Column<R> id(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, Kind.ID, true, value);
    }

    /** Prose, which a narrow table shortens. */
    public static <R> Column<R> text(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, Kind.TEXT, true, value);
    }

    /** A number. */
    public static <R> Column<R> number(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, Kind.NUMBER, true, value);
    }

    /** A time in epoch milliseconds. */
    public static <R> Column<R> time(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, Kind.TIME, true, value);
    }

    /** A JSON text; the table leaves it out. */
    public static <R> Column<R> json(String name, Function<R, @Nullable Object> value) {
        return new Column<>(name, Kind.JSON, false, value);
    }

    /** This column, left out of the table. */
    public Column<R> onlyInFull() {
        return new Column<>(name, kind, false, value);
    }

    /** The value as TSV and JSON carry it: times as text, everything else as it is. */
    @Nullable
    Object full(R row) {
        Object v = value.apply(row);
        return kind == Kind.TIME && v instanceof Long ms ? TIME.format(Instant.ofEpochMilli(ms)) : v;
    }

    /** The value for people: times to the second, numbers to about three digits. */
    String brief(R row) {
        Object v = full(row);
        if (v == null) {
            return "";
        }
        if (v instanceof Double d) {
            return rounded(d);
        }
        String text = v.toString().replaceAll("\\p{Cntrl}", " ");
        return kind == Kind.TIME && text.length() == 24 ? text.substring(0, 10) + ' ' + text.substring(11, 19) : text;
    }

    private static String rounded(double d) {
        double size = Math.abs(d);
        if (size == 0 || Double.isNaN(d) || Double.isInfinite(d)) {
            return size == 0 ? "0" : Double.toString(d);
        }
        String pattern = size >= 100 ? "%.0f" : size >= 0.1 ? "%.2f" : size >= 0.001 ? "%.4f" : "%.1e";
        return String.format(Locale.ROOT, pattern, d);
    }
}
