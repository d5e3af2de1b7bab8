package org.lineside.cli.output;

import java.io.PrintStream;
import java.util.List;

/**
 * A list that can be written in every form.
 *
 * @param <R> type of a row
 * @param columns the columns in order
 */
public record Listing<R>(List<Column<R>> columns) {
    /** Copies the list. */
    public Listing {
        columns = List.copyOf(columns);
    }

    /**
     * Writes the rows.
     *
     * @param rows in the order in which they appear
     * @param format the form
     * @param width widest line in characters that a table should have
     * @param out where to
     */
    public void write(List<R> rows, OutputFormat format, int width, PrintStream out) {
        switch (format) {
            case TABLE -> new TableWriter<>(columns, width).write(rows, out);
            case TSV -> TsvWriter.write(columns, rows, out);
            case JSON -> JsonWriter.write(columns, rows, out);
        }
    }
}
