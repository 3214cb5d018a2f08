//! Whether something stands in the database that no audit trail tells of: whatever is of a municipality, from its first
//! record or phone on, was told in its trail.

use std::collections::BTreeMap;
use std::fmt;

use domain::id::KommuneId;
use sqlx::Row as _;
use uuid::Uuid;

use super::Sqlite;
use crate::store::Fault;

/// Rows of a municipality that has no trail, or that is not there itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Untold {
    /// Whose, if it is there.
    pub kommune: Option<KommuneId>,
    /// Which table the first of them is in.
    pub table: &'static str,
}

/// The tenants that have rows in a table, each found by its index.
macro_rules! tenants {
    ($($table:literal),* $(,)?) => {
        [$(($table, concat!(
            "WITH RECURSIVE held (tenant) AS (
                SELECT min(tenant) FROM ", $table, "
                UNION ALL
                SELECT (SELECT min(tenant) FROM ", $table, " t WHERE t.tenant > held.tenant)
                FROM held WHERE held.tenant IS NOT NULL
            ) SELECT tenant FROM held WHERE tenant IS NOT NULL"
        ))),*]
    };
}

const TRAIL: &str = "audit";

/// All that holds rows of a municipality; the trail first, records before what follows from them.
const TABLES: [(&str, &str); 19] = tenants![
    "audit",
    "record",
    "record_history",
    "command_log",
    "receipt",
    "installation",
    "holding",
    "session",
    "enrolment",
    "phone_beside",
    "passkey",
    "code",
    "account",
    "link",
    "folder",
    "access_grant",
    "found_by",
    "seat",
    "opslag_noted",
];

impl Sqlite {
    /// What stands there that no trail tells of, one of each municipality.
    pub async fn untold(&self) -> Result<Vec<Untold>, Fault> {
        let mut tx = self.readers.begin().await?;
        let known = sqlx::query("SELECT tenant, id FROM kommune").fetch_all(&mut *tx).await?;
        let mut kommuner = BTreeMap::<i64, KommuneId>::new();
        for row in known {
            kommuner.insert(row.try_get(0)?, KommuneId(row.try_get::<Uuid, _>(1)?));
        }
        let (mut told, mut untold) = (Vec::new(), BTreeMap::<i64, Untold>::new());
        for (table, sql) in TABLES {
            for tenant in sqlx::query_scalar::<_, i64>(sql).fetch_all(&mut *tx).await? {
                let kommune = kommuner.get(&tenant).copied();
                if table == TRAIL && kommune.is_some() {
                    told.push(tenant);
                } else if !told.contains(&tenant) {
                    untold.entry(tenant).or_insert(Untold { kommune, table });
                }
            }
        }
        Ok(untold.into_values().collect())
    }
}

impl fmt::Display for Untold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kommune, table } = self;
        match kommune {
            Some(kommune) => write!(f, "{kommune} has rows in {table} and no trail"),
            None => write!(f, "there are rows in {table} of a municipality that is not there"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table that comes to hold something of a municipality is looked at too.
    #[tokio::test]
    async fn every_table_of_a_municipality_is_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("test.sqlite")).await.unwrap();
        let sql = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
            WHERE m.type = 'table' AND c.name = 'tenant' AND m.name NOT IN ('kommune', 'daily')";
        let mut all: Vec<String> = sqlx::query_scalar(sql).fetch_all(&store.readers).await.unwrap();
        all.sort_unstable();
        let mut looked_at: Vec<_> = TABLES.iter().map(|(table, _)| (*table).to_owned()).collect();
        looked_at.sort_unstable();
        assert_eq!(all, looked_at, "what was counted on a day is told of only where it was much");
        for (table, sql) in TABLES {
            let plan = sqlx::query(sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}")));
            let plan = plan.fetch_all(&store.readers).await.unwrap();
            for row in plan {
                let step: String = row.try_get("detail").unwrap();
                let table_scan =
                    step.starts_with(&format!("SCAN {table}")) && !step.contains("INDEX");
                assert!(!table_scan, "{table}: {step}");
            }
        }
    }
}
