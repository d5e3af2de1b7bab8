-- All metrics and the open incidents as one JSON document; ages are computed as it is read.
SELECT json FROM metric_json;
