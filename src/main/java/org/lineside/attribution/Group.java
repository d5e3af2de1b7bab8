package org.lineside.attribution;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;

/** The atoms of one entity, and what it was to blame for when they were weighed last. */
final class Group {
    final Kind kind;
    final String key;
    private final List<Part> parts;
    private @Nullable Blame best;

    /**
     * @param kind what kind of entity
     * @param key the entity, as in {@link Blame#key}
     * @param parts its atoms
     */
    Group(Kind kind, String key, List<Part> parts) {
        this.kind = kind;
        this.key = key;
        this.parts = parts;
    }

    /** Its atoms in the calls {@code first} to {@code last}, both inclusive, by call. */
    List<Row> rows(int first, int last) {
        List<Row> rows = new ArrayList<>();
        for (Part part : parts) {
            for (Row row : part.rows()) {
                if (row.call >= first && row.call <= last) {
                    rows.add(row);
                }
            }
        }
        rows.sort(Comparator.comparingInt(r -> r.call));
        return List.copyOf(rows);
    }

    /** Notes what weighing gave, null for nothing. */
    void weighed(@Nullable Blame found) {
        best = found;
    }

    /** What it is to blame for most, null for nothing. */
    @Nullable
    Blame best() {
        return best;
    }
}
