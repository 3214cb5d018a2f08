-- The ground: tenants, records by folder, commands, grants, phones, sessions.
-- Ids are 16 bytes, moments are milliseconds since 1970, `no` is a change number of the tenant.
-- Each table that holds a tenant's rows begins its key with the tenant.

-- What this database is: whether it was made as a demo.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A municipality. Updating its row is the lock under which change numbers are given.
CREATE TABLE kommune (
    tenant    INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    epoch     BLOB NOT NULL,
    change_no INTEGER NOT NULL
) STRICT;

-- What a folder comes to: its latest change, how many records live in it, and the exclusive-or of their digests.
CREATE TABLE folder (
    tenant  INTEGER NOT NULL REFERENCES kommune,
    name    TEXT NOT NULL,
    last_no INTEGER NOT NULL,
    live    INTEGER NOT NULL,
    digest  TEXT NOT NULL,
    PRIMARY KEY (tenant, name)
) STRICT, WITHOUT ROWID;

-- The latest revision of each record. Without a document it was removed.
CREATE TABLE record (
    tenant  INTEGER NOT NULL REFERENCES kommune,
    folder  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    id      BLOB NOT NULL,
    rev     INTEGER NOT NULL,
    no      INTEGER NOT NULL,
    doc     TEXT,
    digest  TEXT NOT NULL,
    command BLOB NOT NULL,
    UNIQUE (tenant, folder, kind, id)
) STRICT;
CREATE UNIQUE INDEX record_by_no ON record (tenant, folder, no);

-- Earlier revisions, as they were.
CREATE TABLE record_history (
    tenant  INTEGER NOT NULL REFERENCES kommune,
    folder  TEXT NOT NULL,
    kind    TEXT NOT NULL,
    id      BLOB NOT NULL,
    rev     INTEGER NOT NULL,
    no      INTEGER NOT NULL,
    doc     TEXT,
    digest  TEXT NOT NULL,
    command BLOB NOT NULL,
    UNIQUE (tenant, folder, kind, id, rev)
) STRICT;

-- What each record lets people see. Computed from the record at every change of it, never typed.
CREATE TABLE access_grant (
    tenant        INTEGER NOT NULL REFERENCES kommune,
    source_folder TEXT NOT NULL,
    source_kind   TEXT NOT NULL,
    source_id     BLOB NOT NULL,
    grantee       TEXT NOT NULL,
    folder        TEXT NOT NULL,
    access        TEXT NOT NULL,
    basis         TEXT NOT NULL,
    held_from     INTEGER NOT NULL,
    held_until    INTEGER
) STRICT;
CREATE INDEX access_grant_by_grantee ON access_grant (tenant, grantee);
CREATE INDEX access_grant_by_source ON access_grant (tenant, source_folder, source_kind, source_id);

-- Seats: one row each, so that the database itself holds the capacity, and nobody sits twice on a day.
CREATE TABLE seat (
    tenant       INTEGER NOT NULL REFERENCES kommune,
    plads        BLOB NOT NULL,
    dag          INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    snusepraktik BLOB,
    UNIQUE (tenant, plads, dag, number),
    UNIQUE (tenant, snusepraktik, dag)
) STRICT;

-- Phones: one row a browser profile and person.
CREATE TABLE installation (
    tenant     INTEGER NOT NULL REFERENCES kommune,
    id         BLOB NOT NULL,
    person     TEXT NOT NULL,
    next_seq   INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    outbox_len INTEGER NOT NULL,
    skew       INTEGER NOT NULL,
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;

-- What is on a phone, since when, on what terms; `left_no` once it is to be left.
CREATE TABLE holding (
    tenant       INTEGER NOT NULL REFERENCES kommune,
    installation BLOB NOT NULL,
    folder       TEXT NOT NULL,
    since        INTEGER NOT NULL,
    permit_no    INTEGER NOT NULL,
    access       TEXT NOT NULL,
    held_from    INTEGER NOT NULL,
    held_until   INTEGER,
    left_no      INTEGER,
    PRIMARY KEY (tenant, installation, folder)
) STRICT, WITHOUT ROWID;

-- What became of each command, by its place in line.
CREATE TABLE receipt (
    tenant       INTEGER NOT NULL REFERENCES kommune,
    installation BLOB NOT NULL,
    seq          INTEGER NOT NULL,
    content      BLOB NOT NULL,
    command      BLOB,
    asked        BLOB,
    outcome      TEXT NOT NULL,
    PRIMARY KEY (tenant, installation, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX receipt_by_command ON receipt (tenant, command) WHERE command IS NOT NULL;

-- Every command as it came, whatever became of it (I7). Rows are added, never changed.
CREATE TABLE command_log (
    entry        INTEGER PRIMARY KEY,
    tenant       INTEGER NOT NULL REFERENCES kommune,
    installation BLOB NOT NULL,
    seq          INTEGER NOT NULL,
    content      BLOB NOT NULL,
    command      BLOB,
    sender       TEXT NOT NULL,
    name         TEXT,
    written      INTEGER,
    received     INTEGER NOT NULL,
    skew         INTEGER NOT NULL,
    body         TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    UNIQUE (tenant, installation, seq, content, outcome)
) STRICT;

-- Who is signed in. The token itself is nowhere: its SHA-256 is.
CREATE TABLE session (
    token     BLOB PRIMARY KEY,
    kommune   BLOB NOT NULL,
    person    TEXT NOT NULL,
    created   INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
