//! Whether an exchange costs more where there is more: ten notes sent and ten changes fetched, with few records
//! in the municipality and with many, in turn.

use std::time::Instant;

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use crate::Failed;
use crate::phone::Phone;
use crate::world::World;

const CHANGES: usize = 10;
const ROUNDS: usize = 100;

/// The medians in microseconds, of the small and the large one.
pub(crate) async fn measure(few: u32, many: u32) -> Result<[u128; 2], Failed> {
    let (small, mut at_small) = filled(few).await?;
    let (large, mut at_large) = filled(many).await?;
    let (mut of_small, mut of_large) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_small.push(timed(&mut at_small).await?);
        of_large.push(timed(&mut at_large).await?);
    }
    small.stop().await;
    large.stop().await;
    Ok([median(of_small)?, median(of_large)?])
}

async fn timed(phone: &mut Phone) -> Result<u128, Failed> {
    phone.write(0, CHANGES)?;
    let start = Instant::now();
    phone.exchange(CHANGES).await?;
    Ok(start.elapsed().as_micros())
}

fn median(mut times: Vec<u128>) -> Result<u128, Failed> {
    times.sort_unstable();
    times.get(times.len() / 2).copied().ok_or_else(|| "nothing was measured".into())
}

async fn filled(records: u32) -> Result<(World, Phone), Failed> {
    let world = World::start(1).await?;
    let mut phone = world.phone(0).await?;
    phone.write(0, 1)?;
    phone.exchange(1).await?;
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut database = SqliteConnection::connect_with(&options).await?;
    let mut tx = database.begin().await?;
    sqlx::query(COUNT).bind(records).execute(&mut *tx).await?;
    for fill in FILL {
        sqlx::query(fill).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    database.close().await?;
    Ok((world, phone))
}

const COUNT: &str = "CREATE TABLE filling AS
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
    SELECT i, printf('journal:%08x-0000-4000-8000-000000000000', i / 100) AS folder FROM n";

/// Copies of that one note in journals of others, a hundred to a journal, each with the receipt and the log's row
/// that it would have left. By hand, as a million commands take a quarter of an hour.
const FILL: [&str; 4] = [
    "INSERT INTO record
        SELECT r.tenant, f.folder, r.kind, randomblob(16), r.rev, k.change_no + f.i, r.doc, r.digest, randomblob(16)
        FROM filling f, kommune k, (SELECT * FROM record WHERE kind = 'notat' LIMIT 1) r",
    "INSERT INTO receipt
        SELECT r.tenant, x'00112233445566778899aabbccddeeff', f.i, r.content, randomblob(16), r.asked, r.outcome
        FROM filling f, (SELECT * FROM receipt WHERE command IS NOT NULL LIMIT 1) r",
    "INSERT INTO command_log
        SELECT NULL, l.tenant, x'00112233445566778899aabbccddeeff', f.i, l.content, randomblob(16), l.sender,
            l.name, l.written, l.received, l.skew, l.body, l.outcome
        FROM filling f, (SELECT * FROM command_log WHERE name = 'notat.write.v1' LIMIT 1) l",
    "UPDATE kommune SET change_no = change_no + (SELECT count(*) FROM filling)",
];
