-- When the last look-up was that the trail tells of, by who looked at whose page: one that a phone tells again, as its
-- answer was lost, is not told of again.
CREATE TABLE opslag_noted (
    tenant  INTEGER NOT NULL REFERENCES kommune,
    person  TEXT NOT NULL,
    ung     BLOB NOT NULL,
    seneste INTEGER NOT NULL,
    PRIMARY KEY (tenant, person, ung)
) STRICT, WITHOUT ROWID;
