//! Node and the npm packages of package-lock.json: installed anew only when the lock file changed.

use super::version;
use crate::error::Error;
use crate::{command, files, hash, place, say};

const OLDEST: (u32, u32) = (20, 0);
const BY_HAND: &str = "npm ci   (in the repository's root, with the npm registry within reach)";

pub(super) fn ensure() -> Result<(), Error> {
    let found = command::first_line("node", &["--version"]);
    if found.as_deref().and_then(version).is_none_or(|found| found < OLDEST) {
        return Err(Error::missing("node 20", "install Node.js 20 or newer, with npm"));
    }
    let lock = hash::short(&files::read(&place::in_root("package-lock.json"))?);
    let stamp = place::in_root("node_modules/.installed-lock");
    if files::read(&stamp).is_ok_and(|old| old == lock.as_bytes()) {
        return Ok(());
    }
    say::timed("npm packages", install)?;
    files::write(&stamp, lock.as_bytes())
}

fn install() -> Result<(), Error> {
    let ci = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
    let done = command::run_quietly(command::new("npm").args(ci));
    done.map(drop).map_err(|_| Error::missing("npm's packages", BY_HAND))
}
