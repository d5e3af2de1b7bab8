package org.lineside.intake.lines;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A line that breaks the contract.
 *
 * @param file the file as given
 * @param line 1-based, the header is line 1
 * @param field 1-based number of the field
 * @param column the column's name in the contract, empty when there is no such column
 * @param value what stands there, cut to {@value #MAX_VALUE} characters
 * @param expected what should
 */
public record Reject(String file, long line, int field, String column, String value, String expected) {
    /** Longest value kept, in characters. */
    public static final int MAX_VALUE = 80;

    /** The same rejection, its line number shifted and its file named. */
    public Reject at(String inFile, long linesBefore) {
        return new Reject(inFile, line + linesBefore, field, column, value, expected);
    }

    /**
     * A line with too many or too few fields.
     *
     * @param names the columns
     * @param found number of fields found
     * @param surplus the first field that has no column, empty when there are too few
     */
    static Reject wrongCount(List<String> names, int found, byte[] surplus, int line) {
        int field = Math.min(found, names.size());
        String column = found < names.size() ? names.get(found) : "";
        return new Reject("", line, field + 1, column, shown(surplus), names.size() + " fields, found " + found);
    }

    /** A field for people, cut to {@link #MAX_VALUE} characters. */
    static String shown(byte[] field) {
        String text = new String(field, 0, Math.min(field.length, 4 * MAX_VALUE), StandardCharsets.UTF_8);
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE - 1) + "…";
    }
}
