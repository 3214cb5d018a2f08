-- Law bases: what they open is found by searching, and kept on a phone as long as it is used.

-- What a folder is found by: the name of whom it is about, in lower case.
CREATE TABLE found_by (
    tenant INTEGER NOT NULL REFERENCES kommune,
    folder TEXT NOT NULL,
    words  TEXT NOT NULL,
    PRIMARY KEY (tenant, folder)
) STRICT, WITHOUT ROWID;
CREATE INDEX found_by_words ON found_by (tenant, words);
INSERT INTO found_by (tenant, folder, words)
    SELECT tenant, folder,
        lower(replace(replace(replace(doc ->> 'navn', 'Æ', 'æ'), 'Ø', 'ø'), 'Å', 'å'))
    FROM record WHERE kind = 'ung' AND doc IS NOT NULL;

-- When a folder that was brought along was last used; none if it is held always.
ALTER TABLE holding ADD COLUMN used INTEGER;

-- Whoever by law sees thousands of folders is asked for the few that their phone holds.
DROP INDEX access_grant_by_grantee;
CREATE INDEX access_grant_by_grantee ON access_grant (tenant, grantee, folder);
CREATE INDEX access_grant_by_folder ON access_grant (tenant, folder);

-- Counsellors see a plan as far as a law basis lets them; there is none until one is set.
INSERT INTO access_grant (tenant, source_folder, source_kind, source_id, grantee, folder, access, basis, held_from, held_until)
    SELECT tenant, folder, kind, id, 'vejledning', folder, 'read', '{"lov":"vejledning"}', 0, NULL
    FROM record WHERE kind = 'ung' AND doc IS NOT NULL;
