-- What operators say, and what comes of it.

-- The present of the data before the run that read the row; NULL when there were no calls yet.
ALTER TABLE label ADD COLUMN read_at TEXT;

ALTER TABLE incident ADD COLUMN label TEXT;        -- 'true' confirmed, 'false' a false alarm; NULL = nobody said
ALTER TABLE incident ADD COLUMN label_at TEXT;     -- when he said so, in the time of the data
ALTER TABLE incident ADD COLUMN muted_until TEXT;  -- of a false alarm: until when the like is muted
ALTER TABLE incident ADD COLUMN found_cause TEXT;  -- the cause that was found, where he gave another one

-- The incident or the call an operator spoke of, where his word alone explains the call.
ALTER TABLE call ADD COLUMN explained_by TEXT;
CREATE INDEX call_by_word ON call (explained_by) WHERE explained_by IS NOT NULL;
