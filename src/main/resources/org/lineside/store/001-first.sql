-- Times are ISO-8601 UTC text with milliseconds. NULL = not known. Tables that others read come first.

CREATE TABLE run (
    run_id          INTEGER PRIMARY KEY AUTOINCREMENT,
    verb            TEXT NOT NULL,
    started_at      TEXT NOT NULL,
    ended_at        TEXT,
    status          TEXT NOT NULL CHECK (status IN ('running', 'ok', 'failed')),
    version         TEXT NOT NULL,
    model_id        TEXT,
    lines_read      INTEGER NOT NULL DEFAULT 0,
    lines_rejected  INTEGER NOT NULL DEFAULT 0,
    calls_seen      INTEGER NOT NULL DEFAULT 0,
    calls_judged    INTEGER NOT NULL DEFAULT 0,
    calls_anomalous INTEGER NOT NULL DEFAULT 0,
    error           TEXT
) STRICT;

-- What differs between two equal runs stands apart: memory, seconds of stages, drift.
CREATE TABLE run_gauge (
    run_id INTEGER NOT NULL,
    name   TEXT NOT NULL,
    value  REAL,
    PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE input_file (
    file_id    INTEGER PRIMARY KEY,
    run_id     INTEGER NOT NULL,
    path       TEXT NOT NULL,
    sha256     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    lines      INTEGER NOT NULL,
    rejected   INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    first_time TEXT,
    last_time  TEXT,
    state      TEXT NOT NULL CHECK (state IN ('loaded', 'quarantined', 'duplicate')),
    reason     TEXT
) STRICT;
CREATE INDEX input_file_by_content ON input_file (sha256);
CREATE INDEX input_file_by_run ON input_file (run_id);

CREATE TABLE model (
    model_id    TEXT PRIMARY KEY,
    created_at  TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('champion', 'candidate', 'rejected', 'retired')),
    run_id      INTEGER,
    calls       INTEGER NOT NULL,
    data_from   TEXT,
    data_to     TEXT,
    version     TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    validation  TEXT,
    reign       INTEGER                -- counts the models that took force; the largest retired one is rolled back to
) STRICT;
CREATE UNIQUE INDEX model_one_champion ON model (state) WHERE state = 'champion';

CREATE TABLE model_content (
    model_id TEXT PRIMARY KEY,
    content  BLOB NOT NULL
) STRICT;

-- The files a model has learnt from, by content.
CREATE TABLE model_file (
    model_id TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    PRIMARY KEY (model_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference (
    reference_id TEXT NOT NULL,
    model_id     TEXT NOT NULL,
    name         TEXT NOT NULL,
    calls        INTEGER NOT NULL,
    cells        INTEGER NOT NULL,
    direction    TEXT,
    PRIMARY KEY (model_id, reference_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_profile (
    reference_id   TEXT NOT NULL,
    model_id       TEXT NOT NULL,
    position_index INTEGER NOT NULL,
    position_km    REAL,
    cell_id        TEXT NOT NULL,
    level_dl       REAL,               -- dBm at full power
    spread         REAL,               -- dB, robust standard deviation
    level_ul       REAL,
    spread_ul      REAL,
    quality_dl     REAL,
    ta             REAL,               -- symbols
    serving_share  REAL,               -- 0..1 of the passes served by this cell here
    passes         INTEGER NOT NULL,
    PRIMARY KEY (model_id, reference_id, position_index, cell_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE call (
    call_id       TEXT PRIMARY KEY,
    run_id        INTEGER NOT NULL,
    mobile_id     TEXT NOT NULL,
    service       TEXT NOT NULL,
    start_time    TEXT NOT NULL,
    end_time      TEXT NOT NULL,
    samples       INTEGER NOT NULL,
    reference_id  TEXT,
    verdict       TEXT NOT NULL CHECK (verdict IN
                  ('normal', 'anomalous', 'explained', 'no_reference', 'too_short', 'incomplete')),
    anomalous     INTEGER NOT NULL CHECK (anomalous = (verdict = 'anomalous')),
    score         REAL,
    p_value       REAL,
    explanation   TEXT,
    train_number  TEXT,
    mobile_model  TEXT,
    release_cause TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX call_by_end ON call (end_time);
CREATE INDEX call_by_mobile ON call (mobile_id, end_time);
CREATE INDEX call_anomalous ON call (end_time) WHERE anomalous = 1;

CREATE TABLE finding (
    finding_id  TEXT PRIMARY KEY,
    run_id      INTEGER NOT NULL,
    incident_id TEXT,
    call_id     TEXT NOT NULL,
    mobile_id   TEXT NOT NULL,
    cell_id     TEXT NOT NULL,
    start_time  TEXT NOT NULL,
    end_time    TEXT NOT NULL,
    method      TEXT NOT NULL,
    indicator   TEXT NOT NULL,
    observed    REAL,
    expected    REAL,
    effect      REAL,
    unit        TEXT NOT NULL,
    score       REAL,
    p_value     REAL,
    q_value     REAL,
    evidence    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_call ON finding (call_id);
CREATE INDEX finding_by_incident ON finding (incident_id);
CREATE INDEX finding_by_cell ON finding (cell_id, end_time);
CREATE INDEX finding_by_mobile ON finding (mobile_id, end_time);
CREATE INDEX finding_by_end ON finding (end_time);

CREATE TABLE incident (
    incident_id    TEXT PRIMARY KEY,
    scope          TEXT NOT NULL,
    entity         TEXT NOT NULL,
    cause          TEXT NOT NULL,
    confidence     REAL,
    severity       INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 4),
    opened_at      TEXT NOT NULL,
    last_seen_at   TEXT NOT NULL,
    closed_at      TEXT,
    calls_affected INTEGER NOT NULL,
    calls_observed INTEGER NOT NULL,
    effect         REAL,
    unit           TEXT NOT NULL,
    summary        TEXT NOT NULL,
    evidence       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX incident_open ON incident (severity, last_seen_at) WHERE closed_at IS NULL;
CREATE INDEX incident_by_entity ON incident (entity, last_seen_at);
CREATE INDEX incident_by_seen ON incident (last_seen_at);

-- An operator's feedback. Empty text = not given.
CREATE TABLE label (
    incident_id TEXT NOT NULL,
    call_id     TEXT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('true', 'false', '')),
    cause       TEXT NOT NULL,
    text        TEXT NOT NULL,
    PRIMARY KEY (incident_id, call_id)
) STRICT, WITHOUT ROWID;

-- What the program keeps for itself.

-- The curve and band of every call with a finding.
CREATE TABLE curve (
    call_id  TEXT PRIMARY KEY,
    end_time TEXT NOT NULL,
    content  BLOB NOT NULL
) STRICT;
CREATE INDEX curve_by_end ON curve (end_time);

-- What each call measured, so that references are built anew without the files.
CREATE TABLE call_trace (
    call_id    TEXT PRIMARY KEY,
    start_time TEXT NOT NULL,
    end_time   TEXT NOT NULL,
    profile    TEXT NOT NULL,
    content    BLOB NOT NULL
) STRICT;
CREATE INDEX call_trace_by_end ON call_trace (end_time);

-- What attribution remembers of each call.
CREATE TABLE call_evidence (
    call_id  TEXT PRIMARY KEY,
    end_time TEXT NOT NULL,
    content  BLOB NOT NULL
) STRICT;
CREATE INDEX call_evidence_by_end ON call_evidence (end_time);

-- Calls still open when the last run ended.
CREATE TABLE pending_call (
    call_id TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- Small memories of the stages, by name.
CREATE TABLE memory (
    name    TEXT PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;

-- What calls files said of calls; NULL where they were silent.
CREATE TABLE call_info (
    call_id       TEXT PRIMARY KEY,
    seen_at       TEXT NOT NULL,
    mobile_id     TEXT,
    service       TEXT,
    start_time    TEXT,
    end_time      TEXT,
    release_cause TEXT,
    train_number  TEXT,
    mobile_model  TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX call_info_by_seen ON call_info (seen_at);

CREATE TABLE cell_info (
    cell_id            TEXT PRIMARY KEY,
    site               TEXT,
    line               TEXT,
    track_km           REAL,
    latitude           REAL,
    longitude          REAL,
    azimuth            REAL,
    arfcn              INTEGER,
    bsic               INTEGER,
    coverage_class_dbm REAL,
    replaces           TEXT
) STRICT, WITHOUT ROWID;

-- Empty text and a kilometre of −1e9 = not given: a key has no NULL.
CREATE TABLE work (
    start_time TEXT NOT NULL,
    end_time   TEXT NOT NULL,
    cell_id    TEXT NOT NULL,
    line       TEXT NOT NULL,
    km_from    REAL NOT NULL,
    km_to      REAL NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (start_time, end_time, cell_id, line, km_from, km_to, text)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    time        TEXT NOT NULL,
    event       TEXT NOT NULL,
    call_id     TEXT NOT NULL,
    cell_id     TEXT NOT NULL,
    target_cell TEXT NOT NULL,
    cause       TEXT NOT NULL,
    PRIMARY KEY (time, event, call_id, cell_id, target_cell, cause)
) STRICT, WITHOUT ROWID;
