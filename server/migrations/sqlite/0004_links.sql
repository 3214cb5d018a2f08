-- Which colleague somebody is whom the organisation's own sign-in (OpenID Connect) has signed in. `identity` is the
-- SHA-256 of the provider, the claim that tells them apart, and its value: no name and no address lies here.
-- One a colleague, and one colleague an identity.
CREATE TABLE link (
    identity    BLOB PRIMARY KEY,
    tenant      INTEGER NOT NULL REFERENCES kommune,
    medarbejder BLOB NOT NULL,
    created     INTEGER NOT NULL,
    last_used   INTEGER,
    UNIQUE (tenant, medarbejder)
) STRICT, WITHOUT ROWID;
