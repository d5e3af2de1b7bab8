package org.lineside.intake.lines;

import org.lineside.calls.Profile;

/** Reads pieces of one file. Used by one thread at a time. */
public sealed interface LineParser permits MeasurementParser, TableParser, ReferenceParser {
    /** Bytes that must be readable behind the text of a piece. */
    int PADDING = Words.PADDING;

    /**
     * Reads whole lines.
     *
     * @param b the text; {@link #PADDING} bytes behind {@code to} must exist
     * @param from where the first line begins
     * @param to behind the line feed of the last line
     */
    ParsedChunk parse(byte[] b, int from, int to);

    /** A parser for files with this header. */
    static LineParser of(Header header, Numbering numbering) {
        Profile profile = header.profile();
        if (profile != null) {
            return new MeasurementParser(new MeasurementLayout(header, profile), numbering);
        }
        return switch (header.kind()) {
            case CALLS, EVENTS -> new TableParser(header);
            case CELLS, WORKS, LABELS -> new ReferenceParser(header);
            case MEASUREMENTS, UNKNOWN -> throw new IllegalStateException("no profile: " + header.kind());
        };
    }

    /** Which optional columns a measurements file has, see {@code SourceRows}; 0 for other kinds. */
    static int columns(Header header) {
        Profile profile = header.profile();
        return profile == null ? 0 : new MeasurementLayout(header, profile).columns;
    }
}
