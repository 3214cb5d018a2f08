-- Every phone that a session ever stood on: enrolled, exchanged for, or taken over from the session before it in the
-- same browser. Which these were is not known of the sessions there are, so they end: a phone that was enrolled
-- signs in by itself.
DELETE FROM session;
CREATE TABLE session_phone (
    session BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    phone   BLOB NOT NULL,
    PRIMARY KEY (session, phone)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_phone_by_phone ON session_phone (phone);
