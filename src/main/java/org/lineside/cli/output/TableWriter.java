package org.lineside.cli.output;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** Writes a list as aligned columns. Where it would be too wide, prose is shortened, the widest first; names never are. */
final class TableWriter<R> {
    private static final String GAP = "  ";
    private static final int SHORTEST_TEXT = 12;

    private final List<Column<R>> columns;
    private final int width;

    TableWriter(List<Column<R>> columns, int width) {
        this.columns = columns.stream().filter(Column::inTable).toList();
        this.width = width;
    }

    void write(List<R> rows, PrintStream out) {
        String[][] cells = new String[rows.size() + 1][];
        cells[0] = columns.stream().map(Column::name).toArray(String[]::new);
        for (int r = 0; r < rows.size(); r++) {
            R row = rows.get(r);
            cells[r + 1] = columns.stream().map(c -> c.brief(row)).toArray(String[]::new);
        }
        int[] widths = widths(cells);
        for (String[] line : cells) {
            out.print(line(line, widths) + "\n");
        }
    }

    private int[] widths(String[][] cells) {
        int[] widths = new int[columns.size()];
        for (String[] line : cells) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], length(line[c]));
            }
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        while (excess > 0) {
            int widest = widestText(widths);
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            excess--;
        }
        return widths;
    }

    /** The widest column that can still be shortened, or −1. */
    private int widestText(int[] widths) {
        int widest = -1;
        for (int c = 0; c < widths.length; c++) {
            boolean shrinks = columns.get(c).kind() == Column.Kind.TEXT
                    && widths[c] > Math.max(SHORTEST_TEXT, columns.get(c).name().length());
            if (shrinks && (widest < 0 || widths[c] > widths[widest])) {
                widest = c;
            }
        }
        return widest;
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder(width);
        for (int c = 0; c < cells.length; c++) {
            String cell = shortened(cells[c], widths[c]);
            String padding = " ".repeat(widths[c] - length(cell));
            boolean right = columns.get(c).kind() == Column.Kind.NUMBER;
            line.append(c == 0 ? "" : GAP).append(right ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    /** Cut at a space where one is near, so that no word is torn apart without need. */
    private static String shortened(String text, int width) {
        if (length(text) <= width) {
            return text;
        }
        int end = text.offsetByCodePoints(0, width - 1);
        int space = text.lastIndexOf(' ', end);
        return text.substring(0, space > end * 2 / 3 ? space : end) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
