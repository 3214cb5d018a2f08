//! What is derived from the records and stored beside them is derived again when the file is opened, by the same
//! code that writes it: a rule that has changed since, or a file that was mended by hand, leaves nothing behind.

use domain::{Kind, Record};
use sqlx::Row as _;
use sqlx::sqlite::SqlitePool;
use uuid::Uuid;

use super::codec::folder;
use crate::store::Fault;

/// Derives what folders are found by. Only what differs is written.
pub(super) async fn derive(writer: &SqlitePool) -> Result<(), Fault> {
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    let sql = "SELECT r.tenant, r.folder, r.kind, r.id, r.doc, f.words
        FROM record r LEFT JOIN found_by f ON f.tenant = r.tenant AND f.folder = r.folder
        WHERE r.kind IN (?, ?) AND r.doc IS NOT NULL";
    let rows = sqlx::query(sql).bind(Kind::Ung.code()).bind(Kind::Elev.code());
    for row in rows.fetch_all(&mut *tx).await? {
        let (tenant, name, id): (i64, String, Uuid) =
            (row.try_get("tenant")?, row.try_get("folder")?, row.try_get("id")?);
        let (kind, doc): (String, String) = (row.try_get("kind")?, row.try_get("doc")?);
        // What cannot be read is met, and told of, where it is asked for: it keeps nobody from starting.
        let record = folder(&name).ok().and_then(|at| Record::decode(at, &kind, id, &doc).ok());
        let words = record.and_then(|record| record.found_by());
        let stands: Option<String> = row.try_get("words")?;
        if words.is_some() && words != stands {
            let sql = "INSERT INTO found_by (tenant, folder, words) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET words = excluded.words";
            sqlx::query(sql).bind(tenant).bind(name).bind(words).execute(&mut *tx).await?;
        }
    }
    Ok(tx.commit().await?)
}
