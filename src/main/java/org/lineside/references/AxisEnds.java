package org.lineside.references;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
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

    /** A longer wait, of an hour, is no way to an axis. */
    private static final int MOST_SAMPLES = 2000;

    /** A cell that a smaller share of the calls that go beyond an end shows there is not the next one. */
    private static final double SELDOM = 0.125;

    /** Samples at an end of the axis that are looked for in a call. */
    private static final int LAID_SAMPLES = 100;

    /** Samples of the call along the axis in which they are looked for. */
    private static final int GROUND_SAMPLES = 300;

    /** The outermost at the end, which must be there by themselves: a call may come in from elsewhere just behind them. */
    private static final int OUTERMOST_SAMPLES = 20;

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
    private @Nullable Stretch before(List<Pass> located) {
        return first(located.stream().map(this::head), this::beforeTheAxis);
    }

    /** What is to be put after it. */
    private @Nullable Stretch behind(List<Pass> located) {
        return first(located.stream().map(this::tail), this::behindTheAxis);
    }

    private interface Settling {
        @Nullable
        Stretch settled(Stretch beyond);
    }

    /** The first that lies beyond the axis, those first that show most of what the others show. */
    private @Nullable Stretch first(Stream<Stretch> beyond, Settling settling) {
        List<Stretch> those = beyond.filter(s -> s.length() >= LEAST_SAMPLES && s.length() <= MOST_SAMPLES)
                .filter(s -> !newCells(s).isEmpty())
                .toList();
        int[] calls = new int[served.length];
        those.forEach(s -> newCells(s).forEach(c -> calls[c]++));
        return those.stream()
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
        int size = first.pass().trace().size();
        Stretch begin = new Stretch(first.pass(), first.from(), Math.min(size, first.from() + LAID_SAMPLES));
        Stretch outermost = new Stretch(first.pass(), first.from(), Math.min(size, first.from() + OUTERMOST_SAMPLES));
        Pass call = head.pass();
        Stretch ground = new Stretch(call, 0, Math.min(call.trace().size(), head.to() + GROUND_SAMPLES));
        int[] laid = laid(begin, outermost, ground);
        return laid.length == 0 ? null : new Stretch(call, 0, laid[0]);
    }

    /** From where the axis ends in the call. */
    private @Nullable Stretch behindTheAxis(Stretch tail) {
        Stretch last = stretches.getLast();
        Stretch end = new Stretch(last.pass(), Math.max(0, last.to() - LAID_SAMPLES), last.to());
        Stretch outermost = new Stretch(last.pass(), Math.max(0, last.to() - OUTERMOST_SAMPLES), last.to());
        Stretch ground = new Stretch(tail.pass(), Math.max(0, tail.from() - GROUND_SAMPLES), tail.to());
        int[] laid = laid(end, outermost, ground);
        return laid.length == 0 ? null : new Stretch(tail.pass(), ground.from() + laid[laid.length - 1] + 1, tail.to());
    }

    /**
     * Where the samples of a stretch lie on the ground of another call, counted from its begin; none where they were never
     * there.
     */
    private int[] laid(Stretch stretch, Stretch outermost, Stretch ground) {
        Localiser localiser = Localiser.thorough(axisOf.apply(List.of(ground)));
        Localiser.Fix fix = located(localiser, stretch);
        boolean there = fix.meanCost() <= MOST_MISFIT
                && isForward(fix.positions())
                && located(localiser, outermost).meanCost() <= MOST_MISFIT;
        return there ? fix.positions() : new int[0];
    }

    private static Localiser.Fix located(Localiser localiser, Stretch stretch) {
        Pass pass = stretch.pass();
        return localiser.locate(
                pass.trace(),
                pass.modelCell(),
                stretch.from(),
                stretch.to(),
                pass.offset().downlinkDb());
    }

    private static boolean isForward(int[] positions) {
        return IntStream.range(1, positions.length).allMatch(i -> positions[i] >= positions[i - 1]);
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
