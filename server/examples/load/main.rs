//! The real server over HTTP, without a browser. Each verb prints one line of JSON.
//!
//! - `load`: how many commands a second it acknowledges, with phones that each send notes on a young person of their
//!   own, beside bare SQLite that only inserts the same texts, as many to a commit.
//! - `scale`: what an exchange costs with few records in the municipality and with many.
//! - `first`: how much a new phone fetches.
//!
//! `cargo run --release -p server --example load -- load --phones 16 --commands 200 --batch 1`
#![expect(clippy::print_stdout, reason = "a measurement is printed")]

mod bare;
mod first;
mod phone;
mod scale;
mod words;
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
    match words.subcommand()?.as_deref() {
        Some("load") => load(words).await,
        Some("scale") => scale(words).await,
        Some("first") => first().await,
        _ => Err("load, scale or first".into()),
    }
}

async fn load(mut words: Arguments) -> Result<(), Failed> {
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
        "{{\"what\":\"load\",\"phones\":{},\"commands\":{total},\"batch\":{},\
         \"acknowledged_per_second\":{served:.0},\"slowest_request_ms\":{},\
         \"bare_sqlite_per_second\":{bare:.0},\"bare_to_ours\":{:.2}}}",
        load.phones,
        load.batch,
        slowest.as_millis(),
        bare / served,
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "microseconds of an exchange are few")]
async fn scale(mut words: Arguments) -> Result<(), Failed> {
    let few = words.opt_value_from_str("--few")?.unwrap_or(10_000);
    let many = words.opt_value_from_str("--many")?.unwrap_or(1_000_000);
    let [small, large] = scale::measure(few, many).await?;
    let times = large as f64 / small as f64;
    println!(
        "{{\"what\":\"scale\",\"few\":{few},\"few_us\":{small},\"many\":{many},\"many_us\":{large},\
         \"many_to_few\":{times:.2}}}"
    );
    Ok(())
}

async fn first() -> Result<(), Failed> {
    let bytes = first::measure().await?;
    println!("{{\"what\":\"first\",\"unge\":60,\"tilbud\":500,\"bytes\":{bytes}}}");
    Ok(())
}

/// All phones at once, until every command of theirs has its receipt.
async fn served(load: Load) -> Result<(Duration, Duration), Failed> {
    let world = World::start(load.phones).await?;
    let mut phones = Vec::new();
    for number in 0..load.phones {
        let mut phone = world.phone(number).await?;
        phone.write(number, load.commands)?;
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
