package org.lineside.intake.lines;

import java.util.List;
import java.util.Locale;

/** What a file holds; follows from its header. */
public enum FileKind {
    MEASUREMENTS(""),
    CALLS("call_id mobile_id service start_time end_time release_cause train_number mobile_model"),
    EVENTS("time event call_id cell_id target_cell cause"),
    CELLS("cell_id site line track_km latitude longitude azimuth arfcn bsic coverage_class_dbm replaces"),
    WORKS("start end cell_id line km_from km_to text"),
    LABELS("incident_id call_id verdict cause text"),
    /** The file could not be read that far. */
    UNKNOWN("");

    private final String columns;

    FileKind(String columns) {
        this.columns = columns;
    }

    /** The contract's columns; empty for measurements, whose columns depend on the profile. */
    public List<String> columns() {
        return columns.isEmpty() ? List.of() : List.of(columns.split(" ", -1));
    }

    /** The word in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
