package org.lineside.intake.lines;

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
}
