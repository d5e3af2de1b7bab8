package org.lineside.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lineside.attribution.Scope;
import org.lineside.calls.Channel;
import org.lineside.numeric.Robust;

/**
 * The calls of one day beside the cells they met, told apart by median polish (Tukey 1977, Exploratory Data Analysis, ch.
 * 11): a call's own effect is its mobile's and its surroundings', a cell's is what all calls share in it. Medians, so that a
 * call or a cell that is far off leaves the others alone.
 */
public final class DayTable {
    private static final int ROUNDS = 4;

    /** Cells a call must have met for its own effect to be told from theirs. */
    private static final int MIN_CELLS = 3;

    private final long day;
    private final List<CallEffects> calls;
    private final List<String> cells;
    private final int[][] column;

    /** The table of a day. */
    public DayTable(long day, List<CallEffects> calls) {
        this.day = day;
        this.calls = List.copyOf(calls);
        TreeSet<String> names = new TreeSet<>();
        calls.forEach(c -> names.addAll(c.cells()));
        this.cells = List.copyOf(names);
        Map<String, Integer> index = new TreeMap<>();
        cells.forEach(c -> index.put(c, index.size()));
        this.column = calls.stream()
                .map(c -> c.cells().stream()
                        .mapToInt(name -> index.getOrDefault(name, -1))
                        .toArray())
                .toArray(int[][]::new);
    }

    /**
     * What the calls say of one cell or mobile.
     *
     * @param series whose
     * @param values one of each call
     */
    record Sample(Series series, float[] values) {
        double median() {
            return Robust.median(values);
        }
    }

    /** The day's effects of every cell and mobile met. */
    public List<DayEffect> effects() {
        return samples().stream()
                .map(s -> new DayEffect(day, s.series(), s.median(), s.values().length))
                .toList();
    }

    /** What each call says, by what it speaks of. */
    List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            polish(channel, samples);
        }
        return samples;
    }

    private void polish(Channel channel, List<Sample> samples) {
        double[] ofCell = new double[cells.size()];
        float[] ofCall = new float[calls.size()];
        for (int round = 0; round < ROUNDS; round++) {
            rows(channel, ofCell, ofCall);
            if (round < ROUNDS - 1) {
                float[][] perCell = columns(channel, ofCall);
                Arrays.setAll(ofCell, c -> perCell[c].length == 0 ? 0 : Robust.median(perCell[c]));
            }
        }
        float[][] perCell = columns(channel, ofCall);
        for (int c = 0; c < perCell.length; c++) {
            if (perCell[c].length > 0) {
                samples.add(new Sample(new Series(Scope.CELL, cells.get(c), channel), perCell[c]));
            }
        }
        mobiles(channel, ofCall, samples);
    }

    /** The effect of each call, NaN where too few cells tell. */
    private void rows(Channel channel, double[] ofCell, float[] ofCall) {
        for (int k = 0; k < ofCall.length; k++) {
            float[] values = calls.get(k).effect()[channel.ordinal()].clone();
            int known = 0;
            for (int i = 0; i < values.length; i++) {
                known += Float.isNaN(values[i]) ? 0 : 1;
                values[i] -= (float) ofCell[column[k][i]];
            }
            ofCall[k] = known < MIN_CELLS ? Float.NaN : (float) Robust.median(values);
        }
    }

    private float[][] columns(Channel channel, float[] ofCall) {
        // A call whose own effect can't be told is taken for an average one.
        double average = orZero(Robust.median(ofCall));
        int[] count = new int[cells.size()];
        float[][] values = new float[cells.size()][calls.size()];
        for (int k = 0; k < ofCall.length; k++) {
            float[] own = calls.get(k).effect()[channel.ordinal()];
            double call = Float.isNaN(ofCall[k]) ? average : ofCall[k];
            for (int i = 0; i < own.length; i++) {
                if (!Float.isNaN(own[i])) {
                    int c = column[k][i];
                    values[c][count[c]++] = (float) (own[i] - call);
                }
            }
        }
        for (int c = 0; c < values.length; c++) {
            values[c] = Arrays.copyOf(values[c], count[c]);
        }
        return values;
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private void mobiles(Channel channel, float[] ofCall, List<Sample> samples) {
        Map<String, List<Float>> perMobile = new TreeMap<>();
        for (int k = 0; k < ofCall.length; k++) {
            if (!Float.isNaN(ofCall[k])) {
                perMobile
                        .computeIfAbsent(calls.get(k).mobile(), m -> new ArrayList<>())
                        .add(ofCall[k]);
            }
        }
        perMobile.forEach((mobile, values) -> {
            float[] own = new float[values.size()];
            for (int i = 0; i < own.length; i++) {
                own[i] = values.get(i);
            }
            samples.add(new Sample(new Series(Scope.MOBILE, mobile, channel), own));
        });
    }
}
