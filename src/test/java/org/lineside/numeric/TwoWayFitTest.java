package org.lineside.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.lineside.numeric.TwoWayFit.Effects;
import org.lineside.numeric.TwoWayFit.Table;

class TwoWayFitTest {
    private static final double GROUP_SD = 1;
    private static final double NOISE_SD = 1.2;

    /** Tables as they are filled by hand. */
    private static final class Draft {
        private final List<Integer> row = new ArrayList<>();
        private final List<Integer> start = new ArrayList<>(List.of(0));
        private final List<Integer> column = new ArrayList<>();
        private final List<Double> value = new ArrayList<>();

        void add(int column, double value) {
            this.column.add(column);
            this.value.add(value);
        }

        void endGroup(int row) {
            this.row.add(row);
            start.add(value.size());
        }

        Table table(int rows, int columns) {
            double[] groupVariance = new double[row.size()];
            Arrays.fill(groupVariance, GROUP_SD * GROUP_SD);
            double[] variance = new double[value.size()];
            Arrays.fill(variance, NOISE_SD * NOISE_SD);
            return new Table(
                    rows,
                    columns,
                    row.stream().mapToInt(i -> i).toArray(),
                    start.stream().mapToInt(i -> i).toArray(),
                    groupVariance,
                    column.stream().mapToInt(i -> i).toArray(),
                    value.stream().mapToDouble(v -> v).toArray(),
                    variance,
                    1);
        }
    }

    /**
     * Trains on a line: row i makes {@code 1 + i % 5} trips over a stretch of columns; some columns are met often, some
     * seldom, the last never.
     */
    private static Table trips(RandomGenerator random, double[] rowEffect, double[] columnEffect) {
        Draft draft = new Draft();
        for (int i = 0; i < rowEffect.length; i++) {
            for (int trip = 0; trip <= i % 5; trip++) {
                double own = GROUP_SD * random.nextGaussian();
                int from = (7 * i + 3 * trip) % (columnEffect.length - 4);
                int to = Math.min(columnEffect.length - 1, from + 2 + (i + trip) % 7);
                for (int j = from; j < to; j++) {
                    draft.add(j, rowEffect[i] + columnEffect[j] + own + NOISE_SD * random.nextGaussian());
                }
                draft.endGroup(i);
            }
        }
        return draft.table(rowEffect.length, columnEffect.length);
    }

    private static Table planted(long seed, int sickRow, double rowDb, int sickColumn, double columnDb) {
        double[] rows = new double[40];
        double[] columns = new double[16];
        rows[sickRow] = rowDb;
        columns[sickColumn] = columnDb;
        return trips(new SplittableRandom(seed), rows, columns);
    }

    @Test
    void agrees_with_all_effects_solved_for_at_once() {
        for (Table table : List.of(planted(1, 4, -6, 6, -12), planted(2, 19, 5, 1, 3), small())) {
            Effects fast = TwoWayFit.of(table);
            Naive naive = new Naive(table);
            for (int i = 0; i < table.rows(); i++) {
                assertThat(fast.rows()[i].value()).isCloseTo(naive.effect[i], within(2e-3));
                assertThat(halfWidth(fast.rows()[i])).isGreaterThanOrEqualTo(0.999 * 1.96 * naive.error(i));
            }
            for (int j = 0; j < table.columns(); j++) {
                Interval column = fast.columns()[j];
                assertThat(column.value()).isCloseTo(naive.effect[table.rows() + j], within(2e-3));
                assertThat(halfWidth(column)).isGreaterThanOrEqualTo(0.999 * 1.96 * naive.error(table.rows() + j));
            }
        }
    }

    /** With so few groups no spread can be told: the intervals are those of the model. */
    @Test
    void one_group_each_has_the_intervals_of_the_model() {
        Table table = small();
        Effects fast = TwoWayFit.of(table);
        Naive naive = new Naive(table);
        for (int i = 0; i < table.rows(); i++) {
            assertThat(halfWidth(fast.rows()[i])).isCloseTo(1.959964 * naive.error(i), within(2e-3));
        }
    }

    private static Table small() {
        Draft draft = new Draft();
        draft.add(0, 1.5);
        draft.endGroup(0);
        draft.add(1, -0.5);
        draft.add(2, 2);
        draft.endGroup(1);
        draft.endGroup(2);
        return draft.table(3, 4);
    }

    private static double halfWidth(Interval interval) {
        return (interval.high() - interval.low()) / 2;
    }

    @Test
    void a_sick_row_and_a_sick_column_are_told_apart() {
        Effects effects = TwoWayFit.of(planted(3, 9, -6, 6, -12));
        assertThat(effects.rows()[9].value()).isCloseTo(-6, within(1.0));
        assertThat(effects.columns()[6].value()).isCloseTo(-12, within(1.0));
        for (int i = 0; i < effects.rows().length; i++) {
            if (i != 9 && i % 5 >= 2) {
                assertThat(effects.rows()[i].value()).as("row %d", i).isCloseTo(0, within(1.6));
            }
        }
        for (int j = 0; j < effects.columns().length; j++) {
            if (j != 6) {
                assertThat(effects.columns()[j].value()).as("column %d", j).isCloseTo(0, within(1.2));
            }
        }
    }

    @Test
    void what_was_never_met_stays_near_nothing_and_wide() {
        Effects effects = TwoWayFit.of(planted(3, 9, -6, 6, -12));
        Interval never = effects.columns()[15];
        assertThat(never.value()).isCloseTo(0, within(1e-9));
        assertThat(halfWidth(never)).isGreaterThan(1.7);
    }

    /** 300 tables of 40 rows and 15 columns that are met, sound ones and sick ones. */
    @Test
    void intervals_hold_the_truth_as_often_as_they_say() {
        int held = 0;
        int all = 0;
        int heldSick = 0;
        int sick = 0;
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(900 + seed);
            int row = random.nextInt(40);
            int column = random.nextInt(14);
            double rowDb = -4 - 8 * random.nextDouble();
            double columnDb = -4 - 8 * random.nextDouble();
            Effects effects = TwoWayFit.of(planted(seed, row, rowDb, column, columnDb));
            for (int i = 0; i < 40; i++) {
                held += holds(effects.rows()[i], i == row ? rowDb : 0);
                all++;
            }
            for (int j = 0; j < 15; j++) {
                held += holds(effects.columns()[j], j == column ? columnDb : 0);
                all++;
            }
            heldSick += holds(effects.rows()[row], rowDb) + holds(effects.columns()[column], columnDb);
            sick += 2;
        }
        assertThat((double) held / all).isGreaterThan(0.95);
        assertThat((double) heldSick / sick).isGreaterThan(0.88);
    }

    private static int holds(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }

    @Test
    void one_wild_value_decides_nothing() {
        Table table = planted(5, 0, 0, 0, 0);
        Effects before = TwoWayFit.of(table);
        table.value()[table.start()[30]] += 60;
        Effects after = TwoWayFit.of(table);
        for (int j = 0; j < 16; j++) {
            assertThat(after.columns()[j].value()).isCloseTo(before.columns()[j].value(), within(0.6));
        }
    }

    @Test
    void an_effect_that_is_there_half_of_the_time_has_a_wide_interval() {
        Draft draft = new Draft();
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 6; j++) {
                draft.add(j, (j == 2 && i >= 10 ? -12 : 0) + random.nextGaussian());
            }
            draft.endGroup(i);
        }
        Effects effects = TwoWayFit.of(draft.table(20, 6));
        Interval half = effects.columns()[2];
        assertThat(half.low()).isGreaterThan(-12);
        assertThat(half.high()).isLessThan(0);
        assertThat(halfWidth(half)).isGreaterThan(2 * halfWidth(effects.columns()[3]));
    }

    @Test
    void an_empty_table_has_no_effects() {
        Effects effects = TwoWayFit.of(new Draft().table(0, 0));
        assertThat(effects.rows()).isEmpty();
        assertThat(effects.columns()).isEmpty();
    }

    /** Rows, columns and groups in one dense system, solved as often as it takes. */
    private static final class Naive {
        private static final int ROUNDS = 60;
        private final Table table;
        private double[] effect;
        private RealMatrix covariance = new Array2DRowRealMatrix(1, 1);

        Naive(Table table) {
            this.table = table;
            effect = new double[table.rows() + table.columns() + table.row().length];
            for (int round = 0; round < ROUNDS; round++) {
                solve(round == 0);
            }
        }

        double error(int index) {
            return Math.sqrt(covariance.getEntry(index, index));
        }

        private void solve(boolean first) {
            int n = effect.length;
            int firstColumn = table.rows();
            int firstGroup = firstColumn + table.columns();
            double[][] a = new double[n][n];
            double[] b = new double[n];
            for (int k = 0; k < firstGroup; k++) {
                double t = first ? 1 : 5 / (4 + effect[k] * effect[k] / table.priorVariance());
                a[k][k] += t / table.priorVariance();
            }
            for (int g = 0; g < table.row().length; g++) {
                double own = table.groupVariance()[g];
                a[firstGroup + g][firstGroup + g] += (first ? 1 : huber(effect[firstGroup + g] / Math.sqrt(own))) / own;
                for (int o = table.start()[g]; o < table.start()[g + 1]; o++) {
                    int[] of = {table.row()[g], firstColumn + table.column()[o], firstGroup + g};
                    double left = table.value()[o] - effect[of[0]] - effect[of[1]] - effect[of[2]];
                    double p = (first ? 1 : huber(left / Math.sqrt(table.variance()[o]))) / table.variance()[o];
                    for (int x : of) {
                        b[x] += p * table.value()[o];
                        for (int y : of) {
                            a[x][y] += p;
                        }
                    }
                }
            }
            covariance =
                    new LUDecomposition(new Array2DRowRealMatrix(a)).getSolver().getInverse();
            effect = covariance.operate(b);
        }

        private static double huber(double z) {
            return Math.min(1, 1.345 / Math.abs(z));
        }
    }
}
