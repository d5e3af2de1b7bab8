package org.lineside.logging;

import java.util.Locale;

/** How log lines look. */
public enum LogFormat {
    /** For people, on a terminal or in the journal. */
    HUMAN,
    /** One JSON object a line, for Logstash. */
    JSON;

    /** The word people type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
