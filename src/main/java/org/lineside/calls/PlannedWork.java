package org.lineside.calls;

import org.jspecify.annotations.Nullable;

/**
 * Planned works: what they explain raises no alarm.
 *
 * @param startMs epoch milliseconds UTC, inclusive
 * @param endMs epoch milliseconds UTC, exclusive
 * @param cellId the cell worked on, or null when a section is named
 * @param line the line worked on, or null when a cell is named
 * @param kmFrom lower end of the section in km, NaN without a section
 * @param kmTo upper end of the section in km, NaN without a section
 * @param text what is done there
 */
public record PlannedWork(
        long startMs,
        long endMs,
        @Nullable String cellId,
        @Nullable String line,
        double kmFrom,
        double kmTo,
        String text) {}
