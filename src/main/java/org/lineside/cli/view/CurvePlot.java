package org.lineside.cli.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import org.lineside.findings.Curve;

/**
 * A call against its reference in characters: the band shaded, the expectation a line, the measurement in braille dots
 * (two by four a character) or asterisks, the deviating stretches marked, the cells named below.
 */
final class CurvePlot {
    private static final int ROWS = 12;
    private static final int LABEL = 8;
    /** A call shorter than this is drawn over time: its positions say nothing. */
    private static final float LEAST_KM = 0.3f;
    /** Bits of a braille character by dot column and dot row (Unicode 16, block 2800). */
    private static final int[][] BRAILLE = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

    private final Curve curve;
    private final Curve.Series series;
    private final boolean unicode;
    private final int columns;
    private final boolean byKm;
    private final double firstX;
    private final double lastX;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    private CurvePlot(Curve curve, Curve.Series series, int width, boolean unicode) {
        this.curve = curve;
        this.series = series;
        this.unicode = unicode;
        this.columns = Math.max(20, width - LABEL - 2);
        double[] km = range(curve.positionKm());
        this.byKm = km[1] - km[0] >= LEAST_KM;
        long[] time = curve.timeMs();
        this.firstX = byKm ? km[0] : time[0];
        this.lastX = byKm ? km[1] : time[time.length - 1];
        for (float[] values : List.of(series.observed(), series.expected(), series.lower(), series.upper())) {
            double[] range = range(values);
            low = Math.min(low, range[0]);
            high = Math.max(high, range[1]);
        }
        if (high - low < 1) {
            high = low + 1;
        }
    }

    /**
     * Draws one indicator.
     *
     * @param deviates whether the sample of this time is part of a finding
     * @param width of the lines in characters
     * @param unicode whether the reader's terminal can show more than ASCII
     */
    static List<String> draw(Curve curve, Curve.Series series, LongPredicate deviates, int width, boolean unicode) {
        double[] observed = range(series.observed());
        if (curve.timeMs().length == 0 || observed[0] > observed[1]) {
            return List.of(series.indicator() + ": nothing was measured");
        }
        return new CurvePlot(curve, series, width, unicode).lines(deviates);
    }

    private static double[] range(float[] values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return new double[] {least, most};
    }

    private List<String> lines(LongPredicate deviates) {
        List<String> lines = new ArrayList<>();
        lines.add(legend());
        char[][] picture = picture();
        for (int row = 0; row < ROWS; row++) {
            lines.add((label(row) + (unicode ? " ┤" : " |") + new String(picture[row])).stripTrailing());
        }
        char[] marks = marks(deviates);
        if (!new String(marks).isBlank()) {
            lines.add(margin("deviates", new String(marks)));
        }
        lines.add(margin(byKm ? "km" : "UTC", axis()));
        lines.add(margin("cell", cells()));
        return lines;
    }

    private String legend() {
        return unicode
                ? "%s in %s: ⠶ measured, ─ expected, ░ where 95 %% of sound calls lie"
                        .formatted(series.indicator(), series.unit())
                : "%s in %s: * measured, - expected, : where 95 %% of sound calls lie"
                        .formatted(series.indicator(), series.unit());
    }

    private static String margin(String name, String rest) {
        return (" ".repeat(Math.max(0, LABEL - name.length())) + name + "  " + rest).stripTrailing();
    }

    private String label(int row) {
        return row % 3 == 0 || row == ROWS - 1
                ? String.format(Locale.ROOT, "%" + LABEL + ".1f", valueOf(row))
                : " ".repeat(LABEL);
    }

    /** The value in the middle of a row; the top row is the highest. */
    private double valueOf(int row) {
        return high - (row + 0.5) * (high - low) / ROWS;
    }

    private int rowOf(double value, int rows) {
        return Math.clamp((int) ((high - value) / (high - low) * rows), 0, rows - 1);
    }

    /** The place of a sample among so many columns, −1 when its position is unknown. */
    private int columnOf(int sample, int of) {
        double x = byKm ? curve.positionKm()[sample] : curve.timeMs()[sample];
        if (Double.isNaN(x)) {
            return -1;
        }
        return lastX <= firstX ? 0 : Math.clamp((int) ((x - firstX) / (lastX - firstX) * of), 0, of - 1);
    }

    private char[][] picture() {
        char[][] picture = new char[ROWS][columns];
        for (char[] row : picture) {
            Arrays.fill(row, ' ');
        }
        drawExpectation(picture);
        int[][] dots = new int[ROWS][columns];
        for (int i = 0; i < series.observed().length; i++) {
            int column = columnOf(i, 2 * columns);
            float value = series.observed()[i];
            if (column >= 0 && !Float.isNaN(value)) {
                int row = rowOf(value, 4 * ROWS);
                dots[row / 4][column / 2] |= BRAILLE[column % 2][row % 4];
            }
        }
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < columns; column++) {
                if (dots[row][column] != 0) {
                    picture[row][column] = unicode ? (char) (0x2800 + dots[row][column]) : '*';
                }
            }
        }
        return picture;
    }

    private void drawExpectation(char[][] picture) {
        double[] lower = means(series.lower());
        double[] upper = means(series.upper());
        double[] expected = means(series.expected());
        for (int column = 0; column < columns; column++) {
            if (!Double.isNaN(lower[column]) && !Double.isNaN(upper[column])) {
                for (int row = rowOf(upper[column], ROWS); row <= rowOf(lower[column], ROWS); row++) {
                    picture[row][column] = unicode ? '░' : ':';
                }
            }
            if (!Double.isNaN(expected[column])) {
                picture[rowOf(expected[column], ROWS)][column] = unicode ? '─' : '-';
            }
        }
    }

    /** The mean in each column; a column without samples between two others takes the one before it. */
    private double[] means(float[] values) {
        double[] sum = new double[columns];
        int[] count = new int[columns];
        for (int i = 0; i < values.length; i++) {
            int column = columnOf(i, columns);
            if (column >= 0 && !Float.isNaN(values[i])) {
                sum[column] += values[i];
                count[column]++;
            }
        }
        int reach = Math.max(1, 2 * columns / Math.max(1, values.length));
        double[] means = new double[columns];
        int since = reach + 1;
        for (int column = 0; column < columns; column++) {
            since = count[column] > 0 ? 0 : since + 1;
            means[column] = since == 0 ? sum[column] / count[column] : since <= reach ? means[column - 1] : Double.NaN;
        }
        return means;
    }

    private char[] marks(LongPredicate deviates) {
        char[] marks = new char[columns];
        Arrays.fill(marks, ' ');
        for (int i = 0; i < curve.timeMs().length; i++) {
            int column = columnOf(i, columns);
            if (column >= 0 && deviates.test(curve.timeMs()[i])) {
                marks[column] = unicode ? '▲' : '^';
            }
        }
        return marks;
    }

    private String axis() {
        char[] axis = new char[columns];
        Arrays.fill(axis, ' ');
        int ticks = Math.max(2, columns / 20);
        for (int tick = 0; tick < ticks; tick++) {
            String text = tickLabel(firstX + tick * (lastX - firstX) / (ticks - 1));
            int at = Math.clamp(tick * (columns - 1L) / (ticks - 1) - text.length() / 2, 0, columns - text.length());
            text.getChars(0, text.length(), axis, at);
        }
        return new String(axis);
    }

    private String tickLabel(double x) {
        return byKm ? String.format(Locale.ROOT, "%.1f", x) : Words.clock((long) x);
    }

    /** The serving cells along the axis, each name at the start of its stretch as far as there is room. */
    private String cells() {
        int[] cellAt = new int[columns];
        Arrays.fill(cellAt, -1);
        for (int i = 0; i < curve.cell().length; i++) {
            int column = columnOf(i, columns);
            if (column >= 0 && cellAt[column] < 0) {
                cellAt[column] = curve.cell()[i];
            }
        }
        StringBuilder line = new StringBuilder();
        int column = 0;
        while (column < columns) {
            int end = column + 1;
            while (end < columns && (cellAt[end] < 0 || cellAt[end] == cellAt[column])) {
                end++;
            }
            String name = cellAt[column] < 0 ? "" : "|" + curve.cells().get(cellAt[column]);
            int room = end - column;
            line.append(name.length() > room ? name.substring(0, room) : name + " ".repeat(room - name.length()));
            column = end;
        }
        return line.toString();
    }
}
