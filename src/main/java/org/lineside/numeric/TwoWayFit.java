package org.lineside.numeric;

import java.util.Arrays;

/**
 * A table of rows and columns, most of it empty, taken apart into effects of both: each value is the effect of its row,
 * that of its column, that of its group and noise. A group is what is measured at one go (a call, say): it belongs to
 * one row, and what it has for itself is common to its values, so that they are not independent.
 *
 * <p>A linear mixed model, solved as penalised least squares (Henderson 1975), by weights that are found again and again
 * until they settle (Holland and Welsch 1977). Noise and groups have the weights of Huber (1964), so that no single one
 * decides. Rows and columns are drawn towards 0 by a prior of Student's form with few degrees of freedom (Lange, Little
 * and Taylor 1989): where little is known, or little differs, they stay near 0; an effect that is plainly there is
 * hardly touched, and is given to the one row or column rather than to all that met it.
 *
 * <p>The standard errors are those of the model, the uncertainty of all other effects included; where values spread more
 * about the effect than their variances say, as when it was there half of the time only, they grow by as much.
 *
 * <p>Costs at most columns³ for each of at most {@value #ROUNDS} rounds, and much less where few columns are met together.
 */
public final class TwoWayFit {
    private static final int ROUNDS = 12;
    private static final double SETTLED = 1e-4;

    /** 95 % efficient where everything is normal (Huber 1964). */
    private static final double HUBER = 1.345;

    /** Lange, Little and Taylor 1989 find that few degrees of freedom serve most data. */
    private static final double DEGREES_OF_FREEDOM = 4;

    private final Table table;
    private final double[] precision;
    private final double[] groupPrecision;
    private final double[] rowPrecision;
    private final double[] columnPrecision;
    private final double[] groupSum;
    private final double[] row;
    private final double[] column;
    private final double[] group;
    private final double[] rowInformation;
    private final double[][] shared;
    private final double[][] root;
    private final int[] first;

    /**
     * What is taken apart. The values of group g are those from {@code start[g]} to {@code start[g + 1]}.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @param row row of each group
     * @param start one more than there are groups
     * @param groupVariance variance of what each group has for itself, above 0
     * @param column column of each value; a group has at most one value in a column
     * @param value the values
     * @param variance variance of the noise of each value, above 0
     * @param priorVariance variance of the effects of rows and columns that are sound, above 0
     */
    public record Table(
            int rows,
            int columns,
            int[] row,
            int[] start,
            double[] groupVariance,
            int[] column,
            double[] value,
            double[] variance,
            double priorVariance) {
        int groups() {
            return row.length;
        }
    }

    /**
     * The effects.
     *
     * @param rows of each row; around 0 and wide for one without values
     * @param columns of each column, alike
     */
    public record Effects(Interval[] rows, Interval[] columns) {}

    private TwoWayFit(Table table) {
        this.table = table;
        precision = new double[table.value.length];
        groupPrecision = new double[table.groups()];
        rowPrecision = new double[table.rows];
        columnPrecision = new double[table.columns];
        groupSum = new double[table.groups()];
        row = new double[table.rows];
        column = new double[table.columns];
        group = new double[table.groups()];
        rowInformation = new double[table.rows];
        shared = new double[table.rows][table.columns];
        root = new double[table.columns][table.columns];
        first = new int[table.columns];
    }

    /** Takes a table apart. */
    public static Effects of(Table table) {
        TwoWayFit fit = new TwoWayFit(table);
        fit.beginWeights();
        double moved = Double.POSITIVE_INFINITY;
        for (int k = 0; k < ROUNDS && moved > SETTLED; k++) {
            if (k > 0) {
                fit.weigh();
            }
            moved = fit.solve();
        }
        return fit.effects();
    }

    private void beginWeights() {
        Arrays.setAll(precision, o -> 1 / table.variance[o]);
        Arrays.setAll(groupPrecision, g -> 1 / table.groupVariance[g]);
        Arrays.fill(rowPrecision, 1 / table.priorVariance);
        Arrays.fill(columnPrecision, 1 / table.priorVariance);
    }

    private void weigh() {
        for (int g = 0; g < table.groups(); g++) {
            groupPrecision[g] = huber(group[g] / Math.sqrt(table.groupVariance[g])) / table.groupVariance[g];
            for (int o = table.start[g]; o < table.start[g + 1]; o++) {
                double left = table.value[o] - row[table.row[g]] - column[table.column[o]] - group[g];
                precision[o] = huber(left / Math.sqrt(table.variance[o])) / table.variance[o];
            }
        }
        Arrays.setAll(rowPrecision, i -> student(row[i]) / table.priorVariance);
        Arrays.setAll(columnPrecision, j -> student(column[j]) / table.priorVariance);
    }

    private static double huber(double standardised) {
        double size = Math.abs(standardised);
        return size <= HUBER ? 1 : HUBER / size;
    }

    private double student(double effect) {
        return (DEGREES_OF_FREEDOM + 1) / (DEGREES_OF_FREEDOM + effect * effect / table.priorVariance);
    }

    /** The best effects under the weights; gives how far the farthest has moved. */
    private double solve() {
        double[] forRows = new double[table.rows];
        double[] forColumns = new double[table.columns];
        System.arraycopy(rowPrecision, 0, rowInformation, 0, table.rows);
        for (int j = 0; j < table.columns; j++) {
            Arrays.fill(root[j], 0);
            root[j][j] = columnPrecision[j];
        }
        for (double[] line : shared) {
            Arrays.fill(line, 0);
        }
        for (int g = 0; g < table.groups(); g++) {
            addGroup(g, forRows, forColumns);
        }
        for (int i = 0; i < table.rows; i++) {
            takeOutRow(i, forRows[i], forColumns);
        }
        decompose();
        backward(forward(forColumns));
        double moved = 0;
        for (int j = 0; j < table.columns; j++) {
            moved = Math.max(moved, Math.abs(forColumns[j] - column[j]));
            column[j] = forColumns[j];
        }
        for (int i = 0; i < table.rows; i++) {
            double value = (forRows[i] - product(shared[i], column)) / rowInformation[i];
            moved = Math.max(moved, Math.abs(value - row[i]));
            row[i] = value;
        }
        groups();
        return moved;
    }

    /** A group's part of the normal equations, its own effect eliminated. */
    private void addGroup(int g, double[] forRows, double[] forColumns) {
        int from = table.start[g];
        int to = table.start[g + 1];
        double sum = 0;
        double weighted = 0;
        for (int o = from; o < to; o++) {
            sum += precision[o];
            weighted += precision[o] * table.value[o];
        }
        groupSum[g] = sum;
        double scale = 1 / (sum + groupPrecision[g]);
        double kept = groupPrecision[g] * scale;
        int i = table.row[g];
        rowInformation[i] += sum * kept;
        forRows[i] += weighted * kept;
        for (int o = from; o < to; o++) {
            int j = table.column[o];
            double p = precision[o];
            root[j][j] += p;
            shared[i][j] += p * kept;
            forColumns[j] += p * (table.value[o] - scale * weighted);
            for (int l = from; l < to; l++) {
                if (table.column[l] <= j) {
                    root[j][table.column[l]] -= p * precision[l] * scale;
                }
            }
        }
    }

    /** Eliminates a row's effect: the Schur complement on the columns. */
    private void takeOutRow(int i, double forRow, double[] forColumns) {
        int[] met = met(shared[i]);
        for (int a = 0; a < met.length; a++) {
            double factor = shared[i][met[a]] / rowInformation[i];
            forColumns[met[a]] -= factor * forRow;
            double[] line = root[met[a]];
            for (int b = 0; b <= a; b++) {
                line[met[b]] -= factor * shared[i][met[b]];
            }
        }
    }

    private static int[] met(double[] line) {
        int[] met = new int[line.length];
        int n = 0;
        for (int j = 0; j < line.length; j++) {
            if (line[j] != 0) {
                met[n++] = j;
            }
        }
        return Arrays.copyOf(met, n);
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }

    /**
     * Cholesky's decomposition in place, lower triangle; the prior makes the matrix positive definite. What lies before
     * the first column of a row that is not 0 stays 0 (George and Liu 1981, ch. 4): columns that are met together had
     * better stand together.
     */
    private void decompose() {
        for (int i = 0; i < root.length; i++) {
            double[] line = root[i];
            int from = 0;
            while (from < i && line[from] == 0) {
                from++;
            }
            first[i] = from;
            for (int j = from; j <= i; j++) {
                double[] other = root[j];
                double sum = line[j];
                for (int k = Math.max(from, first[j]); k < j; k++) {
                    sum -= line[k] * other[k];
                }
                line[j] = i == j ? Math.sqrt(sum) : sum / other[j];
            }
        }
    }

    private double[] forward(double[] x) {
        for (int i = 0; i < x.length; i++) {
            double sum = x[i];
            for (int k = first[i]; k < i; k++) {
                sum -= root[i][k] * x[k];
            }
            x[i] = sum / root[i][i];
        }
        return x;
    }

    private void backward(double[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= root[i][i];
            for (int k = first[i]; k < i; k++) {
                x[k] -= root[i][k] * x[i];
            }
        }
    }

    private void groups() {
        for (int g = 0; g < table.groups(); g++) {
            double sum = 0;
            for (int o = table.start[g]; o < table.start[g + 1]; o++) {
                sum += precision[o] * rest(g, o);
            }
            group[g] = sum / (groupSum[g] + groupPrecision[g]);
        }
    }

    /** What row and column leave of a value. */
    private double rest(int g, int o) {
        return table.value[o] - row[table.row[g]] - column[table.column[o]];
    }

    private Effects effects() {
        double[] spreadOfRows = spreadOfRows();
        double[] spreadOfColumns = spreadOfColumns();
        Interval[] rows = new Interval[table.rows];
        for (int i = 0; i < rows.length; i++) {
            double[] by = forward(shared[i].clone());
            double variance = (1 + product(by, by) / rowInformation[i]) / rowInformation[i];
            rows[i] = Interval.normal(row[i], Math.sqrt(variance * spreadOfRows[i]));
        }
        Interval[] columns = new Interval[table.columns];
        for (int j = 0; j < columns.length; j++) {
            double[] unit = new double[table.columns];
            unit[j] = 1;
            forward(unit);
            columns[j] = Interval.normal(column[j], Math.sqrt(product(unit, unit) * spreadOfColumns[j]));
        }
        return new Effects(rows, columns);
    }

    /** How much wider than their variances say the groups of each row spread: at least 1. */
    private double[] spreadOfRows() {
        Overdispersion[] spreads = Overdispersion.of(table.rows);
        for (int g = 0; g < table.groups(); g++) {
            double sum = 0;
            double weights = 0;
            for (int o = table.start[g]; o < table.start[g + 1]; o++) {
                sum += rest(g, o) / table.variance[o];
                weights += 1 / table.variance[o];
            }
            if (weights > 0) {
                spreads[table.row[g]].add(sum / weights / Math.sqrt(table.groupVariance[g] + 1 / weights));
            }
        }
        return Arrays.stream(spreads).mapToDouble(Overdispersion::factor).toArray();
    }

    private double[] spreadOfColumns() {
        Overdispersion[] spreads = Overdispersion.of(table.columns);
        for (int g = 0; g < table.groups(); g++) {
            for (int o = table.start[g]; o < table.start[g + 1]; o++) {
                double variance = table.groupVariance[g] + table.variance[o];
                spreads[table.column[o]].add(rest(g, o) / Math.sqrt(variance));
            }
        }
        return Arrays.stream(spreads).mapToDouble(Overdispersion::factor).toArray();
    }

    /** The variance of a weighted mean as its residuals tell it (Huber 1967), over that which the weights tell. */
    private static final class Overdispersion {
        private int n;
        private double squares;
        private double weights;

        static Overdispersion[] of(int count) {
            Overdispersion[] all = new Overdispersion[count];
            Arrays.setAll(all, i -> new Overdispersion());
            return all;
        }

        void add(double standardised) {
            double weight = huber(standardised);
            n++;
            squares += weight * standardised * weight * standardised;
            weights += weight;
        }

        double factor() {
            return n < 2 ? 1 : Math.max(1, squares / weights * n / (n - 1));
        }
    }
}
