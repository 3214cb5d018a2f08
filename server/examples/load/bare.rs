//! What the disk and SQLite set as the limit: the same texts, as many to a commit, one insert each, no rules.

use std::time::{Duration, Instant};

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};

use crate::phone::note;
use crate::{Failed, Load};

pub(crate) async fn insert(load: Load) -> Result<Duration, Failed> {
    let folder = tempfile::tempdir()?;
    let options = SqliteConnectOptions::new()
        .filename(folder.path().join("bare.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut database = SqliteConnection::connect_with(&options).await?;
    sqlx::query("CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
        .execute(&mut database)
        .await?;
    let texts = texts(load)?;
    let start = Instant::now();
    for group in texts.chunks(usize::from(load.phones) * load.batch) {
        let mut tx = database.begin().await?;
        for text in group {
            sqlx::query("INSERT INTO entry (body) VALUES (?)").bind(text).execute(&mut *tx).await?;
        }
        tx.commit().await?;
    }
    let took = start.elapsed();
    database.close().await?;
    Ok(took)
}

fn texts(load: Load) -> Result<Vec<String>, Failed> {
    let mut texts = Vec::new();
    for phone in 0..load.phones {
        for number in 0..load.commands {
            texts.push(serde_json::to_string(&note(phone, number)?)?);
        }
    }
    Ok(texts)
}
