-- What people decided. Nothing here is ever changed or deleted: what ends a judgement is a row of its own.

CREATE TABLE judgements (
    id     TEXT PRIMARY KEY,
    kind   TEXT NOT NULL,
    at     TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX judgements_at ON judgements (at, id);

-- Every id that a judgement can be asked for by: what it is about, and the documents that its words stand in.
CREATE TABLE judgement_names (
    name      TEXT NOT NULL,
    judgement TEXT NOT NULL REFERENCES judgements (id),
    PRIMARY KEY (name, judgement)
) STRICT, WITHOUT ROWID;

CREATE TABLE undoings (
    judgement TEXT PRIMARY KEY REFERENCES judgements (id),
    record    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Finding where a statement or a happening stands by its id alone.
CREATE INDEX statements_id ON statements (id);
CREATE INDEX happenings_id ON happenings (id);
