-- The golden model is the one that later models, and what changes slowly, are held against.
ALTER TABLE model ADD COLUMN golden INTEGER NOT NULL DEFAULT 0 CHECK (golden IN (0, 1));
CREATE UNIQUE INDEX model_one_golden ON model (golden) WHERE golden = 1;

-- What a model expects of each cell and mobile, less what the golden one expects of it.
CREATE TABLE model_drift (
    model_id  TEXT NOT NULL,
    scope     TEXT NOT NULL CHECK (scope IN ('cell', 'mobile')),
    entity    TEXT NOT NULL,
    indicator TEXT NOT NULL,
    effect    REAL NOT NULL,           -- dB, classes, symbols
    passes    INTEGER NOT NULL,        -- 0 in the golden model itself
    PRIMARY KEY (model_id, scope, entity, indicator)
) STRICT, WITHOUT ROWID;

-- How much the daily effects of sound cells and mobiles vary, as a model's history tells.
CREATE TABLE drift_scale (
    model_id        TEXT NOT NULL,
    scope           TEXT NOT NULL,
    indicator       TEXT NOT NULL,
    within          REAL NOT NULL,     -- standard deviation of what one call says
    "between"       REAL NOT NULL,     -- standard deviation of a day's effect itself
    autocorrelation REAL NOT NULL,     -- of one day with the next
    PRIMARY KEY (model_id, scope, indicator)
) STRICT, WITHOUT ROWID;

-- What the calls of a day say of each cell and mobile: observed less expected by the golden model.
CREATE TABLE drift_day (
    day       TEXT NOT NULL,           -- as 2026-03-15; it begins the call timeout after midnight
    scope     TEXT NOT NULL,
    entity    TEXT NOT NULL,
    indicator TEXT NOT NULL,
    effect    REAL NOT NULL,
    calls     INTEGER NOT NULL,
    PRIMARY KEY (day, scope, entity, indicator)
) STRICT, WITHOUT ROWID;
