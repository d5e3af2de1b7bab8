package org.lineside.intake.lines;

import org.lineside.calls.assembly.Dictionary;

/** One thread's view of the three dictionaries, kept from file to file. */
public final class Numbering {
    final Identifiers calls;
    final Identifiers cells;
    final Identifiers mobiles;

    /** A view of these dictionaries. */
    public Numbering(Dictionary calls, Dictionary cells, Dictionary mobiles) {
        this.calls = new Identifiers(calls);
        this.cells = new Identifiers(cells);
        this.mobiles = new Identifiers(mobiles);
    }
}
