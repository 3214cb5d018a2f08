-- Phones of one browser: a session once stood on both. It stays known when the session is over, as the secrets of the
-- phones last longer: whoever revokes one of them has the others sign nobody in by themselves.
CREATE TABLE phone_beside (
    tenant INTEGER NOT NULL REFERENCES kommune,
    phone  BLOB NOT NULL,
    other  BLOB NOT NULL,
    PRIMARY KEY (tenant, phone, other)
) STRICT, WITHOUT ROWID;
INSERT INTO phone_beside (tenant, phone, other)
    SELECT DISTINCT s.tenant, a.phone, b.phone FROM session s
    JOIN session_phone a ON a.session = s.id
    JOIN session_phone b ON b.session = s.id AND b.phone <> a.phone;
