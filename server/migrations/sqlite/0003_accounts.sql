-- Accounts: who may sign in, by what, and on which phones. What is secret is kept as its SHA-256, but for the
-- two keys of a phone, which the server gives out again and which open nothing without the phone.

-- Whose account was ended, and when. Who is not here has one, if the records know them.
CREATE TABLE account (
    tenant INTEGER NOT NULL REFERENCES kommune,
    person TEXT NOT NULL,
    ended  INTEGER NOT NULL,
    PRIMARY KEY (tenant, person)
) STRICT, WITHOUT ROWID;

-- One-time codes that were not used yet: at most one a person. `made_by` is who made it.
CREATE TABLE code (
    hash    BLOB PRIMARY KEY,
    tenant  INTEGER NOT NULL REFERENCES kommune,
    person  TEXT NOT NULL,
    made_by TEXT NOT NULL,
    until   INTEGER NOT NULL,
    UNIQUE (tenant, person)
) STRICT, WITHOUT ROWID;

-- Passkeys, by the id that the authenticator gave them.
CREATE TABLE passkey (
    credential BLOB PRIMARY KEY,
    tenant     INTEGER NOT NULL REFERENCES kommune,
    id         BLOB NOT NULL UNIQUE,
    person     TEXT NOT NULL,
    made       TEXT NOT NULL,
    created    INTEGER NOT NULL,
    last_used  INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_by_person ON passkey (tenant, person);

-- A passkey being made or used: what was asked of the authenticator. `token` is the hash of a cookie.
CREATE TABLE ceremony (
    token BLOB PRIMARY KEY,
    state TEXT NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is signed in, anew: with an id that may be shown, how it came to be, and where. Whoever was signed in
-- signs in again; what is on their phones stays.
DROP TABLE session;
CREATE TABLE session (
    token     BLOB PRIMARY KEY,
    tenant    INTEGER NOT NULL REFERENCES kommune,
    id        BLOB NOT NULL UNIQUE,
    person    TEXT NOT NULL,
    how       TEXT NOT NULL,
    phone     BLOB,
    confined  INTEGER NOT NULL,
    created   INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    until     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_person ON session (tenant, person);

-- Phones that were enrolled: their share of the key, the key for recovery, the hash of the secret they sign in
-- with, and when somebody last signed in on them in person.
CREATE TABLE enrolment (
    tenant       INTEGER NOT NULL REFERENCES kommune,
    installation BLOB NOT NULL,
    share        BLOB NOT NULL,
    recovery     BLOB NOT NULL,
    secret       BLOB NOT NULL UNIQUE,
    signed_in    INTEGER NOT NULL,
    PRIMARY KEY (tenant, installation)
) STRICT, WITHOUT ROWID;

-- A phone that gets nothing more, since when.
ALTER TABLE installation ADD COLUMN revoked INTEGER;
CREATE INDEX installation_by_person ON installation (tenant, person);

-- The local administrator keeps what is common, as the network's tovholder does.
INSERT INTO access_grant (tenant, source_folder, source_kind, source_id, grantee, folder, access, basis, held_from, held_until)
    SELECT tenant, source_folder, source_kind, source_id, 'rolle:administrator', folder, access,
        '{"rolle":"administrator"}', held_from, held_until
    FROM access_grant WHERE source_kind = 'kommune' AND grantee = 'rolle:netvaerkstovholder';
