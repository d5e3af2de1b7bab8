package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;

/**
 * Groups each of which has all that the one before it has and a {@link Part} more: stretches of track that begin at one
 * zone; any other entity makes a chain by itself. What was summed up for one goes on for the next.
 */
final class Chain {
    private final List<Part> parts;
    private final List<Group> groups = new ArrayList<>();
    private final int[] calls;
    private int weighed;

    /**
     * @param parts what each group has more than the one before
     */
    Chain(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.calls = parts.stream()
                .flatMap(p -> Arrays.stream(p.rows()))
                .mapToInt(row -> row.call)
                .sorted()
                .distinct()
                .toArray();
    }

    /** A group that is a chain by itself. */
    static Chain of(Kind kind, String key, List<Row> rows) {
        return new Chain(List.of(new Part(rows))).with(kind, key);
    }

    /** Adds the next group. */
    Chain with(Kind kind, String key) {
        groups.add(new Group(kind, key, parts.subList(0, groups.size() + 1)));
        return this;
    }

    /** The parts. */
    List<Part> parts() {
        return parts;
    }

    /** The groups, from the smallest. */
    Stream<Group> groups() {
        return groups.stream();
    }

    /**
     * Has each group looked at that was never weighed or has changed since, with what its calls say.
     *
     * @param epoch the number of the last subtraction, above 0
     */
    void weigh(EffectScales scales, int epoch, BiConsumer<Group, EffectSeries> look) {
        int first = firstChanged();
        EffectSums sums = first < parts.size() ? new EffectSums(calls) : null;
        for (int k = 0; sums != null && k < parts.size(); k++) {
            sums.add(parts.get(k).rows());
            if (k >= first) {
                look.accept(groups.get(k), sums.series(scales));
            }
        }
        weighed = epoch;
    }

    private int firstChanged() {
        int k = 0;
        while (weighed > 0 && k < parts.size() && parts.get(k).changed() <= weighed) {
            k++;
        }
        return k;
    }
}
