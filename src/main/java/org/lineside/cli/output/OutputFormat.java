package org.lineside.cli.output;

import java.util.Locale;

/** Forms in which a list is written. */
public enum OutputFormat {
    /** Aligned columns for people; long texts are shortened to fit. */
    TABLE,
    /** A header line and one line a row, in full. */
    TSV,
    /** An array of objects, one a line, in full. */
    JSON;

    /** The word people type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
