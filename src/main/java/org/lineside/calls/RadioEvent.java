package org.lineside.calls;

import org.jspecify.annotations.Nullable;

/**
 * A row of the events file.
 *
 * @param timeMs epoch milliseconds UTC
 * @param event {@code HO_COMMAND}, {@code HO_COMPLETE}, {@code HO_FAILURE}, {@code CONNECTION_FAILURE}, …
 * @param callId null when the event belongs to no call
 * @param cellId null when unknown
 * @param targetCell target of a handover, null otherwise
 * @param cause as the file says it, null when unknown
 */
public record RadioEvent(
        long timeMs,
        String event,
        @Nullable String callId,
        @Nullable String cellId,
        @Nullable String targetCell,
        @Nullable String cause) {}
