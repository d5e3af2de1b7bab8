-- Calls of which an incident says something, whether it makes them anomalous or only raises their score.
CREATE INDEX call_looked_again ON call (call_id) WHERE own_score IS NOT NULL;
