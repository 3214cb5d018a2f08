//! `run`: builds for daily work, starts the server with example data, and stops it cleanly on Ctrl-C.
//! With `--watch` it builds again and starts the server anew whenever a source file changes.

mod server;
mod watch;

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pico_args::Arguments;

use crate::error::Error;
use crate::site::{self, Mode};
use crate::{command, files, place, say, setup};
use server::Server;
use watch::Watch;

const TICK: Duration = Duration::from_millis(300);

struct Choice {
    port: u16,
    size: String,
    fresh: bool,
    watch: bool,
}

pub(crate) fn verb(mut args: Arguments, watch: bool) -> Result<(), Error> {
    let choice = Choice {
        port: args.opt_value_from_str("--port")?.unwrap_or(8080),
        size: args.opt_value_from_fn("--size", size)?.unwrap_or_else(|| "lille".to_owned()),
        fresh: args.contains("--fresh"),
        watch: watch | args.contains("--watch"),
    };
    crate::no_more(args)?;
    let stop = stop_on_signal()?;
    setup::for_building()?;
    build()?;
    free_port(choice.port)?;
    if choice.fresh {
        forget_database()?;
    }
    serve(&choice, &stop)
}

fn size(text: &str) -> Result<String, &'static str> {
    let known = ["lille", "h"].contains(&text);
    if known { Ok(text.to_owned()) } else { Err("--size is lille or h") }
}

fn build() -> Result<(), Error> {
    site::make(Mode::Dev)?;
    let mut server = command::cargo(&["build", "--package", "server"]);
    say::timed("server", || command::run(&mut server))
}

fn free_port(port: u16) -> Result<(), Error> {
    TcpListener::bind(("127.0.0.1", port)).map(drop).map_err(|_| Error::PortTaken(port))
}

/// The database and the files that belong to it.
fn forget_database() -> Result<(), Error> {
    for file in files::below(&place::in_root("data"))? {
        if file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("demo.sqlite")) {
            files::remove(&file)?;
        }
    }
    Ok(())
}

fn serve(choice: &Choice, stop: &AtomicBool) -> Result<(), Error> {
    let mut server = start(choice, stop)?;
    let mut watch = Watch::new();
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(TICK);
        if choice.watch && watch.changed() && rebuilt() {
            server.stop()?;
            server = start(choice, stop)?;
        }
        server.check()?;
    }
    server.stop()
}

fn start(choice: &Choice, stop: &AtomicBool) -> Result<Server, Error> {
    let mut server = Server::start(choice.port, &choice.size)?;
    server.wait_until_ready(stop)?;
    say::line(&format!("\nOvergang is at http://127.0.0.1:{}/  (Ctrl-C stops it)\n", choice.port));
    Ok(server)
}

/// A build that fails leaves the running server as it is.
fn rebuilt() -> bool {
    say::line("changed: building again");
    build().inspect_err(say::failure).is_ok()
}

fn stop_on_signal() -> Result<Arc<AtomicBool>, Error> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))?;
    Ok(stop)
}
