//! Node and the npm packages of package-lock.json: installed anew only when the lock file changed.

use std::path::Path;

use super::version;
use crate::error::Error;
use crate::{command, files, hash, place, say};

const OLDEST: (u32, u32) = (20, 0);
const BY_HAND: &str = "npm ci   (in the repository's root, for benchmarks in bench/, with the npm registry within reach)";

pub(super) fn ensure() -> Result<(), Error> {
    let found = command::first_line("node", &["--version"]);
    if found.as_deref().and_then(version).is_none_or(|found| found < OLDEST) {
        return Err(Error::missing("node 20", "install Node.js 20 or newer, with npm"));
    }
    ensure_in("", "npm packages")
}

/// The packages of the lock file in a folder of the repository.
pub(super) fn ensure_in(folder: &str, what: &str) -> Result<(), Error> {
    let folder = place::in_root(folder);
    let lock = hash::short(&files::read(&folder.join("package-lock.json"))?);
    let stamp = folder.join("node_modules/.installed-lock");
    if files::read(&stamp).is_ok_and(|old| old == lock.as_bytes()) {
        return Ok(());
    }
    say::timed(what, || install(&folder))?;
    files::write(&stamp, lock.as_bytes())
}

fn install(folder: &Path) -> Result<(), Error> {
    let ci = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    let done = command::run_quietly(command::new("npm").args(ci).current_dir(folder));
    done.map(drop).map_err(|_| Error::missing("npm's packages", BY_HAND))
}
