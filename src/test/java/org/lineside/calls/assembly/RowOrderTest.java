package org.lineside.calls.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RowOrderTest {
    /** Each row's cell is its position in order of arrival. */
    private static RowOrder of(long... times) {
        RowEncoder encoder = new RowEncoder();
        Row row = new Row();
        for (int i = 0; i < times.length; i++) {
            row.timeMs = times[i];
            row.cell = i;
            encoder.append(row);
        }
        PackedRows rows = new PackedRows();
        rows.append(encoder.toBytes(), 0, encoder.size(), encoder.rows(), encoder.lastMs());
        RowOrder order = new RowOrder();
        order.take(List.of(rows));
        return order;
    }

    private static List<Integer> visited(RowOrder order) {
        List<Integer> seen = new ArrayList<>();
        order.forEach(seen::clear, row -> seen.add(row.cell));
        return seen;
    }

    @Test
    void rowsThatComeByTimeAreReadOnce() {
        RowOrder order = of(10, 20, 30);
        List<Integer> begun = new ArrayList<>();
        order.forEach(() -> begun.add(1), row -> {});
        assertThat(begun).hasSize(1);
        assertThat(visited(order)).containsExactly(0, 1, 2);
        assertThat(order.duplicates()).isEmpty();
    }

    @Test
    void aRowThatComesLateMakesTheVisitorBeginAnew() {
        assertThat(visited(of(10, 30, 20))).containsExactly(0, 2, 1);
    }

    @Test
    void ofEachTimeTheFirstCounts() {
        RowOrder order = of(10, 20, 20, 10, 30);
        assertThat(visited(order)).containsExactly(0, 1, 4);
        assertThat(order.duplicates()).containsExactly(3, 2);
    }

    @Test
    void agreesWithSorting() {
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 100; trial++) {
            long[] times = random.longs(random.nextInt(1, 60), 0, 40).toArray();
            long[] distinct = Arrays.stream(times).sorted().distinct().toArray();
            RowOrder order = of(times);
            long[] seen = visited(order).stream().mapToLong(i -> times[i]).toArray();
            assertThat(seen).isEqualTo(distinct);
            assertThat(order.duplicates()).hasSize(times.length - distinct.length);
        }
    }
}
