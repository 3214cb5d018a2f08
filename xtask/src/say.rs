//! What the xtask prints. Nothing else in this crate prints.

use std::io::Write as _;
use std::time::{Duration, Instant};

use crate::error::Error;

/// Whoever reads may have gone; the work goes on.
pub(crate) fn line(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

pub(crate) fn failure(error: &Error) {
    let _ = writeln!(std::io::stderr(), "xtask: {error}");
}

/// Announces a piece of work, does it, and says how long it took if that is worth saying.
pub(crate) fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    line(&format!("▸ {what}"));
    let start = Instant::now();
    let done = work()?;
    line(&format!("  {what}: {}", seconds(start.elapsed())));
    Ok(done)
}

pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
