-- How often each person asked for what has a bound by day, by Denmark's days: names searched for, cases brought along,
-- new phones.
-- Kept for ninety days, so that an administrator sees who asked for much.
CREATE TABLE daily (
    tenant INTEGER NOT NULL REFERENCES kommune,
    person TEXT NOT NULL,
    what   TEXT NOT NULL,
    dag    INTEGER NOT NULL,
    times  INTEGER NOT NULL,
    PRIMARY KEY (tenant, person, what, dag)
) STRICT, WITHOUT ROWID;
CREATE INDEX daily_by_dag ON daily (tenant, dag);
