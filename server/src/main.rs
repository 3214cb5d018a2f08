//! `overgang`: reads the command line and does what it says. A server is stopped cleanly when asked to.

use std::io::Write as _;
use std::process::ExitCode;

use server::account::invite::invite;
use server::audit::verify::Inspection;
use server::config::{Config, Order};
use server::state::World;
use server::{audit, log, restored, serve};
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let mut log = log::start();
    let done = match Order::read(pico_args::Arguments::from_env()) {
        Err(misused) => Err(misused.into()),
        Ok(order) => obey(order).await,
    };
    let code = match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => complain(&mut log, &*why),
    };
    log.end();
    code
}

async fn obey(order: Order) -> Result<(), Box<dyn std::error::Error>> {
    match order {
        Order::Say(what) => Ok(write!(std::io::stdout(), "{what}")?),
        Order::Serve(config) => run(&config).await,
        Order::Restored { database, heads } => {
            Ok(restored::say(&database, &heads, &World::real()).await?)
        }
        Order::Invite(asked) => {
            let code = invite(&asked, &World::real()).await?;
            writeln!(std::io::stdout(), "{code}")?;
            Ok(())
        }
        Order::Verify(asked) => audit(&asked).await,
    }
}

async fn run(config: &Config) -> Result<(), Box<dyn std::error::Error>> {
    let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let starting = serve::start(config, World::real());
    let mut server = tokio::select! {
        server = Box::pin(starting) => server?,
        _ = term.recv() => return Ok(()),
        _ = int.recv() => return Ok(()),
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
        () = server.ended() => {}
    }
    server.stop().await;
    Ok(())
}

async fn audit(asked: &Inspection) -> Result<(), Box<dyn std::error::Error>> {
    let (mut out, mut broken) = (std::io::stdout(), false);
    for (kommune, verdict) in audit::verify::file(asked).await? {
        broken |= !verdict.is_whole();
        writeln!(out, "{kommune}: {verdict}")?;
    }
    if broken { Err("the audit trail is not what was written".into()) } else { Ok(()) }
}

/// By the log's way: a reader who stands still must not keep the program from ending.
fn complain(log: &mut log::Lines, why: &dyn std::error::Error) -> ExitCode {
    // If even this cannot be said, the exit code still says it.
    let _ = log.write_all(format!("{why}\n").as_bytes());
    ExitCode::FAILURE
}
