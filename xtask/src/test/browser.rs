//! The browser tests: node's own runner over end2end/tests, with a debug server, the shipped site and Chromium.
//! What they need to find is passed in variables named OVERGANG_….

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::Choice;
use super::cargo::counted;
use super::tally::Tally;
use crate::error::Error;
use crate::{command, files, place, say, setup};

pub(super) fn test(choice: &Choice, tally: &mut Tally) -> Result<(), Error> {
    let mut stories = stories()?;
    if let Some(only) = choice.story.as_deref() {
        stories.retain(|path| name(path) == Some(only));
    }
    if stories.is_empty() {
        say::line("  no end2end/tests/*.test.mjs yet: nothing to run in a browser");
        return Ok(());
    }
    setup::for_browser_tests()?;
    command::run(&mut command::cargo(&["build", "--package", "server"]))?;
    let mut node = command::new("node");
    node.args(["--test", "--test-reporter=spec", PATIENCE]).args(stories);
    node.env("OVERGANG_SERVER", place::server_binary("debug"));
    node.env("OVERGANG_SITE", place::site());
    node.env("OVERGANG_CONFORMANCE", place::conformance());
    node.env("OVERGANG_CHROMIUM", setup::find_browser().unwrap_or_default());
    counted(&mut node, tally)
}

/// A story that waits for what never comes must not hold up all others.
const PATIENCE: &str = "--test-timeout=240000";

/// Named one by one: what node makes of a folder differs between its versions.
fn stories() -> Result<Vec<PathBuf>, Error> {
    let found = files::below(&place::in_root("end2end/tests"))?;
    Ok(found.into_iter().filter(|path| name(path).is_some()).collect())
}

/// What `--story` may name.
pub(super) fn names() -> Result<Vec<String>, Error> {
    Ok(stories()?.iter().filter_map(|path| name(path)).map(str::to_owned).collect())
}

/// A story's name is its file's, without the ending.
fn name(path: &Path) -> Option<&str> {
    path.file_name().and_then(OsStr::to_str)?.strip_suffix(".test.mjs")
}
