package org.lineside.cli.output;

/** Forms in which a list is written. */
public enum OutputFormat {
    /** Aligned columns for people; long texts are shortened to fit. */
    TABLE,
    /** A header line and one line a row, in full. */
    TSV,
    /** An array of objects, one a line, in full. */
    JSON
}
