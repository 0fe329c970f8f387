-- From which day on something must be put together again; "" is from the start.

DROP TABLE due;
CREATE TABLE due (kind TEXT NOT NULL, name TEXT NOT NULL, since TEXT NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
INSERT INTO due SELECT DISTINCT 'document', document, '' FROM versions;
INSERT INTO due SELECT DISTINCT 'place', place_key, '' FROM voices WHERE place_key IS NOT NULL;

-- How far the control of a place was followed, and the next day on which it changes though nothing more is said of it.
CREATE TABLE waymarks (
    place_id TEXT PRIMARY KEY,
    day      TEXT NOT NULL,
    moves_on TEXT,
    record   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX waymarks_moves_on ON waymarks (moves_on) WHERE moves_on IS NOT NULL;

-- Every place that a voice ever named, as the first one had it: by id, or "name:" and its name. `called` is its name, folded.
CREATE TABLE spots (
    place_key TEXT PRIMARY KEY,
    called    TEXT NOT NULL,
    lat       REAL,
    lon       REAL,
    admin1    TEXT,
    record    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO spots SELECT place_key, called(json_extract(record, '$.place.name')), json_extract(record, '$.place.lat'),
    json_extract(record, '$.place.lon'), json_extract(record, '$.place.admin1'), json_extract(record, '$.place')
    FROM voices WHERE place_key IS NOT NULL;
CREATE INDEX spots_near ON spots (lat, lon) WHERE lat IS NOT NULL;
CREATE INDEX spots_called ON spots (called) WHERE lat IS NULL;
CREATE INDEX spots_admin1 ON spots (admin1) WHERE admin1 IS NOT NULL;

-- What was said of a place, or of a region as a whole, since a day.
CREATE INDEX voices_told ON voices (place_key, reported_at) WHERE place_key IS NOT NULL;
CREATE INDEX voices_wide ON voices (coalesce(json_extract(record, '$.place.admin1'), json_extract(record, '$.place.name')))
    WHERE json_extract(record, '$.place.kind') = 'admin1';
DROP INDEX claims_near;
DROP INDEX claims_wide;
