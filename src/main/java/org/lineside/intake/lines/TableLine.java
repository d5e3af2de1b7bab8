package org.lineside.intake.lines;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line by name. The first problem is remembered, the reading goes on with stand-ins, so that a line is
 * read without exceptions; who reads asks {@link #isGood} before using what was read.
 */
final class TableLine {
    private static final byte[] EMPTY = {};

    private final List<String> names;
    private final Timestamps timestamps;
    private IntFunction<byte[]> fields = f -> EMPTY;
    private int badField = -1;
    private String expected = "";

    /** Lines with these columns, whose times are at most {@code latestMs}. */
    TableLine(List<String> names, long latestMs) {
        this.names = names;
        this.timestamps = new Timestamps(latestMs);
    }

    /** Begins a line with as many fields as there are names, given by their index. */
    void begin(IntFunction<byte[]> lineFields) {
        fields = lineFields;
        badField = -1;
    }

    boolean isGood() {
        return badField < 0;
    }

    @Nullable
    Reject problem(int lineNumber) {
        return badField < 0
                ? null
                : new Reject(
                        "",
                        lineNumber,
                        badField + 1,
                        names.get(badField),
                        Reject.shown(fields.apply(badField)),
                        expected);
    }

    /** Marks a column as bad, unless the line is bad already. */
    void fail(String column, String wanted) {
        if (badField < 0) {
            badField = Math.max(0, names.indexOf(column));
            expected = wanted;
        }
    }

    private byte[] field(String column) {
        int f = names.indexOf(column);
        return f < 0 ? EMPTY : fields.apply(f);
    }

    /** What {@code parser} makes of a field: null when it is empty, bad when the parser gives null. */
    private <T> @Nullable T read(String column, String wanted, Function<byte[], @Nullable T> parser) {
        byte[] field = field(column);
        T value = field.length == 0 ? null : parser.apply(field);
        if (value == null && field.length > 0) {
            fail(column, wanted);
        }
        return value;
    }

    /** The value, which must be there; else the column is bad and a stand-in given. */
    private <T> T required(String column, String wanted, @Nullable T value, T standIn) {
        if (value == null) {
            fail(column, wanted);
            return standIn;
        }
        return value;
    }

    @Nullable
    String text(String column) {
        return read(column, Identifiers.EXPECTED_TEXT, b -> Identifiers.text(b, 0, b.length));
    }

    String requiredText(String column) {
        return required(column, "a word, not nothing", text(column), "");
    }

    @Nullable
    String id(String column) {
        return read(column, Identifiers.EXPECTED, b -> Identifiers.decode(b, 0, b.length));
    }

    String requiredId(String column) {
        return required(column, Identifiers.EXPECTED, id(column), "");
    }

    @Nullable
    Long time(String column) {
        return read(column, timestamps.expected(), b -> known(timestamps.parse(b, 0, b.length), Timestamps.BAD));
    }

    Long requiredTime(String column) {
        return required(column, timestamps.expected(), time(column), 0L);
    }

    /** A number, NaN when empty. */
    double number(String column, double min, double max) {
        String wanted = "a number from " + (long) min + " to " + (long) max;
        Double v = read(column, wanted, b -> {
            Long units = known(Decimals.decimal(b, 0, b.length), Decimals.BAD);
            double number = units == null ? Double.NaN : units / (double) Decimals.UNITS;
            return number >= min && number <= max ? Double.valueOf(number) : null;
        });
        return v == null ? Double.NaN : v;
    }

    /** A whole number, −1 when empty. */
    int whole(String column, int min, int max) {
        Long v = read(column, "a whole number from " + min + " to " + max, b -> {
            long number = Decimals.whole(b, 0, b.length);
            return number >= min && number <= max ? Long.valueOf(number) : null;
        });
        return v == null ? -1 : v.intValue();
    }

    private static @Nullable Long known(long value, long bad) {
        return value == bad ? null : Long.valueOf(value);
    }
}
