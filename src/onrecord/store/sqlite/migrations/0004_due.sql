-- What must be put together again: relations of documents, control and outages of places.

CREATE TABLE due (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name)) STRICT, WITHOUT ROWID;
INSERT INTO due SELECT DISTINCT 'document', document FROM versions;
INSERT INTO due SELECT DISTINCT 'place', place_key FROM voices WHERE place_key IS NOT NULL;

-- Finding claims about what lies near a place, and about a region as a whole.
CREATE INDEX claims_near ON claims (type, lat) WHERE lat IS NOT NULL;
CREATE INDEX claims_wide ON claims (json_extract(record, '$.places[0].admin1'))
    WHERE json_extract(record, '$.places[0].kind') = 'admin1';
