package org.lineside.attribution;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lineside.attribution.Hypotheses.Blame;
import org.lineside.attribution.Hypotheses.Kind;
import org.lineside.attribution.Hypotheses.Row;

/** The atoms of one entity by call, and what it was to blame for when they were weighed last. */
final class Group {
    final Kind kind;
    final String key;
    final List<Row> rows;
    private int weighed;
    private @Nullable Blame best;

    /**
     * @param kind what kind of entity
     * @param key the entity, as in {@link Blame#key}
     * @param rows its atoms, by call
     */
    Group(Kind kind, String key, List<Row> rows) {
        this.kind = kind;
        this.key = key;
        this.rows = rows;
    }

    /** Whether it was never weighed, or something was subtracted from its atoms since. */
    boolean isStale() {
        boolean stale = weighed == 0;
        for (Row row : rows) {
            stale |= row.changed > weighed;
        }
        return stale;
    }

    /** Notes what weighing gave, null for nothing, and the number of the last subtraction before. */
    void weighed(@Nullable Blame found, int epoch) {
        best = found;
        weighed = epoch;
    }

    /** What it is to blame for most, null for nothing. */
    @Nullable
    Blame best() {
        return best;
    }
}
