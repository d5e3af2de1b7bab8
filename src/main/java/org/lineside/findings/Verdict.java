package org.lineside.findings;

import java.util.Locale;

/** What is said of a judged call. */
public enum Verdict {
    /** Like its reference. */
    NORMAL,
    /** Deviates significantly, by a relevant effect and extent, and nothing explains it. */
    ANOMALOUS,
    /** Deviates, for a reason that is no radio fault. */
    EXPLAINED,
    /** No reference covers it. */
    NO_REFERENCE,
    /** Too few reports to judge. */
    TOO_SHORT,
    /** Lacks what judging needs (no mobile, no level). */
    INCOMPLETE;

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
