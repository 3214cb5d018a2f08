//! nginx, for the browser test of what a proxy makes of the stream. `OVERGANG_NGINX` names another one.

use std::env;
use std::path::Path;

use super::apt_install;
use crate::error::Error;
use crate::{command, say};

/// Debian puts it where only root's PATH leads.
const DEBIAN: &str = "/usr/sbin/nginx";

/// The program, as a path or a name on PATH.
pub(crate) fn find() -> Option<String> {
    let named = env::var("OVERGANG_NGINX").ok();
    let on_path = || command::first_line("which", &["nginx"]);
    let debian = || Path::new(DEBIAN).exists().then(|| DEBIAN.to_owned());
    named.or_else(on_path).or_else(debian)
}

pub(super) fn ensure() -> Result<(), Error> {
    if find().is_some() {
        return Ok(());
    }
    if say::timed("nginx", || apt_install(&["nginx"])).unwrap_or(false) {
        return Ok(());
    }
    Err(Error::missing("nginx", "sudo apt-get install nginx, or set OVERGANG_NGINX"))
}
