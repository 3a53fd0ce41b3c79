-- A document is where it stands and nothing else; what it was, and how it came to be what it
-- is, are its revisions. Rows of revisions, snapshots and answers are only ever added.

CREATE TABLE documents (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    head BIGINT NOT NULL,
    digest TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT
);

CREATE TABLE revisions (
    document TEXT NOT NULL REFERENCES documents (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    reverts BIGINT,
    undo BIGINT,
    redo BIGINT,
    digest TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    said {bytes} NOT NULL,
    delta {bytes},
    PRIMARY KEY (document, number)
);

CREATE TABLE snapshots (
    document TEXT NOT NULL REFERENCES documents (id),
    number BIGINT NOT NULL,
    body {bytes} NOT NULL,
    PRIMARY KEY (document, number)
);

CREATE TABLE answers (
    owner TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    answer {bytes} NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (owner, key)
);

CREATE INDEX answers_at ON answers (at);

CREATE TABLE tokens (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);
