//! `setup`: sees that the compiler, node, the npm packages the browsers and a proxy are there, and fetches what it can.
//! It speaks only when it does something; the other verbs call the part that they need.

mod browser;
mod engines;
mod node;
mod proxy;
mod rust;
mod wasm_target;

use pico_args::Arguments;

use crate::error::Error;
use crate::say;

pub(crate) use browser::find as find_browser;
pub(crate) use engines::found as found_engines;
pub(crate) use proxy::find as find_proxy;
pub(crate) use wasm_target::cargo as wasm_cargo;

pub(crate) fn verb(args: Arguments) -> Result<(), Error> {
    crate::no_more(args)?;
    for_building()?;
    for_browser_tests()?;
    for_engines()?;
    say::line("Everything is here.");
    Ok(())
}

pub(crate) fn for_building() -> Result<(), Error> {
    rust::check()?;
    wasm_target::ensure()?;
    node::ensure()
}

pub(crate) fn for_browser_tests() -> Result<(), Error> {
    node::ensure()?;
    browser::ensure()?;
    proxy::ensure()
}

/// WebKit and Firefox, for what must not be seen in Chromium alone.
pub(crate) fn for_engines() -> Result<(), Error> {
    node::ensure()?;
    engines::ensure()
}

/// What the benchmarks compare with is large and nobody else needs it: it has a lock file of its own.
pub(crate) fn for_benchmarks() -> Result<(), Error> {
    node::ensure_in("bench", "what the benchmarks compare with")
}

/// Whether packages of the system may be installed without asking anybody.
fn is_root() -> bool {
    crate::command::first_line("id", &["-u"]).as_deref() == Some("0")
}

/// Installs packages on Debian and its relatives; `false` where that cannot be done here.
fn apt_install(packages: &[&str]) -> Result<bool, Error> {
    if !is_root() || crate::command::first_line("apt-get", &["--version"]).is_none() {
        return Ok(false);
    }
    let install = ["install", "--yes", "--no-install-recommends"];
    crate::command::run_quietly(crate::command::new("apt-get").arg("update"))?;
    crate::command::run_quietly(crate::command::new("apt-get").args(install).args(packages))?;
    Ok(true)
}

/// Reads `major.minor` out of a version line such as `rustc 1.95.0 (…)` or `v20.20.2`.
fn version(line: &str) -> Option<(u32, u32)> {
    let digits = line.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut parts = digits.split(|c: char| !c.is_ascii_digit());
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_read_from_what_tools_say() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("Chromium"), None);
    }
}
