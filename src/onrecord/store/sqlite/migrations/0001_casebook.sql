-- The casebook's first schema. Key fields are columns with indices; the rest of a record is JSON in `record`.
-- Every row says which method and version made it (`made_by`).

CREATE TABLE methods (
    id     INTEGER PRIMARY KEY,
    step   TEXT NOT NULL,
    method TEXT NOT NULL,
    UNIQUE (step, method)
) STRICT;

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Bytes as fetched, once for each content, cut into chunks so that a large archive needs no large row.
CREATE TABLE captures (
    digest     TEXT PRIMARY KEY,
    size       INTEGER NOT NULL,
    location   TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    media_type TEXT,
    status     INTEGER,
    headers    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE capture_chunks (
    digest TEXT NOT NULL REFERENCES captures (digest) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (digest, number)
) STRICT;

CREATE TABLE pages (id TEXT PRIMARY KEY, url TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX pages_url ON pages (url) WHERE url IS NOT NULL;

CREATE TABLE versions (
    row            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    fingerprint    TEXT NOT NULL UNIQUE,
    page           TEXT NOT NULL REFERENCES pages (id),
    document       TEXT NOT NULL,
    number         INTEGER NOT NULL,
    newest         INTEGER NOT NULL CHECK (newest IN (0, 1)),
    sha256         TEXT NOT NULL,
    title          TEXT,
    text           TEXT NOT NULL,
    published      TEXT,
    published_at   TEXT,
    day            TEXT,
    publisher      TEXT,
    url            TEXT,
    language       TEXT,
    record         TEXT NOT NULL,
    statements     INTEGER NOT NULL,
    happenings     INTEGER NOT NULL,
    capture        TEXT REFERENCES captures (digest),
    added_at       TEXT NOT NULL,
    sketch         TEXT NOT NULL,
    made_by        INTEGER NOT NULL REFERENCES methods (id),
    UNIQUE (page, number)
) STRICT;
CREATE INDEX versions_document ON versions (document);
CREATE INDEX versions_newest ON versions (published_at, row) WHERE newest;
CREATE INDEX versions_day ON versions (day) WHERE newest;
CREATE INDEX versions_publisher ON versions (publisher) WHERE newest;

-- Which method each step used on a version, those that found nothing included.
CREATE TABLE steps (
    version INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    step    TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (version, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE authors (
    version INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX authors_name ON authors (name);

CREATE TABLE statements (
    version     INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    id          TEXT NOT NULL,
    parent      TEXT,
    source_key  TEXT,
    source_name TEXT,
    source_kind TEXT NOT NULL,
    role        TEXT,
    affiliation TEXT,
    side        TEXT,
    stance      TEXT NOT NULL,
    hedged      INTEGER NOT NULL,
    record      TEXT NOT NULL,
    made_by     INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_source ON statements (source_key, version);

CREATE TABLE happenings (
    version   INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    id        TEXT NOT NULL,
    statement TEXT,
    type      TEXT NOT NULL,
    modality  TEXT NOT NULL,
    day       TEXT,
    holder    TEXT,
    record    TEXT NOT NULL,
    made_by   INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX happenings_type ON happenings (type, version);

CREATE TABLE places (
    version  INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    number   INTEGER NOT NULL,
    place_id TEXT,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    lat      REAL,
    lon      REAL,
    country  TEXT,
    admin1   TEXT,
    literal  INTEGER NOT NULL,
    record   TEXT NOT NULL,
    made_by  INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX places_place ON places (place_id, version) WHERE place_id IS NOT NULL;

CREATE TABLE times (
    version INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    start   TEXT,
    until   TEXT,
    record  TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
    version INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    id      TEXT NOT NULL,
    known   TEXT,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    side    TEXT,
    record  TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (version, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_known ON entities (known, version) WHERE known IS NOT NULL;

-- Which happening of which version makes or denies which claim.
CREATE TABLE voices (
    claim       TEXT NOT NULL,
    version     INTEGER NOT NULL REFERENCES versions (row) ON DELETE CASCADE,
    happening   TEXT NOT NULL,
    type        TEXT NOT NULL,
    place_key   TEXT,
    day         TEXT,
    reported_at TEXT,
    source_key  TEXT,
    side        TEXT,
    publisher   TEXT,
    record      TEXT NOT NULL,
    made_by     INTEGER NOT NULL REFERENCES methods (id),
    PRIMARY KEY (claim, version, happening)
) STRICT, WITHOUT ROWID;
CREATE INDEX voices_version ON voices (version);
CREATE INDEX voices_near ON voices (place_key, type, day);
CREATE INDEX voices_source ON voices (source_key, claim) WHERE source_key IS NOT NULL;
CREATE INDEX voices_publisher ON voices (publisher, claim);

CREATE TABLE stale (claim TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE claims (
    row        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    type       TEXT NOT NULL,
    start      TEXT,
    until      TEXT,
    place_id   TEXT,
    place_name TEXT,
    lat        REAL,
    lon        REAL,
    status     TEXT NOT NULL,
    origins    INTEGER NOT NULL,
    changed_at TEXT,
    summary    TEXT NOT NULL,
    words      TEXT NOT NULL,
    record     TEXT NOT NULL,
    made_by    INTEGER NOT NULL REFERENCES methods (id)
) STRICT;
CREATE INDEX claims_start ON claims (start, id);
CREATE INDEX claims_changed ON claims (changed_at, id);
CREATE INDEX claims_origins ON claims (origins, id);
CREATE INDEX claims_type ON claims (type, start);
CREATE INDEX claims_place ON claims (place_id, start) WHERE place_id IS NOT NULL;
CREATE INDEX claims_status ON claims (status, start);

CREATE TABLE claim_sides (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    side  TEXT NOT NULL,
    PRIMARY KEY (side, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_sides_claim ON claim_sides (claim);

CREATE TABLE baseline (
    place_id TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    lat      REAL NOT NULL,
    lon      REAL NOT NULL,
    date     TEXT NOT NULL,
    holder   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE control (
    place_id  TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date   TEXT NOT NULL,
    record    TEXT NOT NULL,
    PRIMARY KEY (place_id, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE outages (
    place_id  TEXT NOT NULL,
    service   TEXT NOT NULL,
    from_date TEXT NOT NULL,
    to_date   TEXT,
    record    TEXT NOT NULL,
    PRIMARY KEY (place_id, service, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories (document TEXT PRIMARY KEY, story TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX stories_story ON stories (story);

CREATE TABLE relations (
    a      TEXT NOT NULL,
    b      TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_b ON relations (b);

CREATE TABLE failures (
    location TEXT NOT NULL,
    code     TEXT NOT NULL,
    message  TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (location, code)
) STRICT, WITHOUT ROWID;

-- Search over the newest versions and the claims; the words stay in their own tables.
CREATE VIRTUAL TABLE versions_words USING fts5 (
    title, text, content = 'versions', content_rowid = 'row', tokenize = "unicode61 remove_diacritics 2", prefix = '3'
);
CREATE TRIGGER versions_words_in AFTER INSERT ON versions WHEN new.newest BEGIN
    INSERT INTO versions_words (rowid, title, text) VALUES (new.row, new.title, new.text);
END;
CREATE TRIGGER versions_words_out AFTER UPDATE OF newest ON versions WHEN old.newest AND NOT new.newest BEGIN
    INSERT INTO versions_words (versions_words, rowid, title, text) VALUES ('delete', old.row, old.title, old.text);
END;

CREATE VIRTUAL TABLE claims_words USING fts5 (
    summary, words, content = 'claims', content_rowid = 'row', tokenize = "unicode61 remove_diacritics 2", prefix = '3'
);
CREATE TRIGGER claims_words_in AFTER INSERT ON claims BEGIN
    INSERT INTO claims_words (rowid, summary, words) VALUES (new.row, new.summary, new.words);
END;
CREATE TRIGGER claims_words_out AFTER DELETE ON claims BEGIN
    INSERT INTO claims_words (claims_words, rowid, summary, words) VALUES ('delete', old.row, old.summary, old.words);
END;
CREATE TRIGGER claims_words_changed AFTER UPDATE OF summary, words ON claims
WHEN old.summary <> new.summary OR old.words <> new.words BEGIN
    INSERT INTO claims_words (claims_words, rowid, summary, words) VALUES ('delete', old.row, old.summary, old.words);
    INSERT INTO claims_words (rowid, summary, words) VALUES (new.row, new.summary, new.words);
END;
