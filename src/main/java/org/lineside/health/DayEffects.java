package org.lineside.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lineside.calls.Channel;
import org.lineside.health.CallHealth.CellShare;
import org.lineside.numeric.Interval;
import org.lineside.numeric.TwoWayFit;

/** The effects of a day, parted between mobiles and cells: each channel is a table of mobiles and cells by itself. */
final class DayEffects {
    private static final int CHANNELS = Channel.values().length;
    private static final int PER_UNIT = 1000;
    private static final char NAMELESS = '\0';

    private final String day;
    private final List<CallHealth> calls;
    private final List<String> cells;
    private final List<String> mobiles;
    private final List<TwoWayFit.Effects> fits;

    /** @param all calls of the day, in a fixed order */
    DayEffects(String day, List<CallHealth> all) {
        this.day = day;
        calls = all.stream().filter(c -> !c.cells().isEmpty()).toList();
        cells = calls.stream()
                .flatMap(c -> c.cells().stream())
                .map(CellShare::cell)
                .distinct()
                .sorted()
                .toList();
        mobiles = calls.stream().map(DayEffects::mobile).distinct().sorted().toList();
        fits = IntStream.range(0, CHANNELS).parallel().mapToObj(this::fit).toList();
    }

    /** Calls whose mobile nobody named have one each: they may be of different ones. */
    private static String mobile(CallHealth call) {
        return call.mobileId().isEmpty() ? NAMELESS + call.callId() : call.mobileId();
    }

    private static int index(List<String> sorted, String name) {
        return Collections.binarySearch(sorted, name);
    }

    private TwoWayFit.Effects fit(int channel) {
        int values = (int) calls.stream()
                .flatMap(c -> c.cells().stream())
                .filter(s -> s.atoms()[channel] > 0)
                .count();
        int[] row = new int[calls.size()];
        int[] start = new int[calls.size() + 1];
        double[] groupVariance = new double[calls.size()];
        int[] column = new int[values];
        double[] value = new double[values];
        double[] variance = new double[values];
        int n = 0;
        for (int g = 0; g < row.length; g++) {
            CallHealth call = calls.get(g);
            row[g] = index(mobiles, mobile(call));
            groupVariance[g] = call.noise().callVariance()[channel];
            for (CellShare share : call.cells()) {
                if (share.atoms()[channel] > 0) {
                    column[n] = index(cells, share.cell());
                    value[n] = share.effect()[channel];
                    variance[n++] = call.noise().cellVariance(channel, share.atoms()[channel]);
                }
            }
            start[g + 1] = n;
        }
        // Sound mobiles and cells differ from day to day about as much as sound calls do.
        double prior = Arrays.stream(groupVariance).average().orElse(1);
        return TwoWayFit.of(new TwoWayFit.Table(
                mobiles.size(), cells.size(), row, start, groupVariance, column, value, variance, prior));
    }

    /** How often an entity was met, and by whom. */
    private static final class Met {
        private int calls;
        private final Set<String> others = new TreeSet<>();
        private final boolean[] channels = new boolean[CHANNELS];

        void add(String other, CellShare share) {
            others.add(other);
            for (int c = 0; c < CHANNELS; c++) {
                channels[c] |= share.atoms()[c] > 0;
            }
        }

        static List<Met> of(int count) {
            return IntStream.range(0, count).mapToObj(i -> new Met()).toList();
        }
    }

    /** By cell. */
    List<EntityHealth> cells() {
        List<Met> met = Met.of(cells.size());
        for (CallHealth call : calls) {
            for (CellShare share : call.cells()) {
                Met cell = met.get(index(cells, share.cell()));
                cell.calls++;
                cell.add(mobile(call), share);
            }
        }
        return rows(cells, met, TwoWayFit.Effects::columns);
    }

    /** By mobile; nameless ones have no row. */
    List<EntityHealth> mobiles() {
        List<Met> met = Met.of(mobiles.size());
        for (CallHealth call : calls) {
            Met mobile = met.get(index(mobiles, mobile(call)));
            mobile.calls++;
            call.cells().forEach(share -> mobile.add(share.cell(), share));
        }
        return rows(mobiles, met, TwoWayFit.Effects::rows);
    }

    private List<EntityHealth> rows(List<String> names, List<Met> met, Function<TwoWayFit.Effects, Interval[]> side) {
        List<EntityHealth> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            if (names.get(k).charAt(0) != NAMELESS) {
                Met entity = met.get(k);
                int at = k;
                List<Interval> effects = IntStream.range(0, CHANNELS)
                        .mapToObj(
                                c -> entity.channels[c] ? side.apply(fits.get(c))[at].rounded(PER_UNIT) : Interval.NONE)
                        .toList();
                rows.add(new EntityHealth(names.get(k), day, entity.calls, entity.others.size(), effects));
            }
        }
        return List.copyOf(rows);
    }
}
