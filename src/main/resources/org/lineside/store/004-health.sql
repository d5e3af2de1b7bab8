-- How cells, mobiles, handovers and places are, day by day. Days are UTC dates. NULL = not known.

-- Effects against the reference, with 95 % intervals; each channel in its own unit and sign.
CREATE TABLE cell_health (
    cell_id         TEXT NOT NULL,
    day             TEXT NOT NULL,
    calls           INTEGER NOT NULL,
    mobiles         INTEGER NOT NULL,
    effect_dl_db    REAL,               -- downlink level
    effect_dl_low   REAL,
    effect_dl_high  REAL,
    effect_ul_db    REAL,               -- uplink level
    effect_ul_low   REAL,
    effect_ul_high  REAL,
    quality_dl      REAL,               -- RXQUAL classes, RSRQ dB
    quality_dl_low  REAL,
    quality_dl_high REAL,
    quality_ul      REAL,
    quality_ul_low  REAL,
    quality_ul_high REAL,
    sinr_dl_db      REAL,
    sinr_dl_low     REAL,
    sinr_dl_high    REAL,
    timing          REAL,               -- symbols of timing advance
    timing_low      REAL,
    timing_high     REAL,
    PRIMARY KEY (cell_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX cell_health_by_day ON cell_health (day);

CREATE TABLE mobile_health (
    mobile_id       TEXT NOT NULL,
    day             TEXT NOT NULL,
    calls           INTEGER NOT NULL,
    cells           INTEGER NOT NULL,
    effect_dl_db    REAL,
    effect_dl_low   REAL,
    effect_dl_high  REAL,
    effect_ul_db    REAL,
    effect_ul_low   REAL,
    effect_ul_high  REAL,
    quality_dl      REAL,
    quality_dl_low  REAL,
    quality_dl_high REAL,
    quality_ul      REAL,
    quality_ul_low  REAL,
    quality_ul_high REAL,
    sinr_dl_db      REAL,
    sinr_dl_low     REAL,
    sinr_dl_high    REAL,
    timing          REAL,
    timing_low      REAL,
    timing_high     REAL,
    PRIMARY KEY (mobile_id, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX mobile_health_by_day ON mobile_health (day);

CREATE TABLE edge_stats (
    from_cell     TEXT NOT NULL,
    to_cell       TEXT NOT NULL,
    day           TEXT NOT NULL,
    handovers     INTEGER NOT NULL,     -- seen, those that failed included
    told          INTEGER NOT NULL,     -- those whose failure events would tell
    failed        INTEGER NOT NULL,
    success_rate  REAL,                 -- of those told, 0..1
    success_low   REAL,
    success_high  REAL,
    ping_pongs    INTEGER NOT NULL,
    late          INTEGER NOT NULL,
    break_seconds REAL,                 -- median from command to completion
    gap_seconds   REAL,                 -- median between last report before and first after
    causes        TEXT NOT NULL,        -- commands by cause, JSON
    PRIMARY KEY (from_cell, to_cell, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_stats_by_day ON edge_stats (day);

-- Coverage by 100 m of a line or, where line or kilometre are unknown, by position of a reference.
CREATE TABLE interval_kpi (
    period             TEXT NOT NULL CHECK (period IN ('day', 'month')),
    day                TEXT NOT NULL,   -- the first of the period
    line               TEXT NOT NULL,   -- empty where unknown
    reference_id       TEXT NOT NULL,   -- empty where the line is known
    position           INTEGER NOT NULL, -- number of the 100 m, or position on the reference's axis
    km_from            REAL,
    km_to              REAL,
    passes             INTEGER NOT NULL,
    samples            INTEGER NOT NULL,
    level_p5_dbm       REAL,
    coverage_class_dbm REAL,
    below_passes       REAL NOT NULL,   -- sum over the passes of the share below the class
    below_share        REAL,
    below_low          REAL,
    below_high         REAL,
    coverage           TEXT CHECK (coverage IN ('met', 'not_met', 'undecided')),
    levels             TEXT NOT NULL,   -- dBm:thousandths of a pass
    PRIMARY KEY (period, day, line, reference_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE network_kpi (
    period               TEXT NOT NULL CHECK (period IN ('day', 'month')),
    day                  TEXT NOT NULL,
    service              TEXT NOT NULL, -- 'all': all of them together
    calls                INTEGER NOT NULL,
    call_hours           REAL NOT NULL,
    told_hours           REAL NOT NULL, -- of calls of which it is known how they ended
    losses               INTEGER NOT NULL,
    losses_per_hour      REAL,
    losses_low           REAL,
    losses_high          REAL,
    loss_requirement     TEXT CHECK (loss_requirement IN ('met', 'not_met', 'undecided')),
    handovers            INTEGER NOT NULL,
    told                 INTEGER NOT NULL,
    failed               INTEGER NOT NULL,
    success_rate         REAL,
    success_low          REAL,
    success_high         REAL,
    handover_requirement TEXT CHECK (handover_requirement IN ('met', 'not_met', 'undecided')),
    PRIMARY KEY (period, day, service)
) STRICT, WITHOUT ROWID;

-- What the program keeps for itself: what each call says of all this, and the days whose rows must be made anew.
CREATE TABLE call_health (
    call_id TEXT PRIMARY KEY,
    day     TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX call_health_by_day ON call_health (day);

CREATE TABLE health_stale (
    day TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
