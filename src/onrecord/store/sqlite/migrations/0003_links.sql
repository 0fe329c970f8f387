-- What is linked with what: voices of one key are one node of a graph, and so are documents. `kind` is "claim" or "story".

ALTER TABLE voices RENAME TO voices_before;
CREATE TABLE voices (
    key         TEXT NOT NULL,
    claim       TEXT NOT NULL,
    version     INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    happening   TEXT NOT NULL,
    type        TEXT NOT NULL,
    place_key   TEXT,
    area        TEXT,
    day         TEXT,
    reported_at TEXT,
    source_key  TEXT,
    side        TEXT,
    publisher   TEXT,
    record      TEXT NOT NULL,
    made_by     INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (key, version, happening)
) STRICT, WITHOUT ROWID;
INSERT INTO voices SELECT claim, claim, version, happening, type, place_key,
    json_extract(record, '$.place.country') || '/' || coalesce(json_extract(record, '$.place.admin1'), ''),
    day, reported_at, source_key, side, publisher, record, made_by FROM voices_before;
DROP TABLE voices_before;
CREATE INDEX voices_claim ON voices (claim, version, happening);
CREATE INDEX voices_version ON voices (version);
CREATE INDEX voices_near ON voices (place_key, type, day);
CREATE INDEX voices_area ON voices (area, type, day, key) WHERE area IS NOT NULL;
CREATE INDEX voices_source ON voices (source_key, claim) WHERE source_key IS NOT NULL;
CREATE INDEX voices_publisher ON voices (publisher, claim);

CREATE TABLE links (
    kind     TEXT NOT NULL,
    a        TEXT NOT NULL,
    b        TEXT NOT NULL,
    strength REAL NOT NULL,
    PRIMARY KEY (kind, a, b)
) STRICT, WITHOUT ROWID;

-- Which block of the graph a node is in, and at which rung of the ladder that was cut.
CREATE TABLE blocks (
    kind  TEXT NOT NULL,
    node  TEXT NOT NULL,
    block TEXT NOT NULL,
    rung  INTEGER NOT NULL,
    PRIMARY KEY (kind, node)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_block ON blocks (kind, block);

-- Nodes that are new or have changed since they were last linked.
CREATE TABLE unlinked (kind TEXT NOT NULL, node TEXT NOT NULL, PRIMARY KEY (kind, node)) STRICT, WITHOUT ROWID;
INSERT INTO unlinked SELECT DISTINCT 'claim', key FROM voices;

-- What documents are compared by when they are grouped into stories: the newest version of each id.
CREATE TABLE gists (
    row      INTEGER PRIMARY KEY,
    document TEXT NOT NULL UNIQUE,
    day      TEXT,
    vector   BLOB NOT NULL
) STRICT;
CREATE TABLE gist_words (
    word   INTEGER NOT NULL,
    gist   INTEGER NOT NULL REFERENCES gists (row) ON DELETE CASCADE,
    weight REAL NOT NULL,
    PRIMARY KEY (word, gist)
) STRICT, WITHOUT ROWID;
CREATE INDEX gist_words_gist ON gist_words (gist);
INSERT INTO unlinked SELECT DISTINCT 'story', document FROM versions;
