-- What an incident makes of calls that show it.

-- The incident that made a call anomalous which was normal by itself, and what was said of the call by itself.
ALTER TABLE call ADD COLUMN shown_by TEXT;
ALTER TABLE call ADD COLUMN own_score REAL;
ALTER TABLE call ADD COLUMN own_p_value REAL;
CREATE INDEX call_by_incident ON call (shown_by) WHERE shown_by IS NOT NULL;
