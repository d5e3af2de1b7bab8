package org.lineside.attribution;

import java.util.Locale;

/** What kind of entity an incident accuses. */
public enum Scope {
    CELL,
    MOBILE,
    SECTION,
    TRAIN,
    CALL,
    NETWORK;

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
