//! SQLite: one file, one writer, any number of readers who never wait for it (WAL). A commit is on the
//! disk before it returns (`synchronous=FULL`). Reading and writing one municipality is in `sqlite/`.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use domain::Moment;
use domain::id::{Epoch, KommuneId};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{Connection as _, Row as _, Sqlite as Driver, Transaction};

use self::codec::{signed, unsigned};
use super::{Fault, Fingerprint, Head, MadeAs, SessionRow, Shown, Store};
use crate::files;

mod account;
mod codec;
mod derived;
mod read;
mod untold;
mod write;

pub use untold::Untold;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a statement waits for another process that holds the file, such as a backup.
const PATIENCE: Duration = Duration::from_secs(5);
const READERS: u32 = 4;

/// A database in one file.
#[derive(Clone, Debug)]
pub struct Sqlite {
    writer: SqlitePool,
    readers: SqlitePool,
}

/// One transaction of one municipality.
#[derive(Debug)]
pub struct SqliteTransaction {
    tx: Transaction<'static, Driver>,
    tenant: i64,
    head: Head,
}

impl Sqlite {
    /// Opens the file, makes it if it is not there, and brings its tables up to date.
    pub async fn open(file: &Path) -> Result<Self, Fault> {
        make(file)?;
        Self::opened(file).await.map_err(named(file))
    }

    async fn opened(file: &Path) -> Result<Self, Fault> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE);
        let one = pool(1);
        let writer = one.connect_with(options.clone()).await?;
        MIGRATIONS.run(&writer).await?;
        let some = pool(READERS);
        let readers = some.connect_with(options.read_only(true)).await?;
        Ok(Self { writer, readers })
    }
}

/// Connections, each of which is closed unless its transaction has ended. Where the disk is full or fails, SQLite rolls
/// back by itself; the driver's own `ROLLBACK` then finds nothing, and the driver takes the connection to be inside a
/// transaction for ever, in which no other may begin.
fn pool(size: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new().max_connections(size).after_release(|connection, _| {
        Box::pin(async move {
            // Whatever was dropped is rolled back first: these are taken in turn.
            connection.ping().await?;
            Ok(!connection.is_in_transaction())
        })
    })
}

impl Sqlite {
    /// Opens a file to look at it: nothing is made, brought up to date or written, not even beside it. A file whose tables
    /// are not this edition's is none that can be looked at.
    pub async fn inspect(file: &Path) -> Result<Self, Fault> {
        Self::inspected(file).await.map_err(named(file))
    }

    async fn inspected(file: &Path) -> Result<Self, Fault> {
        // Without its log nothing else can have the file open: then SQLite needs no files of its own beside it, which it
        // would make where it can and fail where it cannot.
        let alone = !files::beside(file, "-wal").exists();
        let options = SqliteConnectOptions::new()
            .filename(file)
            .read_only(true)
            .immutable(alone)
            .busy_timeout(PATIENCE);
        let pool = pool(1).connect_with(options).await?;
        let sql = "SELECT count(*), max(version) FROM _sqlx_migrations WHERE success";
        let row = sqlx::query(sql).fetch_one(&pool).await?;
        let (count, newest): (i64, Option<i64>) = (row.try_get(0)?, row.try_get(1)?);
        let ours: Vec<_> = MIGRATIONS.iter().map(|one| one.version).collect();
        if usize::try_from(count) != Ok(ours.len()) || newest != ours.iter().max().copied() {
            return Err(Fault::OtherEdition(file.to_owned()));
        }
        // This program makes none: whoever put one there changes what is written after it was checked.
        let sql = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')";
        if sqlx::query_scalar::<_, i64>(sql).fetch_one(&pool).await? > 0 {
            let what = "there is a trigger or a view, and this program makes none";
            return Err(Fault::Unavailable(what.into()));
        }
        Ok(Self { writer: pool.clone(), readers: pool })
    }
}

/// Says of which file that is.
fn named(file: &Path) -> impl FnOnce(Fault) -> Fault + use<'_> {
    move |fault| match fault {
        Fault::Unavailable(error) => {
            Fault::Unavailable(format!("{}: {error}", file.display()).into())
        }
        Fault::OtherEdition(_) | Fault::Constraint | Fault::Corrupt(_) | Fault::UnknownKommune => {
            fault
        }
    }
}

/// A new file is its owner's alone; SQLite gives the files beside it the same mode. One that is there is not opened
/// here: closing it again would let go of every lock that this process holds on it.
fn make(file: &Path) -> Result<(), Fault> {
    match files::owners().write(true).create_new(true).open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            return Err(Fault::Unavailable(files::at(file)(error).into()));
        }
        _ => {}
    }
    for what in ["", "-wal", "-shm"] {
        files::keep_to_owner(&files::beside(file, what));
    }
    Ok(())
}

/// Puts on the disk as much as a long note with its history takes, and takes it back. What is rolled back never leaves the
/// cache, unless that is too small for it; where it went, the next that is written has room.
async fn room(writer: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query("PRAGMA cache_size = 1").execute(&mut *writer).await?;
    let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
    let sql = "INSERT INTO meta (name, value) VALUES ('room', hex(zeroblob(40000)))";
    sqlx::query(sql).execute(&mut *tx).await?;
    tx.rollback().await
}

const BEGIN_READ: &str = "SELECT tenant, epoch, change_no FROM kommune WHERE id = ?";
const BEGIN_WRITE: &str = "UPDATE kommune SET change_no = change_no WHERE id = ?
    RETURNING tenant, epoch, change_no";

impl SqliteTransaction {
    async fn begin(
        mut tx: Transaction<'static, Driver>,
        sql: &'static str,
        kommune: KommuneId,
    ) -> Result<Self, Fault> {
        let found = sqlx::query(sql).bind(kommune.0).fetch_optional(&mut *tx).await?;
        let row = found.ok_or(Fault::UnknownKommune)?;
        let (epoch, no) = (Epoch(row.try_get(1)?), unsigned(row.try_get(2)?));
        Ok(Self { tx, tenant: row.try_get(0)?, head: Head { epoch, no } })
    }
}

impl Store for Sqlite {
    type Read = SqliteTransaction;
    type Write = SqliteTransaction;

    async fn read(&self, kommune: KommuneId) -> Result<SqliteTransaction, Fault> {
        // The first row read fixes what the transaction sees.
        SqliteTransaction::begin(self.readers.begin().await?, BEGIN_READ, kommune).await
    }

    async fn write(&self, kommune: KommuneId) -> Result<SqliteTransaction, Fault> {
        let tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        SqliteTransaction::begin(tx, BEGIN_WRITE, kommune).await
    }

    async fn found(&self, kommune: KommuneId, epoch: Epoch) -> Result<(), Fault> {
        let sql =
            "INSERT INTO kommune (id, epoch, change_no) VALUES (?, ?, 0) ON CONFLICT DO NOTHING";
        sqlx::query(sql).bind(kommune.0).bind(epoch.0).execute(&self.writer).await?;
        Ok(())
    }

    async fn renew(&self, epoch: Epoch) -> Result<(), Fault> {
        sqlx::query("UPDATE kommune SET epoch = ?").bind(epoch.0).execute(&self.writer).await?;
        Ok(())
    }

    async fn try_to_write(&self, now: Moment) -> Result<(), Fault> {
        let mut writer = self.writer.acquire().await?;
        let tried = room(&mut writer).await;
        let usual = sqlx::query("PRAGMA cache_size = -2000").execute(&mut *writer).await;
        if tried.is_err() || usual.is_err() {
            // Its cache is too small, or its transaction hangs: the next one is as it should be.
            writer.close().await?;
            return Ok(tried.and(usual.map(drop))?);
        }
        drop(writer);
        let sql = "INSERT INTO meta (name, value) VALUES ('tried', ?)
            ON CONFLICT DO UPDATE SET value = excluded.value";
        sqlx::query(sql).bind(now.0.to_string()).execute(&self.writer).await?;
        Ok(())
    }

    async fn kommuner(&self) -> Result<Vec<KommuneId>, Fault> {
        let rows = sqlx::query("SELECT id FROM kommune ORDER BY tenant").fetch_all(&self.readers);
        rows.await?.iter().map(|row| Ok(KommuneId(row.try_get(0)?))).collect()
    }

    async fn made_as(&self) -> Result<Option<MadeAs>, Fault> {
        let sql = "SELECT value FROM meta WHERE name = 'made_as'";
        let value: Option<String> = sqlx::query_scalar(sql).fetch_optional(&self.readers).await?;
        match value.as_deref() {
            None => Ok(None),
            Some("demo") => Ok(Some(MadeAs::Demo)),
            Some("real") => Ok(Some(MadeAs::Real)),
            Some(_) => Err(Fault::Corrupt("purpose")),
        }
    }

    async fn make_as(&self, what: MadeAs) -> Result<(), Fault> {
        let value = match what {
            MadeAs::Demo => "demo",
            MadeAs::Real => "real",
        };
        let sql = "INSERT INTO meta (name, value) VALUES ('made_as', ?)";
        sqlx::query(sql).bind(value).execute(&self.writer).await?;
        Ok(())
    }

    async fn rules(&self) -> Result<Option<u32>, Fault> {
        let sql = "SELECT value FROM meta WHERE name = 'rules'";
        let value: Option<String> = sqlx::query_scalar(sql).fetch_optional(&self.readers).await?;
        value.map(|value| value.parse().or(Err(Fault::Corrupt("rules")))).transpose()
    }

    async fn follow_rules(&self, rules: u32) -> Result<(), Fault> {
        let sql = "INSERT INTO meta (name, value) VALUES ('rules', ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        sqlx::query(sql).bind(rules.to_string()).execute(&self.writer).await?;
        Ok(())
    }

    async fn session(&self, token: &Fingerprint) -> Result<Option<SessionRow>, Fault> {
        account::session(&self.readers, token).await
    }

    async fn see_session(&self, token: &Fingerprint, now: Moment) -> Result<(), Fault> {
        account::see_session(&self.writer, token, now).await
    }

    async fn kommune_of(&self, shown: Shown<'_>) -> Result<Option<KommuneId>, Fault> {
        account::kommune_of(&self.readers, shown).await
    }

    async fn keep_ceremony(
        &self,
        token: &Fingerprint,
        state: &str,
        until: Moment,
    ) -> Result<(), Fault> {
        account::keep_ceremony(&self.writer, token, state, until).await
    }

    async fn take_ceremony(
        &self,
        token: &Fingerprint,
        now: Moment,
    ) -> Result<Option<String>, Fault> {
        account::take_ceremony(&self.writer, token, now).await
    }

    async fn sweep(&self, now: Moment) -> Result<(), Fault> {
        account::sweep(&self.writer, now).await
    }

    async fn sign_everybody_out(&self) -> Result<(), Fault> {
        account::sign_everybody_out(&self.writer).await
    }

    async fn close(&self) {
        self.readers.close().await;
        let checkpoint = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.writer);
        if let Err(error) = checkpoint.await {
            tracing::warn!(%error, "the write-ahead log stays beside the database");
        }
        self.writer.close().await;
    }
}

impl SqliteTransaction {
    /// Ends a write: the numbers given out are noted in the municipality's row.
    async fn finish(mut self) -> Result<(), Fault> {
        let sql = "UPDATE kommune SET change_no = ? WHERE tenant = ?";
        let update = sqlx::query(sql).bind(signed(self.head.no)).bind(self.tenant);
        update.execute(&mut *self.tx).await?;
        Ok(self.tx.commit().await?)
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(found) if found.is_unique_violation() => Self::Constraint,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) => Self::Corrupt("column"),
            _ => Self::Unavailable(error.into()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Fault {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Unavailable(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Sqlite;

    /// The second part keeps the folder of the file in being.
    async fn make() -> (Sqlite, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("test.sqlite")).await.unwrap();
        (store, folder)
    }

    crate::store::conformance::suite!(make);

    #[tokio::test]
    async fn a_file_that_others_could_read_is_made_its_owners_alone() {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("back.sqlite");
        Sqlite::open(&file).await.unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        let _store = Sqlite::open(&file).await.unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    }

    #[tokio::test]
    async fn nobody_but_its_owner_reads_what_lies_in_it() {
        use std::os::unix::fs::MetadataExt as _;
        let (store, folder) = make().await;
        let names = ["test.sqlite", "test.sqlite-wal", "test.sqlite-shm"];
        for name in names {
            let mode = std::fs::metadata(folder.path().join(name)).unwrap().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        drop(store);
    }
}
