-- What Zabbix reads. The file is never changed in place: it is written anew under another name and renamed.

CREATE TABLE metric (
    clock  TEXT NOT NULL,              -- ISO-8601 UTC with milliseconds: when it was published
    key    TEXT NOT NULL,
    entity TEXT NOT NULL,              -- empty where the key says it all
    value  ANY,
    PRIMARY KEY (clock, key, entity)
) STRICT, WITHOUT ROWID;

-- Open incidents, ready for low-level discovery: sqlite3 -json gives what Zabbix expects.
CREATE TABLE incident_discovery (
    "{#INCIDENT}" TEXT PRIMARY KEY,
    "{#SCOPE}"    TEXT NOT NULL,
    "{#ENTITY}"   TEXT NOT NULL,
    "{#CAUSE}"    TEXT NOT NULL,
    "{#SEVERITY}" INTEGER NOT NULL,
    "{#SUMMARY}"  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest publication; an age goes on growing after it.
CREATE VIEW metric_latest AS
SELECT key, entity, clock,
       CASE WHEN key LIKE '%.age'
            THEN round(value + max(0, (julianday('now') - julianday(clock)) * 86400), 3)
            ELSE value END AS value
FROM metric
WHERE clock = (SELECT max(clock) FROM metric);

-- All of it as one JSON document, for a master item with dependent items.
CREATE VIEW metric_json AS
SELECT json_object(
    'clock', (SELECT max(clock) FROM metric),
    'metrics', json((SELECT json_group_object(
        key || CASE entity WHEN '' THEN '' ELSE '[' || entity || ']' END, value)
        FROM metric_latest WHERE key <> 'lineside.incident.discovery')),
    'discovery', json((SELECT value FROM metric_latest WHERE key = 'lineside.incident.discovery'))) AS json;

PRAGMA user_version = 2;
