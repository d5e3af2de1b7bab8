package org.lineside.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a list as tab separated values, a missing value as nothing. */
final class TsvWriter {
    private TsvWriter() {}

    static <R> void write(List<Column<R>> columns, List<R> rows, PrintStream out) {
        out.print(columns.stream().map(Column::name).collect(Collectors.joining("\t")) + "\n");
        for (R row : rows) {
            out.print(columns.stream().map(c -> cell(c.full(row))).collect(Collectors.joining("\t")) + "\n");
        }
    }

    /** Tabs and line ends inside a value would break the line: they are written as {@code \t}, {@code \n}, {@code \r}. */
    private static String cell(@Nullable Object value) {
        return value == null
                ? ""
                : value.toString()
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
