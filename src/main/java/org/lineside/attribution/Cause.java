package org.lineside.attribution;

import java.util.Locale;

/** What an incident may be caused by; the words are the data contract's. */
public enum Cause {
    CELL_POWER_DROP,
    CELL_OUTAGE,
    DOWNLINK_INTERFERENCE,
    UPLINK_INTERFERENCE,
    COVERAGE_HOLE,
    REPEATER_FAULT,
    MOBILE_ANTENNA,
    MOBILE_UPLINK,
    MOBILE_DOWNLINK,
    LATE_HANDOVER,
    PING_PONG,
    HANDOVER_FAILURE,
    TIMING,
    TERMINAL_MODEL,
    PROBE_FAULT,
    ROUTE_CHANGE,
    RADIO_INNOCENT,
    UNKNOWN;

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the radio network or a mobile has a fault, and not the data about it. */
    public boolean isRadioFault() {
        return switch (this) {
            case ROUTE_CHANGE, RADIO_INNOCENT, PROBE_FAULT -> false;
            default -> true;
        };
    }
}
