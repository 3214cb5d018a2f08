//! The browser stories: node's own runner over end2end/tests with Chromium, and over end2end/engines with WebKit and
//! Firefox; both with a debug server and the shipped site. What they need to find is passed in variables named OVERGANG_….

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Choice;
use super::cargo::counted;
use super::tally::Tally;
use crate::error::Error;
use crate::{command, files, place, setup};

/// The steps' names.
pub(super) const CHROMIUM: &str = "browser";
pub(super) const ENGINES: &str = "engines";

/// A story that waits for what never comes must not hold up all others.
const PATIENCE: &str = "--test-timeout=420000";

pub(super) fn test(choice: &Choice, tally: &mut Tally) -> Result<(), Error> {
    setup::for_browser_tests()?;
    let mut node = runner(CHROMIUM, choice)?;
    node.env("OVERGANG_CHROMIUM", setup::find_browser().unwrap_or_default());
    node.env("OVERGANG_NGINX", setup::find_proxy().unwrap_or_default());
    counted(&mut node, tally)
}

pub(super) fn test_engines(choice: &Choice, tally: &mut Tally) -> Result<(), Error> {
    setup::for_engines()?;
    counted(runner(ENGINES, choice)?.envs(setup::found_engines()), tally)
}

/// Node over a step's stories, or the one that was chosen, with what both steps need.
fn runner(step: &str, choice: &Choice) -> Result<Command, Error> {
    let chosen = choice.story.as_deref();
    let mut stories = stories(step)?;
    stories.retain(|path| chosen.is_none_or(|only| name(path) == Some(only)));
    command::run(&mut command::cargo(&["build", "--package", "server"]))?;
    let mut node = command::new("node");
    node.args(["--test", "--test-reporter=spec", PATIENCE, AT_A_TIME]).args(stories);
    node.env("OVERGANG_SERVER", place::server_binary("debug"));
    node.env("OVERGANG_SITE", place::site());
    node.env("OVERGANG_CONFORMANCE", place::conformance());
    Ok(node)
}

/// Browsers are waited for more than they work, so two stories go on at once, however few cores there are: alone, those of
/// Chromium took twice as long on two cores.
const AT_A_TIME: &str = "--test-concurrency=2";

/// Named one by one: what node makes of a folder differs between its versions.
fn stories(step: &str) -> Result<Vec<PathBuf>, Error> {
    let folder = if step == CHROMIUM { "end2end/tests" } else { "end2end/engines" };
    let found = files::below(&place::in_root(folder))?;
    Ok(found.into_iter().filter(|path| name(path).is_some()).collect())
}

/// What `--story` may name.
pub(super) fn names() -> Result<Vec<String>, Error> {
    let all = [stories(CHROMIUM)?, stories(ENGINES)?].concat();
    Ok(all.iter().filter_map(|path| name(path)).map(str::to_owned).collect())
}

/// Whether a step tells the story of that name.
pub(super) fn is_told_in(step: &str, story: &str) -> bool {
    let is_browsers = [CHROMIUM, ENGINES].contains(&step);
    is_browsers && stories(step).is_ok_and(|all| all.iter().any(|path| name(path) == Some(story)))
}

/// A story's name is its file's, without the ending.
fn name(path: &Path) -> Option<&str> {
    path.file_name().and_then(OsStr::to_str)?.strip_suffix(".test.mjs")
}
