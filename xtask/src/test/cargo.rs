//! The steps that cargo runs. Native crates and the app are never built in one invocation: features unify.

use std::process::Command;

use super::Choice;
use super::tally::Tally;
use crate::error::Error;
use crate::{command, setup, site};

pub(super) const NATIVE: [&str; 6] = ["domain", "words", "replica", "server", "simulate", "xtask"];
pub(super) const ALL: [&str; 7] =
    ["domain", "words", "replica", "server", "simulate", "xtask", "app"];

pub(super) fn format(choice: &Choice, _: &mut Tally) -> Result<(), Error> {
    let mut fmt = command::cargo(&["fmt", "--check"]);
    match &choice.package {
        Some(package) => fmt.args(["--package", package]),
        None => fmt.arg("--all"),
    };
    command::run(&mut fmt)
}

pub(super) fn lint(choice: &Choice, _: &mut Tally) -> Result<(), Error> {
    if let Some(packages) = native(choice) {
        let mut clippy = command::cargo(&["clippy", "--quiet", "--all-targets"]);
        command::run(clippy.args(packages).args(["--", "-D", "warnings"]))?;
    }
    if wants_app(choice) {
        let clippy = ["clippy", "--quiet", "--package", "app", "--target"];
        let mut clippy = setup::wasm_cargo(&clippy);
        clippy.args(["wasm32-unknown-unknown", "--", "-D", "warnings"]);
        command::run(&mut site::with_flags(clippy))?;
    }
    Ok(())
}

pub(super) fn test(choice: &Choice, tally: &mut Tally) -> Result<(), Error> {
    let Some(packages) = native(choice) else { return Ok(()) };
    counted(command::cargo(&["test", "--quiet", "--no-fail-fast"]).args(packages), tally)
}

pub(super) fn test_app(_: &Choice, tally: &mut Tally) -> Result<(), Error> {
    counted(&mut command::cargo(&["test", "--quiet", "--no-fail-fast", "--package", "app"]), tally)
}

/// Runs a test runner and adds up what it reports.
pub(super) fn counted(runner: &mut Command, tally: &mut Tally) -> Result<(), Error> {
    let status = command::tee(runner, |line| tally.read(line))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::Failed { command: command::shown(runner), status: status.to_string() })
}

/// `--package …` for the native crates asked for, `None` if the app alone is.
fn native(choice: &Choice) -> Option<Vec<&str>> {
    let wanted = |name: &&&str| choice.package.as_deref().is_none_or(|only| only == **name);
    let packages: Vec<_> =
        NATIVE.iter().filter(wanted).flat_map(|name| ["--package", name]).collect();
    (!packages.is_empty()).then_some(packages)
}

fn wants_app(choice: &Choice) -> bool {
    choice.package.as_deref().is_none_or(|only| only == "app")
}
