-- The audit trail: what was done and what was given out, each entry sealed by the hash of all before it.
-- Rows are added, never changed; `overgang audit verify` tells if one was.
CREATE TABLE audit (
    tenant INTEGER NOT NULL REFERENCES kommune,
    no     INTEGER NOT NULL,
    entry  TEXT NOT NULL,
    hash   BLOB NOT NULL,
    PRIMARY KEY (tenant, no)
) STRICT, WITHOUT ROWID;
