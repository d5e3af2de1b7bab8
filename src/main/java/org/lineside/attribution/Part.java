package org.lineside.attribution;

import java.util.List;
import org.lineside.attribution.Hypotheses.Row;

/** Atoms that always are of the same entities: those of a mobile, a cell, a train, or of one zone of a track. */
final class Part {
    private final Row[] rows;
    private int changed;

    /**
     * @param rows the atoms, by call
     */
    Part(List<Row> rows) {
        this.rows = rows.toArray(Row[]::new);
    }

    /** The atoms, by call; not to be written. */
    Row[] rows() {
        return rows;
    }

    /** Notes which subtraction was the last to change an atom. */
    void look() {
        for (Row row : rows) {
            changed = Math.max(changed, row.changed);
        }
    }

    /** Number of that subtraction, 0 for none, as {@link #look} saw it. */
    int changed() {
        return changed;
    }
}
