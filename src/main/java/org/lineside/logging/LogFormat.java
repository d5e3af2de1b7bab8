package org.lineside.logging;

/** How log lines look. */
public enum LogFormat {
    /** For people, on a terminal or in the journal. */
    HUMAN,
    /** One JSON object a line, for Logstash. */
    JSON
}
