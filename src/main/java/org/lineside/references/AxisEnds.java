package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What calls show beyond the ends of an axis: samples among cells that do not serve on it, before or after those that do. Laid on
 * it, such a call is squeezed: it costs less to go on slowly along the axis than to stand at its end for so long. So the other way
 * round the end of the axis is laid on the call, and tells where the axis begins in it, or ends.
 */
final class AxisEnds {
    /** Fewer samples beyond an end tell nothing. */
    private static final int LEAST_SAMPLES = 8;

    /** Share of the calls that go beyond an end. */
    private static final double SELDOM = 0.125;

    /** Samples at an end of the axis that are looked for in a call. */
    private static final int LAID_SAMPLES = 100;

    /** Mean cost of a sample beyond which a call was never where another is: of at most 8, see {@link Localiser.Fix}. */
    private static final double MOST_MISFIT = 2.5;

    /** Calls looked at before an end is taken to be one. */
    private static final int MOST_TRIES = 8;

    private final List<Stretch> stretches;
    private final Route axis;
    private final Function<List<Stretch>, Route> axisOf;
    private final boolean[] served;

    /**
     * @param stretches what the axis is made of, in its order
     * @param axis the axis
     * @param axisOf makes one of stretches
     * @param modelCells number of cells of the model
     */
    AxisEnds(List<Stretch> stretches, Route axis, Function<List<Stretch>, Route> axisOf, int modelCells) {
        this.stretches = stretches;
        this.axis = axis;
        this.axisOf = axisOf;
        this.served = new boolean[modelCells];
        for (int e = 0; e < axis.entryCell().length; e++) {
            served[axis.heard()[axis.entryCell()[e]]] |= axis.served()[e] > 0;
        }
    }

    /** Samples of a call that make positions of an axis. */
    record Stretch(Pass pass, int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** What is to be put before the axis: of a call that shows what most calls show there. Null where none shows anything. */
    @Nullable
    Stretch before(List<Pass> located) {
        return first(located.stream().map(this::head), this::beforeTheAxis);
    }

    /** What is to be put after it. */
    @Nullable
    Stretch behind(List<Pass> located) {
        return first(located.stream().map(this::tail), this::behindTheAxis);
    }

    private interface Settling {
        @Nullable
        Stretch settled(Stretch beyond);
    }

    /** The first that lies beyond the axis, those first that show most of what the others show. */
    private @Nullable Stretch first(Stream<Stretch> beyond, Settling settling) {
        List<Stretch> those = beyond.filter(s -> s.length() >= LEAST_SAMPLES).toList();
        int[] calls = new int[served.length];
        those.forEach(s -> newCells(s).forEach(c -> calls[c]++));
        return those.stream()
                .filter(s -> !newCells(s).isEmpty())
                .sorted(Comparator.comparingDouble(s -> -weight(s, calls, those.size())))
                .limit(MOST_TRIES)
                .map(settling::settled)
                .filter(Objects::nonNull)
                .filter(s -> s.length() >= LEAST_SAMPLES && !newCells(s).isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** How many calls show its cells; one that hardly any other shows counts against it, and may come further out. */
    private double weight(Stretch stretch, int[] calls, int all) {
        return newCells(stretch).stream()
                .mapToDouble(c -> calls[c] - SELDOM * all)
                .sum();
    }

    private List<Integer> newCells(Stretch stretch) {
        Pass pass = stretch.pass();
        return Arrays.stream(pass.trace().cell(), stretch.from(), stretch.to())
                .map(c -> pass.modelCell()[c])
                .distinct()
                .filter(c -> !served[c])
                .boxed()
                .toList();
    }

    private boolean isKnown(Pass pass, int sample) {
        return served[pass.modelCell()[pass.trace().cell()[sample]]];
    }

    /** Before a cell of the axis serves, or where the call, laid on it as a whole, waits at its first position. */
    private Stretch head(Pass pass) {
        int size = pass.positions().length;
        int unknown = 0;
        while (unknown < size && !isKnown(pass, unknown)) {
            unknown++;
        }
        int waiting = 0;
        while (waiting < size && pass.positions()[waiting] == 0) {
            waiting++;
        }
        int to = Math.max(unknown, waiting);
        return new Stretch(pass, 0, to == size ? 0 : to);
    }

    private Stretch tail(Pass pass) {
        int size = pass.positions().length;
        int known = size;
        while (known > 0 && !isKnown(pass, known - 1)) {
            known--;
        }
        int there = size;
        while (there > 0 && pass.positions()[there - 1] == axis.positions() - 1) {
            there--;
        }
        int from = Math.min(known, there);
        return new Stretch(pass, from == 0 ? size : from, size);
    }

    /** Up to where the axis begins in the call. */
    private @Nullable Stretch beforeTheAxis(Stretch head) {
        Stretch first = stretches.getFirst();
        Stretch begin = new Stretch(first.pass(), first.from(), Math.min(first.to(), first.from() + LAID_SAMPLES));
        int[] laid = laid(begin, head.pass());
        return laid.length == 0 ? null : new Stretch(head.pass(), 0, laid[0]);
    }

    /** From where the axis ends in the call. */
    private @Nullable Stretch behindTheAxis(Stretch tail) {
        Stretch last = stretches.getLast();
        Stretch end = new Stretch(last.pass(), Math.max(last.from(), last.to() - LAID_SAMPLES), last.to());
        int[] laid = laid(end, tail.pass());
        return laid.length == 0 ? null : new Stretch(tail.pass(), laid[laid.length - 1] + 1, tail.to());
    }

    /** The samples of another call at which those of a stretch were where it was; none where it never was there. */
    private int[] laid(Stretch stretch, Pass call) {
        Route axis = axisOf.apply(List.of(new Stretch(call, 0, call.trace().size())));
        Pass pass = stretch.pass();
        Localiser.Fix fix = Localiser.thorough(axis)
                .locate(
                        pass.trace(),
                        pass.modelCell(),
                        stretch.from(),
                        stretch.to(),
                        pass.offset().downlinkDb());
        return fix.meanCost() > MOST_MISFIT ? new int[0] : fix.positions();
    }

    /** The stretches of the axis with what is to be put before and behind it; the same where nothing is. */
    List<Stretch> extending(List<Pass> located) {
        List<Stretch> longer = new ArrayList<>(stretches);
        Stretch head = before(located);
        Stretch tail = behind(located);
        if (head != null) {
            longer.addFirst(head);
        }
        if (tail != null) {
            longer.add(tail);
        }
        return longer;
    }
}
