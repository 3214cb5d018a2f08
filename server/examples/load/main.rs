//! How many commands a second the server acknowledges: the real server over HTTP, with phones that each send notes
//! on a young person of their own, beside bare SQLite that only inserts the same texts, as many to a commit.
//!
//! `cargo run --release -p server --example load -- --phones 16 --commands 200 --batch 1`
#![expect(clippy::print_stdout, reason = "a measurement is printed")]

mod bare;
mod phone;
mod world;

use std::error::Error;
use std::time::{Duration, Instant};

use pico_args::Arguments;
use tokio::task::JoinSet;

use world::World;

/// How much is sent, by how many, how many to a request.
#[derive(Clone, Copy, Debug)]
struct Load {
    phones: u16,
    commands: usize,
    batch: usize,
}

pub(crate) type Failed = Box<dyn Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failed> {
    let mut words = Arguments::from_env();
    let load = Load {
        phones: words.opt_value_from_str("--phones")?.unwrap_or(16),
        commands: words.opt_value_from_str("--commands")?.unwrap_or(500),
        batch: words.opt_value_from_str("--batch")?.unwrap_or(1),
    };
    let (served, slowest) = served(load).await?;
    let bare = bare::insert(load).await?;
    let total = usize::from(load.phones) * load.commands;
    let (served, bare) = (rate(total, served), rate(total, bare));
    println!(
        "{{\"phones\":{},\"commands\":{total},\"batch\":{},\"acknowledged_per_second\":{served:.0},\
         \"slowest_request_ms\":{},\"bare_sqlite_per_second\":{bare:.0},\"bare_to_ours\":{:.2}}}",
        load.phones,
        load.batch,
        slowest.as_millis(),
        bare / served,
    );
    Ok(())
}

/// All phones at once, until every command of theirs has its receipt.
async fn served(load: Load) -> Result<(Duration, Duration), Failed> {
    let world = World::start(load.phones).await?;
    let mut phones = Vec::new();
    for number in 0..load.phones {
        let mut phone = world.phone(number).await?;
        phone.write(load.commands)?;
        phones.push(phone);
    }
    let start = Instant::now();
    let mut sending = JoinSet::new();
    for phone in phones {
        sending.spawn(phone.send(load.batch));
    }
    let mut slowest = Duration::ZERO;
    while let Some(sent) = sending.join_next().await {
        slowest = slowest.max(sent??);
    }
    let took = start.elapsed();
    world.stop().await;
    Ok((took, slowest))
}

#[expect(clippy::cast_precision_loss, reason = "a rate is shown without its fraction")]
fn rate(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}
