package org.lineside.intake.lines;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one line by name. The first problem is remembered, the reading goes on with stand-ins, so that a line is
 * read without exceptions; who reads asks {@link #isGood} before using what was read.
 */
final class TableLine {
    private final List<String> names;
    private final FieldSplitter splitter;
    private final Timestamps timestamps = new Timestamps();
    private byte[] bytes = new byte[0];
    private int lineStart;
    private int badField = -1;
    private String expected = "";

    TableLine(List<String> names, FieldSplitter splitter) {
        this.names = names;
        this.splitter = splitter;
    }

    void begin(byte[] b, int start) {
        bytes = b;
        lineStart = start;
        badField = -1;
    }

    boolean isGood() {
        return badField < 0;
    }

    @Nullable
    Reject problem(int lineNumber) {
        if (badField < 0) {
            return null;
        }
        String value = MeasurementParser.shown(bytes, start(badField), splitter.ends[badField]);
        return new Reject("", lineNumber, badField + 1, names.get(badField), value, expected);
    }

    /** Marks a column as bad, unless the line is bad already. */
    void fail(String column, String wanted) {
        if (badField < 0) {
            badField = Math.max(0, names.indexOf(column));
            expected = wanted;
        }
    }

    private int start(int field) {
        return field == 0 ? lineStart : splitter.ends[field - 1] + 1;
    }

    private boolean isEmpty(int field) {
        return field < 0 || start(field) == splitter.ends[field];
    }

    @Nullable
    String text(String column) {
        int f = names.indexOf(column);
        if (isEmpty(f)) {
            return null;
        }
        String text = Identifiers.text(bytes, start(f), splitter.ends[f]);
        if (text == null) {
            fail(column, "text in UTF-8");
        }
        return text;
    }

    String required(String column) {
        String text = text(column);
        if (text == null) {
            fail(column, "a word, not nothing");
            return "";
        }
        return text;
    }

    @Nullable
    String id(String column) {
        int f = names.indexOf(column);
        if (isEmpty(f)) {
            return null;
        }
        String id = Identifiers.decode(bytes, start(f), splitter.ends[f]);
        if (id == null) {
            fail(column, Identifiers.EXPECTED);
        }
        return id;
    }

    String requiredId(String column) {
        String id = id(column);
        if (id == null) {
            fail(column, Identifiers.EXPECTED);
            return "";
        }
        return id;
    }

    @Nullable
    Long time(String column) {
        int f = names.indexOf(column);
        if (isEmpty(f)) {
            return null;
        }
        long ms = timestamps.parse(bytes, start(f), splitter.ends[f]);
        if (ms == Timestamps.BAD) {
            fail(column, Timestamps.EXPECTED);
        }
        return ms;
    }

    Long requiredTime(String column) {
        Long ms = time(column);
        if (ms == null) {
            fail(column, Timestamps.EXPECTED);
            return 0L;
        }
        return ms;
    }

    /** A number, NaN when empty. */
    double number(String column, double min, double max) {
        int f = names.indexOf(column);
        if (isEmpty(f)) {
            return Double.NaN;
        }
        long units = Decimals.decimal(bytes, start(f), splitter.ends[f]);
        double v = units / (double) Decimals.UNITS;
        if (units == Decimals.BAD || v < min || v > max) {
            fail(column, "a number from " + (long) min + " to " + (long) max);
        }
        return v;
    }

    /** A whole number, −1 when empty. */
    int whole(String column, int min, int max) {
        int f = names.indexOf(column);
        if (isEmpty(f)) {
            return -1;
        }
        long v = Decimals.whole(bytes, start(f), splitter.ends[f]);
        if (v < min || v > max) {
            fail(column, "a whole number from " + min + " to " + max);
        }
        return (int) v;
    }
}
