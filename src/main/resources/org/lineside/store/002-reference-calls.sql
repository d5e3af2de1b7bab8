-- Which calls of the history each reference was learnt from.
CREATE TABLE reference_call (
    reference_id TEXT NOT NULL,
    model_id     TEXT NOT NULL,
    call_id      TEXT NOT NULL,
    PRIMARY KEY (model_id, call_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_call_by_reference ON reference_call (reference_id);
