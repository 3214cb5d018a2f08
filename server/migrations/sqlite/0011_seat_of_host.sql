-- Seats are a host's: an id that another host gave a place, or somebody a booking elsewhere, stands in nobody's way.
-- Who sits where is worked out anew from the days as the server starts (`exchange::derived`).
DROP TABLE seat;
CREATE TABLE seat (
    tenant       INTEGER NOT NULL REFERENCES kommune,
    vaert        BLOB NOT NULL,
    plads        BLOB NOT NULL,
    dag          INTEGER NOT NULL,
    number       INTEGER NOT NULL,
    snusepraktik BLOB,
    UNIQUE (tenant, vaert, plads, dag, number),
    UNIQUE (tenant, vaert, snusepraktik, dag)
) STRICT;

-- What others know by its id alone: nobody takes that id again, in whichever folder.
CREATE INDEX record_known_by_id ON record (tenant, kind, id) WHERE kind IN ('plads', 'snusepraktik');
