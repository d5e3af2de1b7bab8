package org.lineside.config;

import java.util.List;

/** The column names of the input files, to which a probe's own names can be mapped. */
final class InputColumns {
    /** Every column of every kind of file. */
    static final List<String> NAMES = List.of(
            "call_id",
            "time",
            "cell_id",
            "mobile_id",
            "rxlev_dl",
            "rxlev_ul",
            "rxqual_dl",
            "rxqual_ul",
            "rxlev_dl_full",
            "rxlev_dl_sub",
            "rxlev_ul_full",
            "rxlev_ul_sub",
            "rxqual_dl_full",
            "rxqual_dl_sub",
            "rxqual_ul_full",
            "rxqual_ul_sub",
            "dtx_ul",
            "dtx_dl",
            "timing_advance",
            "ms_power_dbm",
            "bs_power_att_db",
            "arfcn",
            "timeslot",
            "track_km",
            "latitude",
            "longitude",
            "speed_kmh",
            "neighbours",
            "rsrp_dbm",
            "rsrq_db",
            "sinr_db",
            "service",
            "start_time",
            "end_time",
            "release_cause",
            "train_number",
            "mobile_model",
            "event",
            "target_cell",
            "cause",
            "site",
            "line",
            "azimuth",
            "bsic",
            "coverage_class_dbm",
            "replaces",
            "start",
            "end",
            "km_from",
            "km_to",
            "text",
            "incident_id",
            "verdict");

    private InputColumns() {}
}
