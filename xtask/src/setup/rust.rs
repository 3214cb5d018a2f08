//! The compiler: new enough, or a word about how to get there.

use super::version;
use crate::command;
use crate::error::Error;

const OLDEST: (u32, u32) = (1, 95);

pub(super) fn check() -> Result<(), Error> {
    let found = command::first_line("rustc", &["--version"]);
    if found.as_deref().and_then(version).is_some_and(|found| found >= OLDEST) {
        return Ok(());
    }
    Err(Error::missing("rustc 1.95", "rustup update stable"))
}
