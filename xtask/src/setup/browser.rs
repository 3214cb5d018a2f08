//! Chromium, for the browser tests. `OVERGANG_CHROMIUM` names another one.

use std::env;

use super::apt_install;
use crate::error::Error;
use crate::{command, say};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The browser's program, as a path or a name on PATH.
pub(crate) fn find() -> Option<String> {
    if let Ok(named) = env::var("OVERGANG_CHROMIUM") {
        return Some(named);
    }
    let on_path = |name: &&str| command::first_line("which", &[name]);
    NAMES.iter().find_map(on_path)
}

pub(super) fn ensure() -> Result<(), Error> {
    if find().is_some() {
        return Ok(());
    }
    if say::timed("chromium", || apt_install(&["chromium"])).unwrap_or(false) {
        return Ok(());
    }
    Err(Error::missing("chromium", "sudo apt-get install chromium, or set OVERGANG_CHROMIUM"))
}
