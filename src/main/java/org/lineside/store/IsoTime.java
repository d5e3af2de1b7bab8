package org.lineside.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as they stand in the database: ISO-8601 UTC with exactly three decimals, so that they sort as text. */
public final class IsoTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** Epoch milliseconds as {@code 2026-03-01T04:34:29.480Z}. */
    public static String format(long epochMs) {
        return FORMAT.format(Instant.ofEpochMilli(epochMs));
    }

    /** The epoch milliseconds of such a text; throws DateTimeParseException on anything else. */
    public static long parse(String text) {
        return Instant.parse(text).toEpochMilli();
    }
}
