//! What the xtask prints. Nothing else in this crate prints.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool speaks here")]

use std::time::{Duration, Instant};

use crate::error::Error;

pub(crate) fn line(text: &str) {
    println!("{text}");
}

pub(crate) fn failure(error: &Error) {
    eprintln!("xtask: {error}");
}

/// Announces a piece of work, does it, and says how long it took if that is worth saying.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    println!("▸ {what}");
    let start = Instant::now();
    let done = work()?;
    println!("  {what}: {}", seconds(start.elapsed()));
    Ok(done)
}

pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
