-- The open incidents alone, for low-level discovery.
SELECT value FROM metric_latest WHERE key = 'lineside.incident.discovery';
