package org.lineside.health;

import java.util.Locale;

/** The time a figure is of; days are too short to decide most of what a railway is held to. */
public enum Period {
    /** A UTC day. */
    DAY,
    /** A UTC month. */
    MONTH;

    /** As it stands in tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first day of the month of an ISO-8601 date. */
    public static String monthOf(String day) {
        return day.substring(0, day.length() - 2) + "01";
    }
}
